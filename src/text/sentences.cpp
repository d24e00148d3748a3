// SPDX-License-Identifier: GPL-3.0-or-later
// The rules SB6 to SB11 of UAX 29 by class of code point: what may end a sentence is rare, so nearly
// everything is skipped. A line end inside a passage is white space here, so ParaSep never occurs. Where a
// combining mark or a format character stands (SB5), or the language is Greek, whose question mark is ";",
// ICU finds the boundaries.
#include "text/sentences.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <bit>

#include "text/icu.h"
#include "text/language.h"
#include "text/utf8_valid.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace gloss::text {
namespace {

/// Line ends become blanks of the same length.
void unwrap(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n' || c == '\r') text[i] = ' ';
    if (c == 0xC2 && text.compare(i, 2, "\u0085") == 0) text.replace(i, 2, "\u00A0");
    if (c == 0xE2 && (text.compare(i, 3, "\u2028") == 0 || text.compare(i, 3, "\u2029") == 0))
      text.replace(i, 3, "\u2003");
  }
}

/// The next byte at or after `at` that may end a sentence: . ! ? or the beginning of what is not ASCII.
std::size_t next_candidate(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at + 16 <= text.size(); at += 16) {
    const auto c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const auto is = [&](char x) { return _mm_cmpeq_epi8(c, _mm_set1_epi8(x)); };
    const int found =
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is('.'), is('!')), _mm_or_si128(is('?'), c)));
    if (found) return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(found)));
  }
#endif
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' || c == '!' || c == '?' || static_cast<unsigned char>(c) >= 0x80) break;
  }
  return at;
}

}  // namespace

enum class SentenceFinder::Class : std::uint8_t {
  unknown,  // not looked up yet
  other,
  lower,
  upper,
  letter,
  number,
  full_stop,   // ATerm: . and the like
  terminator,  // STerm: ! ? 。
  close,
  space,    // line ends, too
  goes_on,  // SContinue: , : and the like
  odd,      // Extend, Format
};

SentenceFinder::SentenceFinder() : classes_(std::make_unique<Class[]>(0x10000)) {}

SentenceFinder::Class SentenceFinder::class_of(char32_t code_point) {
  if (code_point <= 0xFFFF && classes_[code_point] != Class::unknown) return classes_[code_point];
  Class found = Class::other;
  switch (u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
      found = Class::full_stop;
      break;
    case U_SB_STERM:
      found = Class::terminator;
      break;
    case U_SB_CLOSE:
      found = Class::close;
      break;
    case U_SB_LOWER:
      found = Class::lower;
      break;
    case U_SB_UPPER:
      found = Class::upper;
      break;
    case U_SB_OLETTER:
      found = Class::letter;
      break;
    case U_SB_NUMERIC:
      found = Class::number;
      break;
    case U_SB_SCONTINUE:
      found = Class::goes_on;
      break;
    case U_SB_SP:
    case U_SB_SEP:
    case U_SB_CR:
    case U_SB_LF:
      found = Class::space;
      break;
    case U_SB_EXTEND:
    case U_SB_FORMAT:
      found = Class::odd;
      break;
    default:
      break;
  }
  if (code_point <= 0xFFFF) classes_[code_point] = found;
  return found;
}

SentenceFinder::Class SentenceFinder::class_at(std::string_view text, std::size_t& at) {
  return class_of(next_valid(text, at));
}

bool SentenceFinder::scan(std::string_view text, const Abbreviations& abbreviations) {
  starts_.assign(1, 0);
  for (std::size_t at = 0;;) {
    const std::size_t candidate = next_candidate(text, at);
    if (candidate == text.size()) return true;
    at = candidate;
    const Class mark = class_at(text, at);
    if (mark == Class::odd) return false;
    if (mark != Class::full_stop && mark != Class::terminator) continue;
    const std::size_t behind_mark = at;
    std::size_t next = at;
    Class now = Class::other;
    const auto step = [&] {  // `now` is the class at `at`, which ends at `next`; false at the end
      next = at;
      if (at == text.size()) return false;
      now = class_at(text, next);
      return true;
    };
    if (!step()) return true;
    if (mark == Class::full_stop) {
      if (now == Class::number) continue;  // SB6
      if (now == Class::upper && candidate > 0) {
        std::size_t before = before_valid(text, candidate);
        const Class left = class_at(text, before);
        if (left == Class::upper || left == Class::lower) continue;  // SB7
      }
    }
    bool more = true;
    for (; more && now == Class::close; more = step()) at = next;  // SB9
    for (; more && now == Class::space; more = step()) at = next;  // SB10
    if (!more) return true;
    if (now == Class::odd) return false;
    if (now == Class::goes_on || now == Class::full_stop || now == Class::terminator) continue;  // SB8a
    const std::size_t boundary = at;
    if (mark == Class::full_stop) {  // SB8: a small letter goes on, whatever but letters stands before it
      while (more && now != Class::lower && now != Class::upper && now != Class::letter &&
             now != Class::full_stop && now != Class::terminator && now != Class::odd) {
        at = next;
        more = step();
      }
      if (more && now == Class::odd) return false;
      at = boundary;
      if (more && now == Class::lower) continue;
    }
    if (!abbreviations.forbid(text, boundary)) starts_.push_back(static_cast<std::uint32_t>(boundary));
    at = std::max(boundary, behind_mark);
  }
}

const Abbreviations& SentenceFinder::abbreviations(std::string_view language) {
  if (const auto found = abbreviations_.find(language); found != abbreviations_.end()) return found->second;
  const std::string name(language);
  return abbreviations_.emplace(name, Abbreviations(name)).first->second;
}

icu::BreakIterator& SentenceFinder::iterator(std::string_view language) {
  auto& slot = language == "el" ? greek_ : root_;
  if (!slot) {
    UErrorCode status = U_ZERO_ERROR;
    slot.reset(icu::BreakIterator::createSentenceInstance(icu::Locale(language == "el" ? "el" : ""), status));
    check_icu(status);
  }
  return *slot;
}

const std::vector<std::uint32_t>& SentenceFinder::starts(std::string_view text, std::string_view language) {
  language = primary_language(language);
  if (text.empty() || language == "el" || !scan(text, abbreviations(language)))
    return starts_by_icu(text, language);
  return starts_;
}

const std::vector<std::uint32_t>& SentenceFinder::starts_by_icu(std::string_view text,
                                                                std::string_view language) {
  language = primary_language(language);
  starts_.clear();
  if (text.empty()) return starts_;
  scratch_.assign(text);
  unwrap(scratch_);
  const Abbreviations& forbidden = abbreviations(language);
  icu::BreakIterator& sentences = iterator(language);
  UErrorCode status = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, scratch_.data(), static_cast<std::int64_t>(scratch_.size()), &status);
  sentences.setText(&bytes, status);
  check_icu(status);
  starts_.push_back(0);
  for (std::int32_t at = sentences.next(); at != icu::BreakIterator::DONE; at = sentences.next()) {
    const auto place = static_cast<std::size_t>(at);
    if (place < text.size() && !forbidden.forbid(text, place))
      starts_.push_back(static_cast<std::uint32_t>(at));
  }
  utext_close(&bytes);
  return starts_;
}

}  // namespace gloss::text
