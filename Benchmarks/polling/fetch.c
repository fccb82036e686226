// libcurl alone, as the yardstick of polling: fetches a list of addresses through one multi handle,
// 64 at once, and prints a JSON line with the CPU time of each pass.
//
//   fetch LIST [-g] [-z] [-x] [-e] [-f] [-c FILE] [-p]
//     -g  accepts gzip and takes the bytes as they come     -z  accepts gzip and has libcurl inflate
//     -x  parses with libxml2, without handlers              -e  second pass, with the ETags of the first
//     -f  a new connection for each address                  -c  the CA file
//     -p  leaves libcurl's CA path as it was built
#include <curl/curl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>

struct feed {
  char *url;
  char etag[128];
  struct curl_slist *headers;
  xmlParserCtxtPtr parser;
};

static struct feed *feeds;
static size_t count, next_feed, errors, unchanged, bytes_read;
static int wants_gzip, inflates, parses, keeps_etags, is_fresh, keeps_path;
static const char *ca_file;

static double cpu_seconds(void) {
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  return use.ru_utime.tv_sec + use.ru_stime.tv_sec + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static size_t on_header(char *line, size_t size, size_t n, void *context) {
  struct feed *feed = context;
  size_t length = size * n;
  if (keeps_etags && length > 6 && length < 120 && !strncasecmp(line, "etag: ", 6)) {
    memcpy(feed->etag, line + 6, length - 6);
    feed->etag[length - 6] = 0;
    feed->etag[strcspn(feed->etag, "\r\n")] = 0;
  }
  return length;
}

static size_t on_body(char *data, size_t size, size_t n, void *context) {
  struct feed *feed = context;
  bytes_read += size * n;
  if (parses) {
    if (!feed->parser) {
      static xmlSAXHandler none;
      none.initialized = XML_SAX2_MAGIC;
      feed->parser = xmlCreatePushParserCtxt(&none, NULL, NULL, 0, NULL);
    }
    xmlParseChunk(feed->parser, data, (int)(size * n), 0);
  }
  return size * n;
}

static void start(CURLM *multi, CURL *easy) {
  struct feed *feed = &feeds[next_feed++];
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, feed->url);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, feed);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, feed);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, feed);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)is_fresh);
  curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, (long)is_fresh);
  if (wants_gzip) curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, (long)inflates);
  if (ca_file) curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
  if (!keeps_path) curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
  if (feed->etag[0]) {
    char line[160];
    snprintf(line, sizeof line, "If-None-Match: %s", feed->etag);
    feed->headers = curl_slist_append(NULL, line);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, feed->headers);
  }
  curl_multi_add_handle(multi, easy);
}

static void finish(CURLMsg *message) {
  struct feed *feed;
  long status = 0;
  curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &feed);
  curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
  if (message->data.result != CURLE_OK || (status != 200 && status != 304)) errors++;
  if (status == 304) unchanged++;
  if (feed->parser) {
    xmlParseChunk(feed->parser, "", 0, 1);
    xmlFreeParserCtxt(feed->parser);
    feed->parser = NULL;
  }
  curl_slist_free_all(feed->headers);
  feed->headers = NULL;
}

static void pass(CURLM *multi, CURL **idle, int width) {
  int running = 0, left = width;
  double began = cpu_seconds();
  next_feed = errors = unchanged = bytes_read = 0;
  do {
    while (left > 0 && next_feed < count) start(multi, idle[--left]);
    curl_multi_perform(multi, &running);
    int more;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &more))) {
      CURL *easy = message->easy_handle;
      finish(message);
      curl_multi_remove_handle(multi, easy);
      idle[left++] = easy;
    }
    if (running && (left == 0 || next_feed == count)) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  } while (running || next_feed < count);
  printf("{\"cpu_s\":%.6f,\"feeds\":%zu,\"unchanged\":%zu,\"errors\":%zu,\"bytes\":%zu}\n",
         cpu_seconds() - began, count, unchanged, errors, bytes_read);
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  for (int i = 2; i < argc; i++) {
    if (!strcmp(argv[i], "-g")) wants_gzip = 1;
    if (!strcmp(argv[i], "-z")) wants_gzip = inflates = 1;
    if (!strcmp(argv[i], "-x")) parses = 1;
    if (!strcmp(argv[i], "-e")) keeps_etags = 1;
    if (!strcmp(argv[i], "-f")) is_fresh = 1;
    if (!strcmp(argv[i], "-p")) keeps_path = 1;
    if (!strcmp(argv[i], "-c") && i + 1 < argc) ca_file = argv[++i];
  }
  FILE *list = fopen(argv[1], "r");
  if (!list) return perror(argv[1]), 1;
  char line[1024];
  while (fgets(line, sizeof line, list)) {
    line[strcspn(line, "\n")] = 0;
    feeds = realloc(feeds, (count + 1) * sizeof *feeds);
    memset(&feeds[count], 0, sizeof *feeds);
    feeds[count++].url = strdup(line);
  }
  enum { width = 64 };
  CURL *idle[width];
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 96L);
  for (int i = 0; i < width; i++) idle[i] = curl_easy_init();
  pass(multi, idle, width);
  if (keeps_etags) pass(multi, idle, width);
  return 0;
}
