// What Swift cannot see of libsystemd: variadic functions, cast macros, unions.
#pragma once
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

// sd_journal_sendv(3), which is a macro too.
static inline int journal_send(const struct iovec *fields, int count) {
  return sd_journal_sendv(fields, count);
}
