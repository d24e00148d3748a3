// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rotation.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include "stats/random.h"

namespace gloss::stats {
namespace {

using Wave = std::vector<std::complex<double>>;

/// The discrete Fourier transform in place, unscaled. Cooley & Tukey 1965. REQUIRES: a power of two.
void transform(Wave& wave) {
  const std::size_t n = wave.size();
  for (std::size_t i = 1, mirrored = 0; i < n; ++i) {
    std::size_t bit = n >> 1;
    for (; (mirrored & bit) != 0; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (i < mirrored) std::swap(wave[i], wave[mirrored]);
  }
  Wave roots(n / 2);
  for (std::size_t i = 0; i < roots.size(); ++i)
    roots[i] = std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n));
  for (std::size_t half = 1; half < n; half *= 2)
    for (std::size_t begin = 0; begin < n; begin += 2 * half)
      for (std::size_t i = 0; i < half; ++i) {
        const auto upper = wave[begin + i], lower = wave[begin + half + i] * roots[i * (n / (2 * half))];
        wave[begin + i] = upper + lower;
        wave[begin + half + i] = upper - lower;
      }
}

/// Correlates a and b as waves of zeros and ones.
void correlate(const Stratum& stratum, std::vector<std::int64_t>& overlaps) {
  const auto units = static_cast<std::size_t>(stratum.units);
  Wave both(std::bit_ceil(2 * units));  // a as the real part, b as the imaginary one: one transform for two
  for (const std::int64_t x : stratum.a) both[static_cast<std::size_t>(x)] += 1.0;
  for (const std::int64_t y : stratum.b) both[static_cast<std::size_t>(y)] += std::complex<double>(0, 1);
  transform(both);
  const std::size_t n = both.size();
  Wave product(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto here = both[i], mirror = std::conj(both[(n - i) % n]);
    const auto a = (here + mirror) * 0.5, b = (here - mirror) * std::complex<double>(0, -0.5);
    product[i] = std::conj(a * std::conj(b));  // so that the same transform leads back
  }
  transform(product);
  for (std::size_t shift = 0; shift < units; ++shift) {
    const std::size_t before = shift == 0 ? 0 : n - units + shift;  // moved on by shift, or back by the rest
    const double sum = product[shift].real() + (shift == 0 ? 0 : product[before].real());
    overlaps[shift] = std::llround(sum / static_cast<double>(n));
  }
}

constexpr double least_p = 1e-50, far_below_all = 1e-60;

/// How the overlap of a stratum is distributed over its offsets.
struct Turning {
  std::int64_t most() const { return chances.back().first; }

  std::vector<std::int64_t> by_offset;
  std::vector<std::pair<std::int64_t, double>> chances;  ///< overlap and its share of the offsets
};

Turning turning_of(const Stratum& stratum) {
  Turning turning{overlaps_by_offset(stratum), {}};
  const std::size_t most = std::min(stratum.a.size(), stratum.b.size());
  std::vector<std::int64_t> offsets(most + 1);
  for (const std::int64_t overlap : turning.by_offset) ++offsets[static_cast<std::size_t>(overlap)];
  for (std::size_t overlap = 0; overlap <= most; ++overlap)
    if (offsets[overlap] > 0)
      turning.chances.emplace_back(
          static_cast<std::int64_t>(overlap),
          static_cast<double>(offsets[overlap]) / static_cast<double>(stratum.units));
  return turning;
}

/// P(sum of overlaps >= enough), adding stratum by stratum. Only sums that may still reach it are kept.
double chance_of_sum(const std::vector<Turning>& turnings, std::int64_t enough) {
  if (enough == 0) return 1;
  std::int64_t to_come = 0;  // the most that the strata left can add
  for (const Turning& turning : turnings) to_come += turning.most();
  const auto size = static_cast<std::size_t>(enough);
  std::vector<double> chances(size, 0.0), next(size, 0.0);  // by the sum so far
  std::int64_t low = 0, high = 0;                           // which are not 0
  chances[0] = 1;
  double reached = 0;
  for (const Turning& turning : turnings) {
    std::fill(next.begin(), next.end(), 0.0);
    for (const auto& [overlap, chance] : turning.chances) {
      const std::int64_t last_below = std::min(high, enough - 1 - overlap);
      const double* from = chances.data();
      if (low <= last_below) {
        double* to = next.data() + overlap;
        for (std::int64_t sum = low; sum <= last_below; ++sum) to[sum] += from[sum] * chance;
      }
      double beyond = 0;
      for (std::int64_t sum = std::max(low, last_below + 1); sum <= high; ++sum) beyond += from[sum];
      reached += beyond * chance;
    }
    std::swap(chances, next);
    to_come -= turning.most();
    low = std::max(low + turning.chances.front().first, enough - to_come);
    high = std::min(high + turning.most(), enough - 1);
    while (low < high && chances[static_cast<std::size_t>(low)] < far_below_all) ++low;
    while (low < high && chances[static_cast<std::size_t>(high)] < far_below_all) --high;
    if (low > high) break;
  }
  return std::clamp(reached, least_p, 1.0);
}

std::int64_t draw_rotations(const std::vector<Turning>& turnings, std::int64_t enough,
                            const PermutationOptions& options) {
  Random random(options.seed);
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < options.draws; ++draw) {
    std::int64_t sum = 0;
    for (const Turning& turning : turnings) sum += turning.by_offset[random.below(turning.by_offset.size())];
    if (sum >= enough) ++hits;
  }
  return hits;
}

/// Whether adding up chances takes no longer than drawing; a draw takes as long as some ten additions.
bool is_cheap(const std::vector<Turning>& turnings, std::int64_t enough, std::int64_t draws) {
  double additions = 0;
  std::int64_t sums = 1;  // different ones so far
  for (const Turning& turning : turnings) {
    additions += static_cast<double>(turning.chances.size()) * static_cast<double>(sums);
    sums = std::min(enough + 1, sums + turning.most());
  }
  return additions <= 10 * static_cast<double>(draws) * static_cast<double>(turnings.size());
}

}  // namespace

std::vector<std::int64_t> overlaps_by_offset(const Stratum& stratum) {
  std::vector<std::int64_t> overlaps(static_cast<std::size_t>(stratum.units), 0);
  const double units = static_cast<double>(stratum.units),
               pairs = static_cast<double>(stratum.a.size()) * static_cast<double>(stratum.b.size());
  if (pairs > 50 * units * std::log2(units + 2)) {
    correlate(stratum, overlaps);
    return overlaps;
  }
  for (const std::int64_t x : stratum.a)
    for (const std::int64_t y : stratum.b)
      ++overlaps[static_cast<std::size_t>(x >= y ? x - y : x - y + stratum.units)];
  return overlaps;
}

std::optional<RotationTest> rotate_codes(std::span<const Stratum> strata, const PermutationOptions& options) {
  assert(options.draws > 0);
  RotationTest test;
  std::vector<Turning> turnings;
  std::int64_t fixed = 0;  // overlaps of strata in which turning changes nothing
  for (const Stratum& stratum : strata) {
    if (stratum.a.empty() || stratum.b.empty()) continue;
    test.expected += static_cast<double>(stratum.a.size()) * static_cast<double>(stratum.b.size()) /
                     static_cast<double>(stratum.units);
    Turning turning = turning_of(stratum);
    test.together += turning.by_offset[0];
    if (turning.chances.size() == 1)
      fixed += turning.by_offset[0];
    else
      turnings.push_back(std::move(turning));
  }
  if (turnings.empty()) return std::nullopt;
  const std::int64_t enough = test.together - fixed;
  test.exact = options.exact_where_cheap && is_cheap(turnings, enough, options.draws);
  if (test.exact) {
    test.p = chance_of_sum(turnings, enough);
  } else {
    test.draws = options.draws;
    test.p = drawn_p(draw_rotations(turnings, enough, options), options.draws);
  }
  return test;
}

}  // namespace gloss::stats
