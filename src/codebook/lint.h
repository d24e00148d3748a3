// SPDX-License-Identifier: GPL-3.0-or-later
// What a codebook's file alone shows to be worth a look: things that are no errors, but rarely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace gloss::codebook {

/// Kinds of findings, as they are named in answers. The first ones need the file only, the others the texts
/// of a project (project/lint_codebook.h).
namespace finding {
inline constexpr std::string_view contradiction = "contradiction", duplicate_rule = "duplicate rule",
                                  unused_list = "unused list", no_definition = "no definition",
                                  no_examples = "no examples", no_counterexamples = "no counterexamples";
inline constexpr std::string_view silent_rule = "silent rule", shadowed_rule = "shadowed rule",
                                  broad_rule = "broad rule", twin_codes = "twin codes",
                                  dead_word = "dead word";
}  // namespace finding

struct Finding {
  std::string_view kind;  ///< one of the above
  int line = 0, column = 0;
  std::string code;  ///< empty: a list
  int rule = 0;      ///< from 1; 0: not about a rule
  std::string message, remedy;
  std::vector<std::string> passages;  ///< a few, as SOURCE:N
};

/// The findings of the file, by line.
///
/// A contradiction is: an example that is also a counterexample of the same code; a rule that stands under
/// two codes that exclude each other (an example of one is a counterexample of the other, or a rule of one
/// says `not` or `without` the other); `A and not A`; affirmed(A) beside negated(A) in one code.
std::vector<Finding> lint(const Codebook& codebook);

/// By line, column, kind, code, rule.
bool comes_before(const Finding& a, const Finding& b);

/// The rule with the operands of `and`, `or`, `near` in a fixed order: equal where two rules mean the same
/// for that reason.
std::string canonical(const Expression& expression);

}  // namespace gloss::codebook
