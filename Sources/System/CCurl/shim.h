// libcurl, opened where it is first used: with the thirty libraries that it needs, it would take half of the time in
// which a command starts, and most commands never use it.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
#define TRIN_CURL_FILE "libcurl.4.dylib"
#else
#define TRIN_CURL_FILE "libcurl.so.4"
#endif

/// A function of libcurl; NULL where the library is not there.
// Opened anew for each: that counts its users up and finds the one that is open.
static inline void *trin_curl_find(const char *name) {
  void *library = dlopen(TRIN_CURL_FILE, RTLD_NOW);
  return library ? dlsym(library, name) : NULL;
}
#define TRIN_CURL(name) ((__typeof__(name) *)trin_curl_find(#name))

/// False where libcurl is not installed or cannot be set up: nothing below may be called then.
static inline int trin_curl_open(void) {
  __typeof__(curl_global_init) *function = TRIN_CURL(curl_global_init);
  return function != NULL && function(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static inline CURL *trin_curl_easy_init(void) { return TRIN_CURL(curl_easy_init)(); }
static inline void trin_curl_easy_cleanup(CURL *curl) { TRIN_CURL(curl_easy_cleanup)(curl); }
static inline CURLcode trin_curl_easy_perform(CURL *curl) { return TRIN_CURL(curl_easy_perform)(curl); }
static inline const char *trin_curl_easy_strerror(CURLcode code) { return TRIN_CURL(curl_easy_strerror)(code); }

static inline CURLM *trin_curl_multi_init(void) { return TRIN_CURL(curl_multi_init)(); }
static inline void trin_curl_multi_cleanup(CURLM *multi) { TRIN_CURL(curl_multi_cleanup)(multi); }
static inline void trin_curl_multi_add(CURLM *multi, CURL *curl) { TRIN_CURL(curl_multi_add_handle)(multi, curl); }
static inline void trin_curl_multi_remove(CURLM *multi, CURL *curl) {
  TRIN_CURL(curl_multi_remove_handle)(multi, curl);
}
static inline void trin_curl_multi_perform(CURLM *multi, int *running) {
  TRIN_CURL(curl_multi_perform)(multi, running);
}
static inline void trin_curl_multi_poll(CURLM *multi, int milliseconds) {
  TRIN_CURL(curl_multi_poll)(multi, NULL, 0, milliseconds, NULL);
}
static inline CURLMsg *trin_curl_multi_info_read(CURLM *multi, int *left) {
  return TRIN_CURL(curl_multi_info_read)(multi, left);
}

static inline struct curl_slist *trin_curl_list_append(struct curl_slist *list, const char *text) {
  return TRIN_CURL(curl_slist_append)(list, text);
}
static inline void trin_curl_list_free(struct curl_slist *list) { TRIN_CURL(curl_slist_free_all)(list); }

// Swift cannot call C functions with variable arguments: one typed function for each kind of option.
static inline CURLcode trin_curl_set_long(CURL *curl, CURLoption option, long value) {
  return TRIN_CURL(curl_easy_setopt)(curl, option, value);
}
static inline CURLcode trin_curl_set_pointer(CURL *curl, CURLoption option, const void *value) {
  return TRIN_CURL(curl_easy_setopt)(curl, option, value);
}
static inline CURLcode trin_curl_set_read(CURL *curl, size_t (*value)(char *, size_t, size_t, void *)) {
  return TRIN_CURL(curl_easy_setopt)(curl, CURLOPT_READFUNCTION, value);
}
static inline CURLcode trin_curl_set_write(CURL *curl, size_t (*value)(char *, size_t, size_t, void *)) {
  return TRIN_CURL(curl_easy_setopt)(curl, CURLOPT_WRITEFUNCTION, value);
}
static inline CURLcode trin_curl_set_progress(
    CURL *curl, int (*value)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t)) {
  return TRIN_CURL(curl_easy_setopt)(curl, CURLOPT_XFERINFOFUNCTION, value);
}
static inline CURLcode trin_curl_set_debug(
    CURL *curl, int (*value)(CURL *, curl_infotype, char *, size_t, void *)) {
  return TRIN_CURL(curl_easy_setopt)(curl, CURLOPT_DEBUGFUNCTION, value);
}
static inline CURLcode trin_curl_set_opensocket(
    CURL *curl, curl_socket_t (*value)(void *, curlsocktype, struct curl_sockaddr *)) {
  return TRIN_CURL(curl_easy_setopt)(curl, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline CURLcode trin_curl_get_offset(CURL *curl, CURLINFO info, curl_off_t *value) {
  return TRIN_CURL(curl_easy_getinfo)(curl, info, value);
}
static inline CURLcode trin_curl_get_long(CURL *curl, CURLINFO info, long *value) {
  return TRIN_CURL(curl_easy_getinfo)(curl, info, value);
}
