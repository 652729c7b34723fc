// libpq, opened where it is first used, as libcurl is: most commands never use it, and a machine without it still runs
// them all.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#elif __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#error "libpq-fe.h is missing: install libpq-dev"
#endif
#include <dlfcn.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>

#ifdef __APPLE__
#define TRIN_PQ_FILE "libpq.5.dylib"
#else
#define TRIN_PQ_FILE "libpq.so.5"
#endif

/// A function of libpq; NULL where the library, or the function, is not there.
static inline void *trin_pq_find(const char *name) {
  void *library = dlopen(TRIN_PQ_FILE, RTLD_NOW);
  return library ? dlsym(library, name) : NULL;
}

/// False where libpq is not installed: nothing below may be called then.
static inline int trin_pq_open(void) { return trin_pq_find("PQconnectdbParams") != NULL; }

// Looked up once for each function: whoever comes second at the same time finds the same.
#define TRIN_PQ(result, name, parameters, arguments)                                   \
  static inline result trin_##name parameters {                                       \
    static __typeof__(name) *function;                                                \
    __typeof__(name) *found = __atomic_load_n(&function, __ATOMIC_RELAXED);            \
    if (!found) {                                                                      \
      found = (__typeof__(name) *)trin_pq_find(#name);                                 \
      if (!found) abort();                                                             \
      __atomic_store_n(&function, found, __ATOMIC_RELAXED);                            \
    }                                                                                  \
    return found arguments;                                                            \
  }

TRIN_PQ(PGconn *, PQconnectdbParams, (const char *const *names, const char *const *values, int expand),
        (names, values, expand))
TRIN_PQ(PQconninfoOption *, PQconninfoParse, (const char *text, char **error), (text, error))
TRIN_PQ(void, PQconninfoFree, (PQconninfoOption *options), (options))
TRIN_PQ(void, PQfreemem, (void *memory), (memory))
TRIN_PQ(ConnStatusType, PQstatus, (const PGconn *connection), (connection))
TRIN_PQ(char *, PQerrorMessage, (const PGconn *connection), (connection))
TRIN_PQ(void, PQfinish, (PGconn *connection), (connection))
TRIN_PQ(int, PQsocket, (const PGconn *connection), (connection))
TRIN_PQ(int, PQsslInUse, (PGconn *connection), (connection))
TRIN_PQ(int, PQbackendPID, (const PGconn *connection), (connection))
TRIN_PQ(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn *connection, PQnoticeProcessor processor, void *argument),
        (connection, processor, argument))
TRIN_PQ(PGresult *, PQexec, (PGconn *connection, const char *sql), (connection, sql))
TRIN_PQ(PGresult *, PQprepare,
        (PGconn *connection, const char *name, const char *sql, int count, const Oid *types),
        (connection, name, sql, count, types))
TRIN_PQ(PGresult *, PQexecPrepared,
        (PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
         const int *formats, int format),
        (connection, name, count, values, lengths, formats, format))
TRIN_PQ(ExecStatusType, PQresultStatus, (const PGresult *result), (result))
TRIN_PQ(char *, PQresultErrorField, (const PGresult *result, int field), (result, field))
TRIN_PQ(int, PQntuples, (const PGresult *result), (result))
TRIN_PQ(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column))
TRIN_PQ(int, PQgetlength, (const PGresult *result, int row, int column), (result, row, column))
TRIN_PQ(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column))
TRIN_PQ(char *, PQcmdTuples, (PGresult *result), (result))
TRIN_PQ(void, PQclear, (PGresult *result), (result))
TRIN_PQ(int, PQputCopyData, (PGconn *connection, const char *bytes, int count), (connection, bytes, count))
TRIN_PQ(int, PQputCopyEnd, (PGconn *connection, const char *error), (connection, error))
TRIN_PQ(PGresult *, PQgetResult, (PGconn *connection), (connection))
TRIN_PQ(int, PQconsumeInput, (PGconn *connection), (connection))
TRIN_PQ(PGnotify *, PQnotifies, (PGconn *connection), (connection))

static inline void trin_pq_ignore_notice(void *argument, const char *message) {
  (void)argument;
  (void)message;
}
/// What a server remarks ("there is already a transaction in progress") belongs on no terminal.
static inline void trin_pq_silence(PGconn *connection) {
  trin_PQsetNoticeProcessor(connection, trin_pq_ignore_notice, NULL);
}

/// Waits until the server has said something, or `milliseconds` are over.
static inline void trin_pq_wait(PGconn *connection, int milliseconds) {
  struct pollfd descriptor = {trin_PQsocket(connection), POLLIN, 0};
  if (descriptor.fd >= 0) poll(&descriptor, 1, milliseconds);
}
