// What Swift cannot see of libxml2: variadic functions, cast macros, unions.
#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <pthread.h>

static inline xmlParserInputPtr g_xml_refuse(const char *url, const char *id, xmlParserCtxtPtr ctx) {
  (void)url; (void)id; (void)ctx;
  return NULL;
}

static inline void g_xml_prepare_once(void) {
  xmlInitParser();
  xmlSetExternalEntityLoader(g_xml_refuse);
}

static pthread_once_t g_xml_once = PTHREAD_ONCE_INIT;

// Once in a process, before any parser: initialises the library and refuses external entities.
static inline void g_xml_prepare(void) { pthread_once(&g_xml_once, g_xml_prepare_once); }
