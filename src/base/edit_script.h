// SPDX-License-Identifier: GPL-3.0-or-later
// What two sequences have in common, by the shortest edit script.
//
// Myers (1986), "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1:251-266. Time and memory
// grow with the square of the number of edits, so it is limited.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace gloss {

using Symbols = std::vector<std::uint32_t>;

/// Pairs of places (in `a`, in `b`) that hold equal symbols, ascending in both: all that a shortest edit
/// script keeps. What both have at their beginning and at their end is paired first. Where what lies between
/// needs more than `most_edits` insertions and deletions, nothing of that is paired.
std::vector<std::pair<std::size_t, std::size_t>> paired_symbols(const Symbols& a, const Symbols& b,
                                                                int most_edits);

}  // namespace gloss
