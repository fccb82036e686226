// What Swift cannot see of zstd: variadic functions, cast macros, unions.
#pragma once
#include <zstd.h>
