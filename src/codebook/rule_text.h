// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of a rule, each with its ASCII twin, and which of them belong to words, names and operators.
//
// People who write Chinese type （ ） ， “ ” ／ without noticing; the parser looks at the twins, literals
// keep what was typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::codebook {

struct Character {
  char32_t raw;        ///< as typed
  char32_t twin;       ///< punctuation, blanks and quotes as ASCII; else as typed
  std::uint32_t byte;  ///< where it begins in the rule
};

/// The characters of `text`, and one more at the end (raw and twin 0) that stands at text.size().
/// A byte that is not UTF-8 becomes `not_utf8`.
std::vector<Character> characters_of(std::string_view text);
inline constexpr char32_t not_utf8 = 0x110000;

void append_utf8(std::string& to, char32_t code_point);

/// ASCII letters small, full-width letters and digits as ASCII: NEAR and ｎｅａｒ become near.
std::string ascii_folded(std::string_view text);
char32_t ascii_folded(char32_t code_point);

bool is_blank(char32_t twin);
inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
/// May stand in a word without quotes: anything that is no blank, control, quotation mark or operator.
bool is_word_character(char32_t twin);
/// May stand in the name of a list or attribute: a word character but * ? ~ '.
bool is_name_character(char32_t twin);

/// Whether a word without quotes would be read as an operator: and, near, unit ...
bool is_keyword(std::string_view word);
/// Whether a position could come of it: has a letter or a digit of some script.
bool has_letter_or_digit(std::string_view word);

/// Whether `word` can be written without quotes and stay a word.
bool is_bare_word(std::string_view word);
/// The same for a value or an attribute of a condition.
bool is_bare_value(std::string_view value);
bool is_bare_attribute(std::string_view name);
/// Whether every dot of an attribute stands between two names.
bool has_sound_dots(std::string_view name);

}  // namespace gloss::codebook
