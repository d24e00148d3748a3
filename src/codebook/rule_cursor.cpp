// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parser stands in the rule: characters, keywords, numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "codebook/rule_parser.h"

namespace gloss::codebook {

char32_t RuleParser::twin(std::size_t ahead) const {
  return at_ + ahead < characters_.size() ? characters_[at_ + ahead].twin : 0;
}
char32_t RuleParser::raw(std::size_t ahead) const {
  return at_ + ahead < characters_.size() ? characters_[at_ + ahead].raw : 0;
}

void RuleParser::skip_blanks() {
  while (is_blank(twin())) ++at_;
}

std::size_t RuleParser::word_end(std::size_t from) const {
  while (is_word_character(characters_[from].twin)) ++from;
  return from;
}

std::size_t RuleParser::after_word(std::size_t from) const {
  from = word_end(from);
  while (is_blank(characters_[from].twin)) ++from;
  return from;
}

std::string RuleParser::keyword_at(std::size_t from) const {
  constexpr std::size_t longest = 16;
  std::string word;
  for (std::size_t i = from; is_word_character(characters_[i].twin); ++i) {
    const char32_t c = ascii_folded(characters_[i].raw);
    if (c >= 0x80 || word.size() == longest) return {};
    word += static_cast<char>(c);
  }
  return word;
}

bool RuleParser::take_keyword(std::string_view word) {
  if (keyword() != word) return false;
  last_operator_ = typed(at_, at_ + word.size());
  at_ += word.size();
  return true;
}

std::string RuleParser::typed(std::size_t from, std::size_t to) const {
  std::string out;
  for (std::size_t i = from; i < to && i + 1 < characters_.size(); ++i) append_utf8(out, characters_[i].twin);
  return out;
}

std::string RuleParser::operand_shown() const {
  constexpr std::size_t most = 30;
  return typed(at_, std::max(at_ + 1, std::min(word_end(at_), at_ + most)));
}

Parsed<int> RuleParser::integer(std::string_view what, int most) {
  const std::size_t begin = offset();
  std::int64_t value = 0;
  bool any = false;
  for (; is_digit(ascii_folded(raw())); ++at_) {
    any = true;
    if (value <= most) value = value * 10 + static_cast<std::int64_t>(ascii_folded(raw()) - '0');
  }
  if (!any) return fault(begin, fmt::format("{} must be a whole number", what), "write digits, as in near/5");
  if (value > most)
    return fault(begin, fmt::format("{} is larger than {}", what, most),
                 fmt::format("write at most {}", most));
  return static_cast<int>(value);
}

tl::unexpected<RuleFault> RuleParser::fault(std::size_t offset, std::string message, std::string hint) const {
  return Err(RuleFault{offset, std::move(message), std::move(hint)});
}

}  // namespace gloss::codebook
