// Glibc shows renameat2 with _GNU_SOURCE only, which Swift's own view of Glibc does not set.
#include <errno.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Swaps two files or folders in one step. 0, or -1 with errno.
static inline int trin_exchange(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2u /* RENAME_EXCHANGE */);
}
#else
static inline int trin_exchange(const char *a, const char *b) {
  (void)a, (void)b, errno = ENOSYS;
  return -1;
}
#endif
