// What Swift cannot see of SQLite: variadic functions, cast macros, unions.
#pragma once
#include <sqlite3.h>
