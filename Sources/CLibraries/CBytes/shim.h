// What Swift's SIMD types cannot say: the result of a comparison of bytes as one bit each.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bytes_v64 __attribute__((ext_vector_type(64)));
typedef bool bytes_b64 __attribute__((ext_vector_type(64)));

// Which of the 64 bytes at `p` are ASCII letters.
static inline uint64_t bytes_letters(const uint8_t *p) {
  bytes_v64 v;
  memcpy(&v, p, 64);
  return __builtin_bit_cast(
      uint64_t, __builtin_convertvector((v | 0x20) - (uint8_t)'a' < 26, bytes_b64));
}

// Which of the 64 bytes at `p` are digits, `:;<=>?@`, `#`, or beyond ASCII.
static inline uint64_t bytes_events(const uint8_t *p) {
  bytes_v64 v;
  memcpy(&v, p, 64);
  return __builtin_bit_cast(
      uint64_t, __builtin_convertvector(
                    (v - (uint8_t)'0' < 17) | (v == '#') | (v >= 0x80), bytes_b64));
}
