// What Swift has no word for, and what its own view of the C library does not show.
#include <errno.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Swaps two files or folders in one step. 0, or -1 with errno.
// Glibc shows renameat2 with _GNU_SOURCE only.
static inline int trin_exchange(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2u /* RENAME_EXCHANGE */);
}
#else
static inline int trin_exchange(const char *a, const char *b) {
  (void)a, (void)b, errno = ENOSYS;
  return -1;
}
#endif

#if defined(__GLIBC__) && defined(__LP64__)
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

extern _Thread_local int trin_uses_large_pages;

/// Asks for large pages for the heap that this thread has now; where the system has none to give, nothing changes. Of
/// more than this one heap, large pages took longer than small ones do: a system seldom has so many at hand.
static inline void trin_use_large_pages(void) {
  if (trin_uses_large_pages) return;
  trin_uses_large_pages = 1;
  // HEAP_MAX_SIZE of glibc's arena.c: the heaps of threads begin at multiples of it.
  const uintptr_t size = (uintptr_t)64 << 20;
  void *piece = malloc(1 << 14);
  madvise((void *)((uintptr_t)piece & ~(size - 1)), size, MADV_HUGEPAGE);
  free(piece);
}
#else
static inline void trin_use_large_pages(void) {}
#endif

#ifdef __GLIBC__
#include <malloc.h>

/// Lets each thread's heap, made from now on, grow by this many bytes before the system is asked again.
static inline void trin_grow_heaps_by(int bytes) { mallopt(M_TOP_PAD, bytes); }
#else
static inline void trin_grow_heaps_by(int bytes) { (void)bytes; }
#endif

/// A variable of each thread, which callbacks without a context find what they work on by. Swift has none of its own.
extern _Thread_local void *trin_thread_context;
static inline void *trin_context_of_thread(void) { return trin_thread_context; }
static inline void trin_set_context_of_thread(void *context) { trin_thread_context = context; }
