// SPDX-License-Identifier: GPL-3.0-or-later
// No factorials: starting at the likeliest table, the next is so many times as likely, and far away there is
// nothing left to sum. Rounding stays below 1e-10 of a probability even for counts of millions, so that
// tables that are equally likely are found to be so.
#include "stats/fisher.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gloss::stats {
namespace {

/// All tables of the same margins, by x, the first cell; `odds` is their odds ratio (Fisher's noncentral
/// hypergeometric distribution).
class TablesOfMargins {
  static constexpr double nothing = 1e-300;

 public:
  TablesOfMargins(const FourCells& t, double odds)
      : row_(t.a + t.b), column_(t.a + t.c), rest_(t.d - t.a), odds_(odds) {
    std::int64_t low = lowest(), high = highest();
    while (low < high) {  // the last x that is at least as likely as the one before
      const std::int64_t middle = low + (high - low + 1) / 2;
      if (step(middle - 1) >= 1)
        low = middle;
      else
        high = middle - 1;
    }
    mode_ = low;
  }

  std::int64_t lowest() const { return std::max<std::int64_t>(0, -rest_); }
  std::int64_t highest() const { return std::min(row_, column_); }

  /// Relative to the likeliest x; 0 where it is below 1e-300.
  double likelihood(std::int64_t wanted) const {
    double likely = 1;
    std::int64_t x = mode_;
    for (; x < wanted && likely > nothing; ++x) likely *= step(x);
    for (; x > wanted && likely > nothing; --x) likely /= step(x - 1);
    return x == wanted ? likely : 0;
  }

  /// Calls use(x, relative likelihood) for each x but those less likely than `floor`.
  template <class Use>
  void for_each(double floor, Use use) const {
    floor = std::max(floor, nothing);
    double likely = 1;
    for (std::int64_t x = mode_; likely > floor; ++x) {
      use(x, likely);
      if (x == highest()) break;
      likely *= step(x);
    }
    likely = 1;
    for (std::int64_t x = mode_; x > lowest(); --x) {
      likely /= step(x - 1);
      if (likely <= floor) break;
      use(x - 1, likely);
    }
  }

 private:
  /// How many times as likely as x is x + 1. REQUIRES: lowest() <= x < highest().
  double step(std::int64_t x) const {
    return odds_ * (static_cast<double>(row_ - x) * static_cast<double>(column_ - x)) /
           (static_cast<double>(x + 1) * static_cast<double>(rest_ + x + 1));
  }

  std::int64_t row_, column_, rest_;
  double odds_;
  std::int64_t mode_ = 0;
};

constexpr double no_longer_counts = 1e-20;

bool has_empty_margin(const FourCells& t) {
  return t.a + t.b == 0 || t.c + t.d == 0 || t.a + t.c == 0 || t.b + t.d == 0;
}

/// What the tables at most as likely as x make of all.
FisherTest test_at(const TablesOfMargins& tables, std::int64_t x) {
  const double here = tables.likelihood(x);
  double all = 0, greater = 0, less = 0, unlikely = 0;
  tables.for_each(no_longer_counts * here, [&](std::int64_t other, double likely) {
    all += likely;
    if (other >= x) greater += likely;
    if (other <= x) less += likely;
    if (likely <= here * (1 + 1e-7)) unlikely += likely;
  });
  return {std::min(1.0, greater / all), std::min(1.0, less / all), std::min(1.0, unlikely / all)};
}

struct Moments {
  double mean_off = 0, variance = 0;  ///< the mean less x
};

Moments moments_about(const FourCells& cells, double log_odds) {
  const TablesOfMargins tables(cells, std::exp(log_odds));
  double all = 0, off = 0, squares = 0;
  tables.for_each(no_longer_counts, [&](std::int64_t x, double likely) {
    const auto apart = static_cast<double>(x - cells.a);
    all += likely;
    off += likely * apart;
    squares += likely * apart * apart;
  });
  off /= all;
  return {off, squares / all - off * off};
}

/// Where `f` is 0 between `a` and `b`, where its signs differ, within `tolerance`: Brent's method (1973),
/// which takes the step of the secant or of a parabola through the last three points where that is safe, else
/// half.
template <class F>
double root_between(double a, double b, double tolerance, F f) {
  double fa = f(a), fb = f(b), c = a, fc = fa;
  for (int round = 0; round < 1000; ++round) {
    const double last_step = b - a;
    if (std::abs(fc) < std::abs(fb)) {
      a = b, b = c, c = a;
      fa = fb, fb = fc, fc = fa;
    }
    const double least = 2 * std::numeric_limits<double>::epsilon() * std::abs(b) + tolerance / 2;
    double step = (c - b) / 2;
    if (std::abs(step) <= least || fb == 0) break;
    if (std::abs(last_step) >= least && std::abs(fa) > std::abs(fb)) {
      const double across = c - b;
      double p = 0, q = 0;
      if (a == c) {
        p = across * (fb / fa);
        q = 1 - fb / fa;
      } else {
        const double u = fa / fc, v = fb / fc, w = fb / fa;
        p = w * (across * u * (u - v) - (b - a) * (v - 1));
        q = (u - 1) * (v - 1) * (w - 1);
      }
      if (p > 0)
        q = -q;
      else
        p = -p;
      if (p < 0.75 * across * q - std::abs(least * q) / 2 && p < std::abs(last_step * q / 2)) step = p / q;
    }
    if (std::abs(step) < least) step = step > 0 ? least : -least;
    a = b, fa = fb;
    b += step, fb = f(b);
    if ((fb > 0) == (fc > 0)) c = a, fc = fa;
  }
  return b;
}

}  // namespace

std::optional<FisherTest> fisher_exact(const FourCells& cells) {
  if (has_empty_margin(cells)) return std::nullopt;
  return test_at(TablesOfMargins(cells, 1), cells.a);
}

std::optional<double> fisher_smallest_p(const FourCells& cells) {
  if (has_empty_margin(cells)) return std::nullopt;
  const TablesOfMargins tables(cells, 1);
  const double low = tables.likelihood(tables.lowest()), high = tables.likelihood(tables.highest());
  return test_at(tables, low < high ? tables.lowest() : tables.highest()).two_sided;
}

std::optional<double> conditional_odds_ratio(const FourCells& cells) {
  if (has_empty_margin(cells)) return std::nullopt;
  const TablesOfMargins tables(cells, 1);
  if (cells.a == tables.highest()) return std::nullopt;
  if (cells.a == tables.lowest()) return 0;
  // The mean grows with the logarithm of the odds ratio at the rate of the variance: Newton's method, kept
  // between the bounds that it has found.
  const auto odds = [](std::int64_t one, std::int64_t other) {
    return std::log(static_cast<double>(one) + 0.5) - std::log(static_cast<double>(other) + 0.5);
  };
  double at = odds(cells.a, cells.b) + odds(cells.d, cells.c), low = at - 1, high = at + 1;
  while (moments_about(cells, low).mean_off > 0) low -= 2;
  while (moments_about(cells, high).mean_off < 0) high += 2;
  for (int round = 0; round < 200; ++round) {
    const Moments here = moments_about(cells, at);
    (here.mean_off > 0 ? high : low) = at;
    double next = at - here.mean_off / here.variance;
    if (!(next > low && next < high)) next = (low + high) / 2;
    const bool settled = std::abs(next - at) <= 1e-14 * std::max(1.0, std::abs(at));
    at = next;
    if (settled) break;
  }
  return std::exp(at);
}

std::optional<double> conditional_odds_ratio_as_r(const FourCells& cells) {
  const auto exact = conditional_odds_ratio(cells);
  if (!exact || *exact == 0) return exact;
  constexpr double smallest = std::numeric_limits<double>::epsilon();
  const double tolerance = std::pow(smallest, 0.25);
  const double off = moments_about(cells, 0).mean_off;
  if (off == 0) return 1;
  const auto mean_off = [&](double ratio) {
    // With a ratio of 0 every table has its smallest a.
    if (ratio == 0) return static_cast<double>(TablesOfMargins(cells, 1).lowest() - cells.a);
    return moments_about(cells, std::log(ratio)).mean_off;
  };
  if (off > 0) return root_between(0, 1, tolerance, mean_off);
  return 1 / root_between(smallest, 1, tolerance, [&](double inverse) { return mean_off(1 / inverse); });
}

}  // namespace gloss::stats
