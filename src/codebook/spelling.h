// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": the known name that lies nearest to one that is not known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::codebook {

/// Edit distance (insert, delete, replace, swap neighbours; in characters, ASCII case aside); above 2 any
/// number above 2.
std::size_t spelling_distance(std::string_view a, std::string_view b);

/// Whether a distance is small enough for a word to be meant: at most 2 and less than half of the word.
bool is_near(std::size_t distance, std::string_view word);

/// The first of `known` with the smallest distance, if that is near; else empty.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace gloss::codebook
