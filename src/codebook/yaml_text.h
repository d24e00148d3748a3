// SPDX-License-Identifier: GPL-3.0-or-later
// Text as a YAML scalar on one line: with quotes where it needs them, and only there.
//
// YAML has traps for people who write rules: a blank and # begin a comment, a colon and a blank a map, and to
// some programs `no` is a truth value and `1.10` a number. Such text keeps its quotes even where libyaml and
// we would read it well without.
#pragma once

#include <string>
#include <string_view>

namespace gloss::codebook {

/// Whether `text` can stand without quotes, in any program's eyes the same text. `flow`: inside [ ] or { }.
bool is_safe_plain(std::string_view text, bool flow);

/// Whether every character of `text` shows on a screen, blanks included: no controls, no blanks without
/// width, no marks of direction.
bool is_visible(std::string_view text);

/// `text` in quotation marks: `preferred` (' or "), or the other where that one would have to be escaped and
/// the other not. What is not visible is escaped, in double quotes.
std::string quoted_scalar(std::string_view text, char preferred = '\'');

/// Without quotes if that is safe, else in quotes.
std::string scalar_text(std::string_view text, bool flow, char preferred = '\'');

}  // namespace gloss::codebook
