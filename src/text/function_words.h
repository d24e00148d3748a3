// SPDX-License-Identifier: GPL-3.0-or-later
// Words that hold sentences together and say little by themselves: articles, pronouns, prepositions,
// conjunctions, auxiliary verbs, particles, and what people say while they think (um, 嗯).
//
// English and Chinese. What social scientists may want to count stays out: must, should, need; no, not,
// never; 没有, 应该, 必须; numbers.
#pragma once

#include <span>
#include <string_view>

namespace gloss::text {

/// REQUIRES: folded.
bool is_function_word(std::string_view word);
/// All of them, folded, bytewise ascending.
std::span<const std::string_view> function_words();

}  // namespace gloss::text
