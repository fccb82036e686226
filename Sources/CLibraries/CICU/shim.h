// What Swift cannot see of ICU: its function names are macros that carry the version.
#pragma once

// Swift's Foundation carries an ICU of its own, with more members in some enumerations: a compiler
// that meets both (a test does) refuses one or the other. Here they have names of their own.
#define UBlockCode icu_UBlockCode
#define UErrorCode icu_UErrorCode
#define UIndicSyllabicCategory icu_UIndicSyllabicCategory
#define UJoiningGroup icu_UJoiningGroup
#define ULineBreak icu_ULineBreak
#define UProperty icu_UProperty
#define UScriptCode icu_UScriptCode

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

// ---- characters

static inline int32_t icu_char_type(UChar32 c) { return u_charType(c); }
static inline int32_t icu_script(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(c, &error);
}
static inline int icu_is_uppercase(UChar32 c) { return u_isUUppercase(c); }

// ---- normalisation

static inline const UNormalizer2 *icu_nfkc_casefold(void) {
  UErrorCode error = U_ZERO_ERROR;
  return unorm2_getNFKCCasefoldInstance(&error);
}
static inline const UNormalizer2 *icu_nfc(void) {
  UErrorCode error = U_ZERO_ERROR;
  return unorm2_getNFCInstance(&error);
}
static inline const UNormalizer2 *icu_nfd(void) {
  UErrorCode error = U_ZERO_ERROR;
  return unorm2_getNFDInstance(&error);
}
/// The length written, or -1.
static inline int32_t icu_normalize(const UNormalizer2 *form, const UChar *source, int32_t length,
                                    UChar *target, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t written = unorm2_normalize(form, source, length, target, capacity, &error);
  return U_FAILURE(error) ? -1 : written;
}
static inline UChar32 icu_compose(const UNormalizer2 *form, UChar32 a, UChar32 b) {
  return unorm2_composePair(form, a, b);
}
static inline int icu_has_boundary_before(const UNormalizer2 *form, UChar32 c) {
  return unorm2_hasBoundaryBefore(form, c);
}
static inline int icu_is_inert(const UNormalizer2 *form, UChar32 c) {
  return unorm2_isInert(form, c);
}

// ---- word segmentation

static inline UBreakIterator *icu_words_open(const char *locale) {
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, locale, NULL, 0, &error);
  return U_FAILURE(error) ? NULL : words;
}
static inline void icu_words_close(UBreakIterator *words) { ubrk_close(words); }
static inline int icu_words_set_text(UBreakIterator *words, const UChar *text, int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  ubrk_setText(words, text, length, &error);
  return U_SUCCESS(error);
}
static inline int32_t icu_words_next(UBreakIterator *words) { return ubrk_next(words); }

// ---- regular expressions

static inline URegularExpression *icu_regex_open(const UChar *pattern, int32_t length,
                                                 uint32_t flags, int32_t *offset,
                                                 const char **message) {
  UErrorCode error = U_ZERO_ERROR;
  UParseError where;
  where.offset = -1;
  URegularExpression *regex = uregex_open(pattern, length, flags, &where, &error);
  *offset = where.offset;
  *message = u_errorName(error);
  if (U_FAILURE(error)) {
    if (regex != NULL) uregex_close(regex);
    return NULL;
  }
  return regex;
}
static inline URegularExpression *icu_regex_clone(const URegularExpression *regex) {
  UErrorCode error = U_ZERO_ERROR;
  URegularExpression *copy = uregex_clone(regex, &error);
  return U_FAILURE(error) ? NULL : copy;
}
static inline void icu_regex_close(URegularExpression *regex) { uregex_close(regex); }
static inline int icu_regex_set_limits(URegularExpression *regex, int32_t steps, int32_t stack) {
  UErrorCode error = U_ZERO_ERROR;
  uregex_setTimeLimit(regex, steps, &error);
  uregex_setStackLimit(regex, stack, &error);
  return U_SUCCESS(error);
}
static inline int icu_regex_set_text(URegularExpression *regex, const UChar *text,
                                     int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  uregex_setText(regex, text, length, &error);
  return U_SUCCESS(error);
}
/// 1 found, 0 not found, -1 out of time, -2 out of stack, -3 another failure.
static inline int icu_regex_find_next(URegularExpression *regex, int32_t *start, int32_t *end) {
  UErrorCode error = U_ZERO_ERROR;
  UBool found = uregex_findNext(regex, &error);
  if (error == U_REGEX_TIME_OUT) return -1;
  if (error == U_REGEX_STACK_OVERFLOW) return -2;
  if (U_FAILURE(error)) return -3;
  if (!found) return 0;
  *start = uregex_start(regex, 0, &error);
  *end = uregex_end(regex, 0, &error);
  return U_FAILURE(error) ? -3 : 1;
}
