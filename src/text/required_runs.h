// SPDX-License-Identifier: GPL-3.0-or-later
// What a text must hold before it is worth searching: runs of ASCII letters and digits, and Han characters.
//
// Such a run lies inside one match position of the folded text, a Han character is one, so an index of words
// can tell which passages to pass over. text(/lack of (money|funds)/) needs "lack", and "money" or "funds".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gloss::text {

/// Of each clause at least one run occurs in the folded form of every text that matches. No clause: nothing
/// is known.
using RequiredRuns = std::vector<std::vector<std::string>>;

/// Of a literal that is looked for in folded text. REQUIRES: it is folded itself.
RequiredRuns runs_of_literal(std::string_view folded);
/// Of an expression in RE2's syntax, matched in folded text or in the original one.
RequiredRuns runs_of_expression(const std::string& expression, bool in_original);

}  // namespace gloss::text
