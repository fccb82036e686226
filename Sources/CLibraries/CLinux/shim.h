// What Swift's Glibc module leaves out of Linux: epoll(7), eventfd(2), timerfd(2), dl_iterate_phdr(3).
#pragma once
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <time.h>

// dl_iterate_phdr(3) and what it passes, under names of our own: <link.h> has them only with
// _GNU_SOURCE, with which this module's fd_set would not be that of Swift's Glibc.
struct linux_loaded_file {
  ElfW(Addr) address;
  const char *name;
  const ElfW(Phdr) *parts;
  ElfW(Half) count;
};
extern int linux_each_file(
    int (*visit)(struct linux_loaded_file *, size_t, void *), void *context)
    __asm__("dl_iterate_phdr");

// Unmaps the pages of one program file that nobody may write to: they come from the file again.
// Not of a file whose code was changed when it was loaded (DT_TEXTREL).
static inline int linux_release_file(struct linux_loaded_file *file, size_t size, void *pages) {
  for (int i = 0; i < file->count; i++) {
    if (file->parts[i].p_type != PT_DYNAMIC) continue;
    const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(file->address + file->parts[i].p_vaddr);
    for (; entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_TEXTREL) return 0;
      if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL)) return 0;
    }
  }
  // All are noted before any is unmapped: the list of parts stands in one of them.
  struct { uintptr_t start, end; } ranges[16];
  int count = 0;
  uintptr_t page = *(const uintptr_t *)pages;
  for (int i = 0; i < file->count && count < 16; i++) {
    const ElfW(Phdr) *part = &file->parts[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
    ranges[count].start = (file->address + part->p_vaddr) & ~(page - 1);
    ranges[count].end = (file->address + part->p_vaddr + part->p_memsz + page - 1) & ~(page - 1);
    count++;
  }
  for (int i = 0; i < count; i++) {
    madvise((void *)ranges[i].start, ranges[i].end - ranges[i].start, MADV_DONTNEED);
  }
  return 0;
}

static inline void linux_release_code(uintptr_t page) {
  linux_each_file(linux_release_file, &page);
}

// A timer on CLOCK_BOOTTIME, which never jumps and counts suspends; -1 on failure.
static inline int linux_timer_create(void) {
  return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

// Arms the timer for an absolute time in nanoseconds; 0 disarms it.
static inline int linux_timer_set(int fd, int64_t nanoseconds) {
  struct itimerspec spec = {{0, 0}, {nanoseconds / 1000000000, nanoseconds % 1000000000}};
  return timerfd_settime(fd, TFD_TIMER_ABSTIME, &spec, NULL);
}

// What others wake a waiting thread with; -1 on failure.
static inline int linux_event_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline int linux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }
