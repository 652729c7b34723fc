// Swift cannot call C functions with variable arguments: one typed wrapper for each kind of option.
#include <curl/curl.h>

static inline CURLcode trin_curl_set_long(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode trin_curl_set_pointer(CURL *curl, CURLoption option, const void *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode trin_curl_set_read(CURL *curl, size_t (*value)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(curl, CURLOPT_READFUNCTION, value);
}
static inline CURLcode trin_curl_set_write(CURL *curl, size_t (*value)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, value);
}
static inline CURLcode trin_curl_set_opensocket(
    CURL *curl, curl_socket_t (*value)(void *, curlsocktype, struct curl_sockaddr *)) {
  return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline CURLcode trin_curl_get_offset(CURL *curl, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(curl, info, value);
}
static inline CURLcode trin_curl_get_pointer(CURL *curl, CURLINFO info, void **value) {
  return curl_easy_getinfo(curl, info, value);
}
static inline CURLcode trin_curl_get_long(CURL *curl, CURLINFO info, long *value) {
  return curl_easy_getinfo(curl, info, value);
}
