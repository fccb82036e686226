// What Swift cannot see of libcurl: variadic functions, cast macros, unions.
#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* libcurl frees some two hundred pointers a transfer that are null, which costs an allocator more than
   it need. */
static inline void g_free(void *p) {
  if (p) free(p);
}
static inline CURLcode g_start_library(void) {
  return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, g_free, realloc, strdup, calloc);
}

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
static inline CURLcode g_set_progress(CURL *h, curl_xferinfo_callback f) {
  curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
  return curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, f);
}
static inline CURLcode g_set_tls(CURL *h, curl_ssl_ctx_callback f) {
  return curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, f);
}

/* OpenSSL, which libcurl brings along (SSL_CTX_set_msg_callback(3), SSL_set_shutdown(3)). Nothing
   happens where it is another library. */
typedef void (*g_record_callback)(
    int is_written, int version, int type, const void *bytes, size_t count, void *ssl,
    void *context);
static inline void g_watch_records(void *ssl_context, g_record_callback f, void *context) {
  void (*set)(void *, g_record_callback) =
      (void (*)(void *, g_record_callback))dlsym(NULL, "SSL_CTX_set_msg_callback");
  long (*control)(void *, int, long, void *) =
      (long (*)(void *, int, long, void *))dlsym(NULL, "SSL_CTX_ctrl");
  if (!set || !control) return;
  control(ssl_context, 16 /* SSL_CTRL_SET_MSG_CALLBACK_ARG */, 0, context);
  set(ssl_context, f);
}
/* What is read next is the end of the connection. */
static inline void g_end_reading(void *ssl) {
  void (*end)(void *, int) = (void (*)(void *, int))dlsym(NULL, "SSL_set_shutdown");
  if (end) end(ssl, 2 /* SSL_RECEIVED_SHUTDOWN */);
}

static inline CURLcode g_set_open(CURL *h, g_open_callback f) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, f);
}
static inline CURLcode g_set_close(CURL *h, curl_closesocket_callback f) {
  return curl_easy_setopt(h, CURLOPT_CLOSESOCKETFUNCTION, f);
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
