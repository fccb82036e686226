// What Swift's SIMD types cannot say: the result of a comparison of bytes as one bit each.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bytes_v64 __attribute__((ext_vector_type(64)));
typedef bool bytes_b64 __attribute__((ext_vector_type(64)));

#define BYTES_MASK(test) \
  __builtin_bit_cast(uint64_t, __builtin_convertvector((test), bytes_b64))

// Sixty-four bytes of text, one bit each.
typedef struct {
  // ASCII letters.
  uint64_t letters;
  // The first letter of each row of them.
  uint64_t starts;
  // Digits, `:;<=>?@`, `#`, and what is beyond ASCII.
  uint64_t events;
  // What makes a row of letters that ends before it something else, or may join it to what
  // follows: quotes and what is beyond ASCII; `.` and `:` after one letter and after three to five.
  uint64_t joints;
  // Before it stands what a word may be joined to: a hyphen, something beyond ASCII.
  uint64_t ties;
} bytes_block;

// Writes a block for every 64 of the `count` bytes at `p`, of which the last may be short, and one of
// zeros. As many as 63 bytes after them are read.
static inline __attribute__((always_inline)) void bytes_classify_here(
    const uint8_t *p, size_t count, bytes_block *out) {
  uint64_t letters0 = 0, threes0 = 0, ties0 = 0;
  for (size_t at = 0; at < count; at += 64) {
    bytes_v64 v;
    memcpy(&v, p + at, 64);
    bytes_v64 letter = (v | 0x20) - (uint8_t)'a';
    uint64_t valid = count - at >= 64 ? ~0ull : (1ull << (count - at)) - 1;
    uint64_t letters = BYTES_MASK(letter < 26) & valid;
    uint64_t joints = BYTES_MASK((v == '\'') | ((v >= 0x40) & (letter >= 26)));
    uint64_t dots = BYTES_MASK((v == '.') | (v == ':'));
    uint64_t ties = BYTES_MASK((v == '-') | (v >= 0x80));
    // How many letters stand before each byte: at least one, two, three, six.
    uint64_t one = letters << 1 | letters0 >> 63;
    uint64_t two = letters << 2 | letters0 >> 62;
    uint64_t threes = one & two & (letters << 3 | letters0 >> 61);
    uint64_t six = threes & (threes << 3 | threes0 >> 61);
    out->letters = letters;
    out->starts = letters & ~one;
    out->events = BYTES_MASK((v - (uint8_t)'0' < 17) | (v == '#') | (v >= 0x80)) & valid;
    out->joints = (joints | (dots & ((one & ~two) | (threes & ~six)))) & valid;
    out->ties = ties << 1 | ties0 >> 63;
    out++;
    letters0 = letters;
    threes0 = threes;
    ties0 = ties;
  }
  *out = (bytes_block){0};
}

#if defined(__x86_64__)
static inline __attribute__((target("avx512bw"))) void bytes_classify_512(
    const uint8_t *p, size_t count, bytes_block *out) {
  bytes_classify_here(p, count, out);
}

static inline __attribute__((target("avx2"))) void bytes_classify_256(
    const uint8_t *p, size_t count, bytes_block *out) {
  bytes_classify_here(p, count, out);
}
#endif

// `bytes_classify_here` with the widest vectors that the processor has.
static inline void bytes_classify(const uint8_t *p, size_t count, bytes_block *out) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw")) return bytes_classify_512(p, count, out);
  if (__builtin_cpu_supports("avx2")) return bytes_classify_256(p, count, out);
#endif
  bytes_classify_here(p, count, out);
}

// Asks for the memory at `p`, which need not be there.
static inline void bytes_prefetch(const void *p) { __builtin_prefetch(p); }
