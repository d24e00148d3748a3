// SPDX-License-Identifier: GPL-3.0-or-later
// The parser behind parse_rule.h: recursive descent over characters; a fault names a byte of the rule, not
// yet a line of a file.
//
// Every function consumes exactly its production of the grammar (rules.md 1.12). What recurses is counted
// first: parentheses by `nesting_`, the tree by `Built::height`, both at most limits::rule_depth.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codebook/expression.h"
#include "codebook/parse_rule.h"
#include "codebook/rule_text.h"

namespace gloss::codebook {

struct RuleFault {
  std::size_t offset = 0;  ///< byte of the rule at which the caret stands
  std::string message, hint;
};
template <class T>
using Parsed = tl::expected<T, RuleFault>;
/// Lets GLOSS_TRY and GLOSS_CHECK pass faults on.
inline tl::unexpected<RuleFault> Err(RuleFault fault) { return tl::unexpected<RuleFault>(std::move(fault)); }

class RuleParser {
 public:
  /// REQUIRES: `text` outlives the parser.
  RuleParser(std::string_view text, const RuleSyntax& syntax);

  Parsed<Expression> rule();
  Parsed<Condition> condition_alone();
  Parsed<Expression> list_entry();

 private:
  struct Built {
    Expression expression;
    int height = 1;
  };

  // rule_parser.cpp: operators
  Parsed<Built> expr();
  Parsed<Built> either();
  Parsed<Built> both();
  Parsed<Built> negation();
  Parsed<Built> relation();
  Parsed<Built> primary();
  Parsed<Built> parenthesis();
  Parsed<Built> count();
  Parsed<Built> any_of();
  Parsed<Built> polarity(Expression::Kind kind);
  Parsed<void> relation_operator(Expression& node);
  Parsed<Unit> unit_name();
  Parsed<Built> wrap(Expression node, std::vector<Built> operands, std::size_t begin);
  Parsed<void> close(std::size_t opened, std::string_view what);
  tl::unexpected<RuleFault> no_operand() const;
  tl::unexpected<RuleFault> leftover() const;
  Parsed<void> check_text() const;

  // parse_leaf.cpp: words, phrases, literals, references
  Parsed<Built> word();
  Parsed<Built> phrase();
  Parsed<Built> exact();
  Parsed<Built> regex();
  Parsed<Built> text_function();
  Parsed<Built> list();
  Parsed<Built> code();
  Parsed<Built> leaf(Expression node, std::size_t begin) const;
  Parsed<Expression> phrase_items(bool quoted);
  Parsed<PhraseItem> gap();
  Parsed<PhraseItem> alternatives();
  Parsed<std::string> phrase_word();
  Parsed<std::string> regex_text(bool& case_sensitive);
  Parsed<std::string> literal(char32_t mark, std::string_view what);
  Parsed<void> check_word(std::size_t from, std::size_t to) const;
  Parsed<void> check_after_word(std::size_t from, std::size_t to) const;

  // parse_condition.cpp
  Parsed<Condition> condition();
  Parsed<Test> test();
  Parsed<void> check_values(const Test& test, const std::vector<std::size_t>& value_at) const;
  Parsed<std::string> attribute();
  Parsed<std::string> value(std::string_view after);
  Parsed<Test::Comparison> comparison();
  bool at_comparison() const;

  // rule_cursor.cpp: characters. A position is an index into `characters_`.
  char32_t twin(std::size_t ahead = 0) const;
  char32_t raw(std::size_t ahead = 0) const;
  bool at_end() const { return at_ + 1 >= characters_.size(); }
  std::size_t offset() const { return characters_[at_].byte; }
  void skip_blanks();
  /// The word at `from` in small ASCII letters; empty where none stands, or it is long or has other
  /// characters.
  std::string keyword_at(std::size_t from) const;
  std::string keyword() const { return keyword_at(at_); }
  bool take_keyword(std::string_view word);
  std::size_t word_end(std::size_t from) const;
  std::size_t after_word(std::size_t from) const;  ///< the next non-blank after the word at `from`
  std::string typed(std::size_t from, std::size_t to) const;
  Parsed<int> integer(std::string_view what, int most);
  bool at_any_of() const;
  bool at_function() const;
  bool at_relation() const;
  bool starts_operand() const;
  std::string operand_shown() const;
  tl::unexpected<RuleFault> fault(std::size_t offset, std::string message, std::string hint = {}) const;

  std::string_view text_;
  RuleSyntax syntax_;
  std::vector<Character> characters_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::size_t terms_ = 0;
  std::string last_operator_;  ///< as typed, for "... is missing after"
};

}  // namespace gloss::codebook
