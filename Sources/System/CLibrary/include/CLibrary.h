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

extern _Thread_local uintptr_t trin_heap_of_thread;

/// Asks for large pages for the heap that this thread takes its next memory from, once a heap. Where the system has none
/// to give, nothing changes.
static inline void trin_use_large_pages(void) {
  // HEAP_MAX_SIZE of glibc's arena.c: the heaps of threads begin at multiples of it.
  const uintptr_t size = (uintptr_t)64 << 20;
  // Larger than what is kept for the next piece of its size, which may lie in an older heap.
  void *piece = malloc(1 << 14);
  const uintptr_t heap = (uintptr_t)piece & ~(size - 1);
  free(piece);
  if (heap == trin_heap_of_thread) return;
  trin_heap_of_thread = heap;
  madvise((void *)heap, size, MADV_HUGEPAGE);
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
