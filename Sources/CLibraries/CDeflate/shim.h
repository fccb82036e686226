// What Swift cannot see of libdeflate: variadic functions, cast macros, unions.
#pragma once
#include <libdeflate.h>
