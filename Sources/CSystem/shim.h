// What the C library and the compiler offer, and Swift does not show.

#include <fcntl.h>

/// Reserves room on the disk for a file without changing its size; 0, or -1 with `errno` set.
static inline int csystem_reserve(int descriptor, long start, long count) {
#ifdef __linux__
  extern int fallocate(int, int, off_t, off_t);
  return fallocate(descriptor, 1 /* FALLOC_FL_KEEP_SIZE */, start, count);
#else
  (void)descriptor, (void)start, (void)count;
  return -1;
#endif
}

/// Asks the processor to fetch a place in memory that will be read soon.
static inline void csystem_prefetch(const void *place) { __builtin_prefetch(place); }
