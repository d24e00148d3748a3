// SPDX-License-Identifier: GPL-3.0-or-later
// Classes come from ICU's properties; nothing is listed by hand but ICU 72's own departures from UAX 29 (@
// and :).
#include "text/char_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "text/code_point.h"
#include "text/icu.h"

namespace gloss::text {
namespace {

constexpr std::array characters = {USCRIPT_HAN,  USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL,
                                   USCRIPT_THAI, USCRIPT_LAO,      USCRIPT_KHMER,    USCRIPT_MYANMAR};

std::string utf8(char32_t code_point) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(code_point));
#pragma GCC diagnostic pop
  return {bytes.data(), length};
}

bool bridges_a_phrase(UChar32 c) {
  switch (u_charType(c)) {
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return true;
    default:
      break;
  }
  static constexpr std::u32string_view joining =
      U"-\u2010\u2011'\u055A\u05F3\u05F4\u00B7\u2027\u30FB_/&@#%*\\";
  return u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK) ||
         joining.find(static_cast<char32_t>(c)) != joining.npos;
}

}  // namespace

bool is_character_script(char32_t code_point) {
  if (code_point < 0x0E00) return false;
  const auto c = static_cast<UChar32>(code_point);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (std::find(characters.begin(), characters.end(), script) != characters.end()) return true;
  // ー and 〆 are shared by several scripts, all of them such.
  return script == USCRIPT_COMMON && is_solid(code_point) &&
         std::any_of(characters.begin(), characters.end(),
                     [c](UScriptCode s) { return uscript_hasScript(c, s); });
}

bool is_solid(char32_t code_point) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

std::uint8_t gap_bits(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (u_isUWhiteSpace(c)) return gap_white;
  if (!u_ispunct(c)) return 0;
  std::uint8_t bits = bridges_a_phrase(c) ? 0 : flag::break_before;
  if (c == ';' || c == ':' || c == 0x2013 || c == 0x2014) bits |= flag::stop_before;
  if (c == '?' || c == 0x061F) bits |= flag::question_after;
  return bits;
}

CharClasses::CharClasses() : table_(std::make_unique<CharClass[]>(0x10000)) {
  for (char32_t c = 0; c < 0x80; ++c) look_up(c);
}

CharClass CharClasses::look_up(char32_t code_point) {
  std::string folded;
  CharClass found = classify(code_point, folded);
  if (found.kind != Kind::odd && folded != utf8(code_point)) {
    found.folds = true;
    folded_[code_point] = std::move(folded);
  }
  return table_[code_point] = found;
}

CharClass CharClasses::classify(char32_t code_point, std::string& folded) const {
  constexpr CharClass odd{Kind::odd, 0, false};
  if (U_IS_SURROGATE(code_point) || !nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(code_point)))
    return odd;
  fold_append(utf8(code_point), folded);
  if (folded.empty()) return odd;
  if (code_point == 0x2026)
    return {Kind::gap, gap_bits('.'), false};  // folds to three dots, which join nothing

  Kind kind = Kind::unknown;
  std::uint8_t bits = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < folded.size(); ++count) {
    const UChar32 c = next_code_point(folded, i);
    const auto c32 = static_cast<char32_t>(c);
    Kind now = Kind::odd;
    const int word_break = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    const bool solid = is_solid(c32);
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return odd;  // Thai, Tai Tham ...
    if (is_character_script(c32)) {
      // Hangul syllables join nothing, unlike the ALetter that UAX 29 makes of them and ICU of single jamo.
      const int syllable = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
      const bool alone = word_break == U_WB_OTHER || word_break == U_WB_KATAKANA ||
                         syllable == U_HST_LV_SYLLABLE || syllable == U_HST_LVT_SYLLABLE;
      if (alone && solid) now = Kind::character;
    } else if (c == '@') {
      now = Kind::at_sign;
    } else if (c == ':') {
      now = Kind::gap;
      bits = gap_bits(c32);
    } else {
      switch (word_break) {
        case U_WB_ALETTER:
          if (solid) now = Kind::letter;
          break;
        case U_WB_NUMERIC:
          if (solid) now = Kind::digit;
          break;
        case U_WB_EXTENDNUMLET:
          if (c == '_') now = Kind::joiner;
          break;
        case U_WB_MIDLETTER:
          now = Kind::mid_letter;
          break;
        case U_WB_MIDNUM:
          now = Kind::mid_number;
          break;
        case U_WB_MIDNUMLET:
        case U_WB_SINGLE_QUOTE:
          now = Kind::mid_both;
          break;
        case U_WB_OTHER:
        case U_WB_DOUBLE_QUOTE:
        case U_WB_CR:
        case U_WB_LF:
        case U_WB_NEWLINE:
        case U_WB_WSEGSPACE:
          if (!solid) now = Kind::gap;
          break;
        default:
          break;
      }
      if (!solid && now != Kind::odd) bits = gap_bits(c32);
    }
    if (count > 0 && (kind != Kind::letter || now != Kind::letter)) return odd;
    kind = now;
  }
  return {kind, bits, false};
}

}  // namespace gloss::text
