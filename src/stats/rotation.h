// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two codes occur together more often than their own frequency and clustering explain.
//
// Within each stratum (the units of a speaker in a source, in their order) the second code is turned round as
// on a wheel, by a random offset for each stratum:
//
//     A  . x x x . . . .          A  . x x x . . . .
//     B  . . x x . . . .    3 on  B  . . . . . x x .       together: 2 -> 0
//
// Both keep how often and in which runs they occur, and lose only what ties them to each other. Shuffling
// units instead would take every two runs that meet for many findings. (Lotwick & Silverman 1982 shift
// patterns of points so, on a torus.)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/permutation.h"

namespace gloss::stats {

/// The units of a speaker in a source, in their order, by positions 0 to units - 1.
struct Stratum {
  std::int64_t units = 0;
  std::span<const std::int64_t> a, b;  ///< positions of the units with each code: ascending, each once
};

struct RotationTest {
  std::int64_t together = 0;  ///< units with both
  double expected = 0;        ///< mean of it under rotation: sum over strata of a b / units
  double p = 1;               ///< one-sided: at least as many; what is below 1e-50 is 1e-50
  bool exact = false;
  std::int64_t draws = 0;  ///< 0 where exact
};

/// The chances of all sums of overlaps are added up stratum by stratum, and p is exact, where that takes no
/// longer than drawing; else offsets are drawn. Nothing where no stratum has both codes, or no rotation
/// changes anything. Strata without one of the two may be left out. REQUIRES: draws > 0.
std::optional<RotationTest> rotate_codes(std::span<const Stratum> strata,
                                         const PermutationOptions& options = {});

/// For each offset 0 to units - 1 how many units have both if b's are moved on by it. Takes the product of
/// the two counts, or, where that is more, units * log(units).
std::vector<std::int64_t> overlaps_by_offset(const Stratum& stratum);

}  // namespace gloss::stats
