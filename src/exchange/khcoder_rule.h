// SPDX-License-Identifier: GPL-3.0-or-later
// The conditions of KH Coder's coding rules, as a tree and in our rule language.
//
// The text is cut at blanks; each piece is an atom or an operator. Precedence is SQL's: arithmetic, then
// comparison, not, and, or. Every atom is a number of the unit (how often the word occurs in it); a unit is
// coded where the whole is not 0.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::exchange {

/// What an operand of the top `or` became.
struct KhcoderPart {
  std::string text;
  bool is_rule = false;  ///< else a pattern
};

struct KhcoderCondition {
  std::vector<KhcoderPart> parts;  ///< the condition is their `or`
  std::vector<std::string> notes;  ///< what means something slightly different now
  std::string problem;             ///< why the condition cannot be said; then there are no parts
};

/// `code` gives the reference for a code's name (without its star), or an empty text where there is none
/// before this one.
KhcoderCondition read_khcoder_condition(std::string_view condition,
                                        const std::function<std::string(std::string_view)>& code);

/// A word as KH Coder's base form: with ~ where its script has stems.
std::string khcoder_word(std::string_view word);

}  // namespace gloss::exchange
