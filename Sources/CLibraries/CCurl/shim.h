// What Swift cannot see of libcurl: variadic functions, cast macros, unions.
#pragma once
#include <curl/curl.h>
#include <pthread.h>

typedef size_t (*g_write_callback)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*g_open_callback)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode g_set_long(CURL *h, CURLoption o, long v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode g_set_string(CURL *h, CURLoption o, const char *v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode g_set_pointer(CURL *h, CURLoption o, void *v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode g_set_write(CURL *h, g_write_callback f) {
  return curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
}
static inline CURLcode g_set_header(CURL *h, g_write_callback f) {
  return curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
}
static inline CURLcode g_set_open(CURL *h, g_open_callback f) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, f);
}
static inline CURLcode g_info_off(CURL *h, CURLINFO i, curl_off_t *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode g_info_long(CURL *h, CURLINFO i, long *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLMcode g_multi_long(CURLM *m, CURLMoption o, long v) {
  return curl_multi_setopt(m, o, v);
}
static inline void g_multi_callbacks(
    CURLM *m, curl_socket_callback on_socket, curl_multi_timer_callback on_timer, void *context) {
  curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(m, CURLMOPT_SOCKETDATA, context);
  curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(m, CURLMOPT_TIMERDATA, context);
}
static inline int g_message_is_done(const CURLMsg *m) { return m->msg == CURLMSG_DONE; }
static inline CURL *g_message_easy(const CURLMsg *m) { return m->easy_handle; }
static inline CURLcode g_message_result(const CURLMsg *m) { return m->data.result; }
/* The socket address itself: `addr` is declared shorter than what it holds. */
static inline const void *g_address_bytes(const struct curl_sockaddr *a) { return &a->addr; }

/* glibc declares it for _GNU_SOURCE only. */
extern int pthread_setname_np(pthread_t thread, const char *name);
static inline void g_name_this_thread(const char *name) {
  pthread_setname_np(pthread_self(), name);
}
