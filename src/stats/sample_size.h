// SPDX-License-Identifier: GPL-3.0-or-later
// How many passages must be read to know a share well enough, and from which strata.
//
// Cochran (1977, ch. 4): to know a share p to within d, n0 = z^2 p (1 - p) / d^2 units of a very large
// population; of a population of N, n = n0 / (1 + (n0 - 1) / N). p = 0.5 needs most, so it is right for every
// p: d = 5 % asks for 385 of very many, 218 of 500.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/proportion.h"

namespace gloss::stats {

/// Never more than `population`. REQUIRES: 0 < margin < 1, 0 < p < 1, population >= 0.
std::int64_t sample_size(std::int64_t population, double margin, double p = 0.5, double level = usual_level);
/// The other way round: how far the share may be off after `sample` of `population` units; 0 where all were
/// read. REQUIRES: 0 < sample <= population.
double margin_of(std::int64_t sample, std::int64_t population, double p = 0.5, double level = usual_level);

/// `total` shared out in proportion to the sizes of strata, never more than a stratum has: whole parts first,
/// then by largest remainder, of equal ones the first (Hamilton's method). REQUIRES: total <= sum of sizes.
std::vector<std::int64_t> allocate(std::span<const std::int64_t> sizes, std::int64_t total);

}  // namespace gloss::stats
