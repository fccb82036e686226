// What Swift's Glibc module leaves out of Linux: timerfd(2), mallopt(3), malloc_trim(3).
#pragma once
#include <malloc.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>

// One heap for all threads instead of one for each.
static inline void linux_share_heap(void) { mallopt(M_ARENA_MAX, 1); }

// Gives freed memory back to the system.
static inline void linux_release_memory(void) { malloc_trim(0); }

// A timer on CLOCK_BOOTTIME, which never jumps and counts suspends; -1 on failure.
static inline int linux_timer_create(void) {
  return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

// Arms the timer for an absolute time in nanoseconds; 0 disarms it.
static inline int linux_timer_set(int fd, int64_t nanoseconds) {
  struct itimerspec spec = {{0, 0}, {nanoseconds / 1000000000, nanoseconds % 1000000000}};
  return timerfd_settime(fd, TFD_TIMER_ABSTIME, &spec, NULL);
}
