// What Swift cannot see of brotli: variadic functions, cast macros, unions.
#pragma once
#include <brotli/decode.h>
