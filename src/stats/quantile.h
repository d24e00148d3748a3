// SPDX-License-Identifier: GPL-3.0-or-later
// Quantiles of values that were counted or drawn.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace gloss::stats {

/// The value below which a share `p` of the sorted values lies, between neighbours linearly: R's default,
/// type 7 of Hyndman & Fan 1996. REQUIRES: sorted, not empty, 0 <= p <= 1.
template <class Number>
double quantile_of_sorted(std::span<const Number> sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const auto low = static_cast<double>(sorted[below]), high = static_cast<double>(sorted[above]);
  return low + (at - static_cast<double>(below)) * (high - low);
}

}  // namespace gloss::stats
