#include "heap.h"

#include <malloc.h>
#include <stddef.h>

// jemalloc's, of which a release build takes malloc(3) too. A debug build has glibc's heap: a
// sanitizer brings its own, and does not go together with a third.
__attribute__((weak)) int mallctl(const char *, void *, size_t *, void *, size_t);

// Read by jemalloc before main. One arena: what a reading thread frees, the next can use, and peaks
// stay low. What is free goes back to the system after some seconds.
const char *malloc_conf = "narenas:1,dirty_decay_ms:5000,muzzy_decay_ms:0";

__attribute__((constructor)) static void share_among_threads(void) {
  if (!mallctl) mallopt(M_ARENA_MAX, 1);
}

void heap_release(void) {
  if (!mallctl) {
    malloc_trim(0);
    return;
  }
  mallctl("thread.tcache.flush", NULL, NULL, NULL, 0);
  mallctl("arena.4096.purge", NULL, NULL, NULL, 0);  // MALLCTL_ARENAS_ALL
}
