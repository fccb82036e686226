// What Swift cannot see of SQLite: variadic functions, cast macros, unions.
#pragma once
#include <sqlite3.h>

// The bytes have to stay until the statement has run, or has other ones.
static inline int sqlite_bind_blob_static(sqlite3_stmt *s, int i, const void *bytes, int count) {
  if (count == 0) return sqlite3_bind_zeroblob(s, i, 0);
  return sqlite3_bind_blob(s, i, bytes, count, SQLITE_STATIC);
}
// SQLITE_TRANSIENT is a cast macro: SQLite copies the bytes before these return.
static inline int sqlite_bind_text_copy(sqlite3_stmt *s, int i, const char *text, int count) {
  return sqlite3_bind_text(s, i, text, count, SQLITE_TRANSIENT);
}
static inline int sqlite_bind_blob_copy(sqlite3_stmt *s, int i, const void *bytes, int count) {
  if (count == 0) return sqlite3_bind_zeroblob(s, i, 0);
  return sqlite3_bind_blob(s, i, bytes, count, SQLITE_TRANSIENT);
}
