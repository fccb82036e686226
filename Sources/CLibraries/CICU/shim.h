// What Swift cannot see of ICU: variadic functions, cast macros, unions.
#pragma once
#include <unicode/ubrk.h>
#include <unicode/uregex.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
