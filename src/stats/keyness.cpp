// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/keyness.h"

#include <algorithm>
#include <cmath>

#include "stats/cooccurrence.h"

namespace gloss::stats {
namespace {

/// log2 of the ratio of rates if a share `p` of the word's occurrences falls on the target.
double as_log_ratio(double p, const KeyTable& t) {
  return std::log2(p / (1 - p)) + std::log2(static_cast<double>(t.n2) / static_cast<double>(t.n1));
}

bool says_nothing(const KeyTable& t) { return t.f1 + t.f2 == 0 || t.n1 == 0 || t.n2 == 0; }

}  // namespace

std::optional<double> key_g2(const KeyTable& t) { return g2({t.f1, t.n1, t.f1 + t.f2, t.n1 + t.n2}); }

std::optional<double> key_g2_two_cells(const KeyTable& t) {
  if (says_nothing(t)) return std::nullopt;
  const double all = static_cast<double>(t.f1 + t.f2), n = static_cast<double>(t.n1 + t.n2);
  const auto cell = [&](std::int64_t f, std::int64_t part) {
    if (f == 0) return 0.0;
    return static_cast<double>(f) * std::log(static_cast<double>(f) * n / (static_cast<double>(part) * all));
  };
  return std::max(0.0, 2 * (cell(t.f1, t.n1) + cell(t.f2, t.n2)));
}

std::optional<double> log_ratio(const KeyTable& t, WhereZero zero) {
  if (says_nothing(t)) return std::nullopt;
  double f1 = static_cast<double>(t.f1), n1 = static_cast<double>(t.n1), f2 = static_cast<double>(t.f2),
         n2 = static_cast<double>(t.n2);
  switch (zero) {
    case WhereZero::none:
      if (t.f1 == 0 || t.f2 == 0) return std::nullopt;
      break;
    case WhereZero::half:
      f1 = std::max(f1, 0.5);
      f2 = std::max(f2, 0.5);
      break;
    case WhereZero::add_half:
      for (double* count : {&f1, &n1, &f2, &n2}) *count += 0.5;
      break;
  }
  return std::log2((f1 / n1) / (f2 / n2));
}

std::optional<double> log_ratio_at_least(const KeyTable& t, double level) {
  if (says_nothing(t)) return std::nullopt;
  const auto interval = clopper_pearson(t.f1, t.f1 + t.f2, level);
  const double low = as_log_ratio(interval->low, t), high = as_log_ratio(interval->high, t);
  return low > 0 ? low : high < 0 ? high : 0;
}

std::optional<double> log_ratio_lower(const KeyTable& t, double level) {
  if (says_nothing(t) || t.f1 == 0) return std::nullopt;
  return as_log_ratio(clopper_pearson(t.f1, t.f1 + t.f2, 2 * level - 1)->low, t);
}

std::optional<double> key_g2_williams(const KeyTable& t) {
  const auto value = key_g2(t);
  if (!value) return std::nullopt;
  const auto n1 = static_cast<double>(t.n1), n2 = static_cast<double>(t.n2),
             f = static_cast<double>(t.f1 + t.f2), n = n1 + n2;
  return *value / (1 + (n / n1 + n / n2 - 1) * (n / f + n / (n - f) - 1) / (6 * n));
}

std::optional<double> relative_risk(const KeyTable& t) {
  if (t.f2 == 0 || t.n1 == 0) return std::nullopt;
  return static_cast<double>(t.f1) / static_cast<double>(t.n1) *
         (static_cast<double>(t.n2) / static_cast<double>(t.f2));
}

std::optional<double> percent_diff(const KeyTable& t) {
  const auto ratio_of_rates = relative_risk(t);
  if (!ratio_of_rates) return std::nullopt;
  return 100 * (*ratio_of_rates - 1);
}

std::optional<double> simple_maths(const KeyTable& t, double smoothing) {
  if (says_nothing(t)) return std::nullopt;
  const auto smoothed = [&](std::int64_t f, std::int64_t n) {
    return 1e6 * static_cast<double>(f) / static_cast<double>(n) + smoothing;
  };
  return smoothed(t.f1, t.n1) / smoothed(t.f2, t.n2);
}

std::optional<double> key_bic(const KeyTable& t) {
  const auto value = key_g2_two_cells(t);
  if (!value) return std::nullopt;
  return *value - std::log(static_cast<double>(t.n1 + t.n2));
}

std::optional<double> effect_size_ll(const KeyTable& t) {
  const auto value = key_g2_two_cells(t);
  if (!value) return std::nullopt;
  const auto n = static_cast<double>(t.n1 + t.n2);
  const double expected = static_cast<double>(std::min(t.n1, t.n2)) * static_cast<double>(t.f1 + t.f2) / n;
  if (expected <= 1) return std::nullopt;
  return *value / (n * std::log(expected));
}

}  // namespace gloss::stats
