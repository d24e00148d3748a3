// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a codebook file, in the order in which a well laid out file has them. The reader, `gloss
// codebook format` and the test of the JSON Schema all read these tables.
#pragma once

#include <array>
#include <string_view>

namespace gloss::codebook::keys {

inline constexpr std::array<std::string_view, 12> codebook{"codebook", "title", "language", "languages",
                                                           "unit",     "where", "fold",     "overlap",
                                                           "conflict", "lists", "negation", "codes"};
inline constexpr std::array<std::string_view, 14> code{
    "name",   "color", "definition", "include",  "exclude",         "memo", "was", "span",
    "weight", "rule",  "rules",      "examples", "counterexamples", "codes"};
inline constexpr std::array<std::string_view, 5> negation{"cues", "pseudo", "stops", "before", "after"};
inline constexpr std::array<std::string_view, 2> window{"words", "characters"};
inline constexpr std::array<std::string_view, 2> rule{"rule", "weight"};

}  // namespace gloss::codebook::keys
