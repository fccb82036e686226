// The program's heap: jemalloc, which takes malloc(3)'s place by being linked.
#pragma once

// Gives what is free, here and in the caller's own cache, back to the system.
void heap_release(void);
