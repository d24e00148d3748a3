// SPDX-License-Identifier: GPL-3.0-or-later
// Shares of a whole, and how far the truth may lie from what was counted.
//
// Wilson's interval (1927) is the one to show: it covers what it promises also where few were counted or the
// share is near 0 or 1 (Brown, Cai & DasGupta 2001). Clopper & Pearson's (1934) is never too narrow, and
// wider. Both take the units for independent; passages of one interview are not, so with few interviews the
// truth may lie further away.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gloss::stats {

inline constexpr double usual_level = 0.95;

struct Interval {
  double low = 0, high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A figure that was counted, with the interval that holds the truth. A figure that has no value (0/0) is
/// empty and says why, never 0 or 1.
struct Estimate {
  std::optional<double> value;
  std::optional<Interval> interval;
  std::string_view undefined;  ///< why there is no value: "no hits"; else empty
};

/// The quantile of the standard normal distribution: 1.959964 for 0.975. REQUIRES: 0 < p < 1.
double normal_quantile(double p);
/// How many standard errors the two-sided interval of this level reaches to each side. REQUIRES: 0 < level
/// < 1.
double standard_errors(double level);

/// Nothing where n = 0. REQUIRES: 0 <= x <= n, 0 < level < 1.
std::optional<Interval> wilson(std::int64_t x, std::int64_t n, double level = usual_level);
std::optional<Interval> clopper_pearson(std::int64_t x, std::int64_t n, double level = usual_level);

/// x of n with Wilson's interval; `undefined` is the reason where n = 0.
Estimate share(std::int64_t x, std::int64_t n, std::string_view undefined, double level = usual_level);

}  // namespace gloss::stats
