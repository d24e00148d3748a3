// SPDX-License-Identifier: GPL-3.0-or-later
// From the text of a rule or query to its tree, with errors that say where, what and what to write instead.
//
// Full-width punctuation and quotes ( （ ） ， “ ” ｜ ： ／ ＞ ＝ ... ) are read as their ASCII twins outside exact and regex literals.
// Keywords are case-insensitive. Depth, length and numbers are limited (base/limits.h) before anything recurses.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "codebook/expression.h"

namespace gloss::codebook {

struct RuleSyntax {
  /// Words side by side mean `and` within a passage (search queries); else that is an error with a hint to quote a phrase.
  bool side_by_side_is_and = false;
};

/// Where a rule stands: the errors of a codebook name file, line and column of the character at fault.
struct RulePlace {
  std::string file;  ///< "codebook.yaml", or "query"
  int line = 1;      ///< of the rule's first character
  int column = 1;    ///< likewise, in characters
  bool block = false;  ///< a YAML block scalar: later lines of the rule start at `block_column`
  int block_column = 1;
};

/// Fault: bad_configuration, with place, hint, and an excerpt (the rule's line and a caret under the character).
Result<Expression> parse_rule(std::string_view text, const RulePlace& place, const RuleSyntax& syntax = {});

/// A condition alone: `role != interviewer and age >= 40`, as in a codebook's `where:`.
Result<Condition> parse_condition(std::string_view text, const RulePlace& place);

/// One entry of a list: a word or a phrase, quotes optional: `fund*`, `not enough`, `never [0-2] enough`, `"lack* of {a|b}"`.
Result<Expression> parse_list_entry(std::string_view text, const RulePlace& place);

}  // namespace gloss::codebook
