// What Swift cannot see of libxml2: variadic functions, cast macros, unions.
#pragma once
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
