// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": the known name that lies nearest to one that is not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gloss::codebook {

/// The first of `known` with the smallest edit distance (insert, delete, replace, swap neighbours; in
/// characters, ASCII case aside), if that is at most 2 and less than half of the name; else empty.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace gloss::codebook
