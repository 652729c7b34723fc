// Two of the calls are shown with this only.
#define _GNU_SOURCE
#include "CLibrary.h"

#ifndef POSIX_SPAWN_CLOEXEC_DEFAULT
#define POSIX_SPAWN_CLOEXEC_DEFAULT 0
#endif

int trin_spawn(
    pid_t *child, const char *program, const int streams[3], const char *folder, char *const *arguments,
    char *const *variables) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  posix_spawnattr_t attributes;
  failure = posix_spawnattr_init(&attributes);
  if (failure) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT);
  for (int stream = 0; stream < 3 && !failure; stream++)
    failure = streams[stream] < 0 ? posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
                                  : posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
  if (folder && !failure) failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
#ifdef __linux__
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
  if (!failure) failure = posix_spawnp(child, program, &actions, &attributes, arguments, variables);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}
