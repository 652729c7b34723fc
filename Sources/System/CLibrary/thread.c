#include "CLibrary.h"

_Thread_local void *trin_thread_context;

#if defined(__GLIBC__) && defined(__LP64__)
_Thread_local uintptr_t trin_heap_of_thread;
#endif
