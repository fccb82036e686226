// The program's heap: jemalloc, where it is linked in malloc(3)'s place, else glibc's.
#pragma once

// Gives what is free, here and in the caller's own cache, back to the system.
void heap_release(void);
