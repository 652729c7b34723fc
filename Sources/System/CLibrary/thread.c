#include "CLibrary.h"

_Thread_local void *trin_thread_context;

#if defined(__GLIBC__) && defined(__LP64__)
_Thread_local int trin_uses_large_pages;
#endif
