// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks to Boost.Math. Its functions are told not to throw; what they are asked is in
// range.
#include "stats/proportion.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cassert>
#include <cmath>

namespace gloss::stats {
namespace {

namespace policies = boost::math::policies;
using Quietly =
    policies::policy<policies::domain_error<policies::ignore_error>,
                     policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;

double beta_quantile(double a, double b, double p) { return boost::math::ibeta_inv(a, b, p, Quietly()); }

}  // namespace

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  return -std::sqrt(2.0) * boost::math::erfc_inv(2 * p, Quietly());
}

double standard_errors(double level) { return normal_quantile(1 - (1 - level) / 2); }

std::optional<Interval> wilson(std::int64_t x, std::int64_t n, double level) {
  assert(0 <= x && x <= n);
  if (n == 0) return std::nullopt;
  const double z = standard_errors(level), count = static_cast<double>(n), p = static_cast<double>(x) / count;
  const double middle = p + z * z / (2 * count), scale = 1 + z * z / count;
  const double reach = z * std::sqrt(p * (1 - p) / count + z * z / (4 * count * count));
  // The ends of 0 and n are 0 and 1 but for rounding.
  return Interval{x == 0 ? 0 : std::max(0.0, (middle - reach) / scale),
                  x == n ? 1 : std::min(1.0, (middle + reach) / scale)};
}

std::optional<Interval> clopper_pearson(std::int64_t x, std::int64_t n, double level) {
  assert(0 <= x && x <= n);
  if (n == 0) return std::nullopt;
  const double tail = (1 - level) / 2, yes = static_cast<double>(x), no = static_cast<double>(n - x);
  return Interval{x == 0 ? 0 : beta_quantile(yes, no + 1, tail),
                  x == n ? 1 : beta_quantile(yes + 1, no, 1 - tail)};
}

Estimate share(std::int64_t x, std::int64_t n, std::string_view undefined, double level) {
  if (n == 0) return {{}, {}, undefined};
  return {static_cast<double>(x) / static_cast<double>(n), wilson(x, n, level), {}};
}

}  // namespace gloss::stats
