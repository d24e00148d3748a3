// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sample_size.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gloss::stats {

std::int64_t sample_size(std::int64_t population, double margin, double p, double level) {
  assert(margin > 0 && margin < 1 && p > 0 && p < 1 && population >= 0);
  if (population == 0) return 0;
  const double z = standard_errors(level), unlimited = z * z * p * (1 - p) / (margin * margin);
  const double limited = unlimited / (1 + (unlimited - 1) / static_cast<double>(population));
  return std::min(population, static_cast<std::int64_t>(std::ceil(limited)));
}

double margin_of(std::int64_t sample, std::int64_t population, double p, double level) {
  assert(0 < sample && sample <= population);
  if (sample == population) return 0;
  const double n = static_cast<double>(sample), all = static_cast<double>(population);
  return standard_errors(level) * std::sqrt(p * (1 - p) / n * (all - n) / (all - 1));
}

std::vector<std::int64_t> allocate(std::span<const std::int64_t> sizes, std::int64_t total) {
  const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  assert(total >= 0 && total <= all);
  std::vector<std::int64_t> parts(sizes.size(), 0), remainders(sizes.size(), 0);
  if (all == 0) return parts;
  std::vector<std::size_t> order(sizes.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    parts[i] = sizes[i] * total / all;
    remainders[i] = sizes[i] * total % all;
    given += parts[i];
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // A stratum with a remainder has room for one more, and the remainders add up to what is left.
  for (std::size_t i = 0; given < total; ++i, ++given) ++parts[order[i]];
  return parts;
}

}  // namespace gloss::stats
