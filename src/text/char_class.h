// SPDX-License-Identifier: GPL-3.0-or-later
// What one code point does to positions, when its neighbours are as plain as itself.
//
// A code point is plain if it folds by itself (no neighbour can compose with it), and if how UAX 29 treats it
// follows from one of the kinds below. Text of plain code points needs no ICU. Everything else is odd:
// combining marks, format characters, Thai, Hebrew, emoji beyond the BMP, ㈱, ½ ...
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/tokenizer.h"

namespace gloss::text {

enum class Kind : std::uint8_t {
  unknown,     // not looked up yet
  letter,      // UAX 29 ALetter, and a letter or a number
  digit,       // Numeric
  at_sign,     // @: joins like a letter (ICU 72), but alone makes no word
  joiner,      // _: joins letters and digits, alone makes no word
  mid_letter,  // joins letter and letter: U+00B7
  mid_number,  // joins digit and digit: , ;
  mid_both,    // joins either: . ' U+2019
  gap,         // never part of a position
  character,   // a position of its own
  odd,
};

constexpr bool in_word(Kind kind) { return kind >= Kind::letter && kind <= Kind::joiner; }

// What a code point between two positions says to its neighbours: flag::break_before, stop_before,
// question_after, and:
inline constexpr std::uint8_t gap_white = 2;

/// REQUIRES: a code point of folded text, neither letter nor digit.
std::uint8_t gap_bits(char32_t code_point);

/// Whether the code point is a letter or a digit: \p{L} or \p{N}.
bool is_solid(char32_t code_point);

/// The gap between two positions, read from left to right.
struct Gap {
  std::uint8_t bits = 0;
  bool thing = false;  // something that is not white space has been seen

  void add(std::uint8_t code_point_bits) {
    if (!thing && !(code_point_bits & gap_white)) {
      thing = true;
      if (code_point_bits & flag::break_before) bits |= flag::break_after;
    }
    bits |= code_point_bits;
  }
};

struct CharClass {
  Kind kind = Kind::unknown;
  std::uint8_t gap = 0;  // gap_bits of the folded form
  bool folds = false;    // the folded form differs
};

/// Classes of the BMP, each found when it is first asked for. Not thread safe.
class CharClasses {
 public:
  CharClasses();

  CharClass of(char32_t code_point) {
    if (code_point > 0xFFFF) return {Kind::odd, 0, false};
    const CharClass found = table_[code_point];
    return found.kind != Kind::unknown ? found : look_up(code_point);
  }
  /// REQUIRES: of(code_point).folds.
  const std::string& folded(char32_t code_point) const { return folded_.find(code_point)->second; }

 private:
  CharClass look_up(char32_t code_point);
  CharClass classify(char32_t code_point, std::string& folded) const;

  std::unique_ptr<CharClass[]> table_;
  std::unordered_map<char32_t, std::string> folded_;
};

}  // namespace gloss::text
