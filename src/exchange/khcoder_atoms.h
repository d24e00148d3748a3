// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest parts of a KH Coder condition: words, phrases, near and seq, texts, codes, variables, lengths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::exchange {

struct KhcoderToken {
  enum class Kind { atom, operation, open, close };
  Kind kind = Kind::atom;
  std::string text;     ///< operators in small letters: or and not < <= > >= = != + - * /
  bool quoted = false;  ///< "..." or '...': no operator, whatever it says
};

/// Cuts at blanks, half and full width; parentheses may touch what they hold.
std::vector<KhcoderToken> khcoder_tokens(std::string_view condition);

struct KhcoderAtom {
  enum class Kind {
    words,      ///< a span: what is counted is its hits
    unit,       ///< holds for a whole unit or not: a code, a heading, a variable
    attribute,  ///< a number of the unit: unit.words, unit.number, a variable
    number,     ///< a whole number
  };
  Kind kind = Kind::words;
  std::string text;         ///< in our rule language; a pattern where `is_pattern`; the attribute; the digits
  bool is_pattern = false;  ///< text is a word or a phrase without quotation marks
  std::string note;         ///< what means something slightly different now
  std::string problem;      ///< why it cannot be said; then there is no text
};

KhcoderAtom read_khcoder_atom(const KhcoderToken& token,
                              const std::function<std::string(std::string_view)>& code);

}  // namespace gloss::exchange
