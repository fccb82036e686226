// What Swift cannot see of libcurl: variadic functions, cast macros, unions.
#pragma once
#include <curl/curl.h>
