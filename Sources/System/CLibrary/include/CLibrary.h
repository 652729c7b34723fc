// What Swift has no word for, and what its own view of the C library does not show.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>

/// Starts a program, looked up in PATH unless it has a slash, in `folder`, or in this process's own, with descriptors 0
/// to 2 and no others, and no signal blocked. What it has as descriptor N is `streams[N]`, or /dev/null where that is
/// below 0. 0, or the number of the error.
int trin_spawn(
    pid_t *child, const char *program, const int streams[3], const char *folder, char *const *arguments,
    char *const *variables);

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>

/// Swaps two files or folders, each by its name in an open folder, in one step. 0, or -1 with errno.
// Glibc shows renameat2 with _GNU_SOURCE only.
static inline int trin_exchange(int folder_a, const char *a, int folder_b, const char *b) {
  return (int)syscall(SYS_renameat2, folder_a, a, folder_b, b, 2u /* RENAME_EXCHANGE */);
}

/// Gives a file or folder another name that nothing has yet, in one step. 0, or -1 with errno.
static inline int trin_rename_new(int folder_a, const char *a, int folder_b, const char *b) {
  return (int)syscall(SYS_renameat2, folder_a, a, folder_b, b, 1u /* RENAME_NOREPLACE */);
}

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

static inline int trin_openat2(int folder, const char *path, int flags, uint64_t resolve) {
  // struct open_how of linux/openat2.h, which older headers lack.
  const struct {
    uint64_t flags, mode, resolve;
  } how = {(uint64_t)(unsigned)flags, 0, resolve};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/// Opens what a path names beneath an open folder. A path that is absolute, or leaves the folder by `..` or by a symbolic
/// link, fails with EXDEV. A descriptor, or -1 with errno: ENOSYS where the system does not know the call.
static inline int trin_open_beneath(int folder, const char *path, int flags) {
  return trin_openat2(folder, path, flags, 0x08 /* RESOLVE_BENEATH */ | 0x02 /* RESOLVE_NO_MAGICLINKS */);
}

/// The same, where a symbolic link anywhere on the way fails with ELOOP.
static inline int trin_open_beneath_unlinked(int folder, const char *path, int flags) {
  return trin_openat2(folder, path, flags, 0x08 | 0x04 /* RESOLVE_NO_SYMLINKS */);
}

/// Whether a name in an open folder is where another file system, or a part of one, is mounted.
static inline int trin_is_mount_point(int folder, const char *name) {
  int found = trin_openat2(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0x01 /* RESOLVE_NO_XDEV */);
  if (found >= 0) close(found);
  return found < 0 && errno == EXDEV;
}

#ifdef O_PATH
#define TRIN_O_PATH O_PATH
#else
#define TRIN_O_PATH __O_PATH
#endif
#else
static inline int trin_exchange(int folder_a, const char *a, int folder_b, const char *b) {
  (void)folder_a, (void)a, (void)folder_b, (void)b, errno = ENOSYS;
  return -1;
}
static inline int trin_rename_new(int folder_a, const char *a, int folder_b, const char *b) {
  return trin_exchange(folder_a, a, folder_b, b);
}
static inline int trin_open_beneath(int folder, const char *path, int flags) {
  (void)folder, (void)path, (void)flags, errno = ENOSYS;
  return -1;
}
static inline int trin_open_beneath_unlinked(int folder, const char *path, int flags) {
  return trin_open_beneath(folder, path, flags);
}
static inline int trin_is_mount_point(int folder, const char *name) {
  (void)folder, (void)name;
  return 0;
}
#define TRIN_O_PATH O_RDONLY
#endif

/// Opens a file or folder to ask what it is, not to read it.
static const int trin_look_only = TRIN_O_PATH;

#if defined(__GLIBC__) && defined(__LP64__)
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

/// Gives the system back the pages of the heaps that nothing stands on.
static inline void trin_trim_heaps(void) { malloc_trim(0); }
#else
static inline void trin_grow_heaps_by(int bytes) { (void)bytes; }
static inline void trin_trim_heaps(void) {}
#endif

/// A variable of each thread, which callbacks without a context find what they work on by. Swift has none of its own.
extern _Thread_local void *trin_thread_context;
static inline void *trin_context_of_thread(void) { return trin_thread_context; }
static inline void trin_set_context_of_thread(void *context) { trin_thread_context = context; }
