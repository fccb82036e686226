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

// Sixty-four bytes of an XML document in UTF-8, one bit each.
typedef struct {
  uint64_t less;
  uint64_t greater;
  // Double and single ones.
  uint64_t quotes;
  // Any of these.
  uint64_t marks;
  uint64_t ampersands;
  // What keeps a text from being well-formed for sure: control characters other than tab and line
  // feed, bytes that continue a character where none is begun, others where one is, and what UTF-8
  // does not have or allows less after than after most (E0, ED, EF BF, F0 and above).
  uint64_t strange;
} bytes_markup;

// Writes a block for every 64 of the `count` bytes at `p + at`, of which the last may be short. Returns
// whether there may be a control character beyond ASCII among them (C2 80 to C2 9F).
static inline __attribute__((always_inline)) bool bytes_find_markup_here(
    const uint8_t *p, size_t at, size_t count, bytes_markup *out) {
  // What a character that has begun before still lacks; whether EF stands before.
  uint64_t due = at >= 1 ? (p[at - 1] >= 0xC0) | (uint64_t)(p[at - 1] >= 0xE0) << 1 : 0;
  uint64_t ef0 = at >= 1 && p[at - 1] == 0xEF, c20 = at >= 1 && p[at - 1] == 0xC2;
  uint64_t controls = 0;
  due |= at >= 2 && p[at - 2] >= 0xE0;
  for (size_t end = at + count; at < end; at += 64) {
    bytes_v64 v = {0};
    uint64_t valid = ~0ull;
    if (end - at >= 64) {
      memcpy(&v, p + at, 64);
    } else {
      memcpy(&v, p + at, end - at);
      valid = (1ull << (end - at)) - 1;
    }
    out->less = BYTES_MASK(v == '<');
    out->greater = BYTES_MASK(v == '>');
    out->quotes = BYTES_MASK((v == '"') | (v == '\''));
    out->marks = out->less | out->greater | out->quotes;
    out->ampersands = BYTES_MASK(v == '&');
    uint64_t strange = BYTES_MASK((v < 0x20) & (v != 0x09) & (v != 0x0A));
    uint64_t beyond = BYTES_MASK(v >= 0x80);
    if (beyond | due) {
      uint64_t begins = BYTES_MASK(v >= 0xC0);
      uint64_t longer = BYTES_MASK(v >= 0xE0);
      uint64_t ef = BYTES_MASK(v == 0xEF);
      strange |= BYTES_MASK((v - (uint8_t)0xC0 < 2) | (v == 0xE0) | (v == 0xED) | (v >= 0xF0));
      strange |= (beyond & ~begins) ^ (begins << 1 | longer << 2 | due);
      strange |= (ef << 1 | ef0) & BYTES_MASK(v == 0xBF);
      uint64_t c2 = BYTES_MASK(v == 0xC2);
      controls |= (c2 << 1 | c20) & BYTES_MASK(v - (uint8_t)0x80 < 0x20);
      due = begins >> 63 | longer >> 62;
      ef0 = ef >> 63;
      c20 = c2 >> 63;
    } else {
      ef0 = c20 = 0;
    }
    out->strange = strange & valid;
    out++;
  }
  return controls != 0;
}

#if defined(__x86_64__)
static inline __attribute__((target("avx512bw"))) bool bytes_find_markup_512(
    const uint8_t *p, size_t at, size_t count, bytes_markup *out) {
  return bytes_find_markup_here(p, at, count, out);
}

static inline __attribute__((target("avx2"))) bool bytes_find_markup_256(
    const uint8_t *p, size_t at, size_t count, bytes_markup *out) {
  return bytes_find_markup_here(p, at, count, out);
}
#endif

// `bytes_find_markup_here` with the widest vectors that the processor has.
static inline bool bytes_find_markup(
    const uint8_t *p, size_t at, size_t count, bytes_markup *out) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw")) return bytes_find_markup_512(p, at, count, out);
  if (__builtin_cpu_supports("avx2")) return bytes_find_markup_256(p, at, count, out);
#endif
  return bytes_find_markup_here(p, at, count, out);
}

// Asks for the memory at `p`, which need not be there.
static inline void bytes_prefetch(const void *p) { __builtin_prefetch(p); }
