#include "CLibrary.h"

_Thread_local void *trin_thread_context;
