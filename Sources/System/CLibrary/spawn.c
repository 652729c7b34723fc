// The two calls are shown with this only.
#define _GNU_SOURCE
#include "CLibrary.h"

#ifndef POSIX_SPAWN_CLOEXEC_DEFAULT
#define POSIX_SPAWN_CLOEXEC_DEFAULT 0
#endif

int trin_spawn(
    pid_t *child, const char *path, posix_spawn_file_actions_t *actions, const char *folder, char *const *arguments,
    char *const *variables) {
  posix_spawnattr_t attributes;
  sigset_t none;
  sigemptyset(&none);
  int failure = posix_spawnattr_init(&attributes);
  if (failure) return failure;
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT);
  if (folder) failure = posix_spawn_file_actions_addchdir_np(actions, folder);
#ifdef __linux__
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(actions, 3);
#endif
  if (!failure) failure = posix_spawn(child, path, actions, &attributes, arguments, variables);
  posix_spawnattr_destroy(&attributes);
  return failure;
}
