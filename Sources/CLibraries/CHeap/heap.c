#include "heap.h"

#include <jemalloc/jemalloc.h>
#include <stddef.h>

// Read by jemalloc before main. One arena: what a reading thread frees, the next can use, and peaks
// stay low. What is free goes back to the system after some seconds.
const char *malloc_conf = "narenas:1,dirty_decay_ms:5000,muzzy_decay_ms:0";

void heap_release(void) {
  mallctl("thread.tcache.flush", NULL, NULL, NULL, 0);
  mallctl("arena.4096.purge", NULL, NULL, NULL, 0);  // MALLCTL_ARENAS_ALL
}
