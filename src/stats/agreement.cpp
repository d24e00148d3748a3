// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gloss::stats {
namespace {

struct Shares {
  std::vector<double> a, b;  // of A's and B's choices that fall on each category
  double observed = 0, expected = 0;
};

/// REQUIRES: there are units.
Shares shares_of(const AgreementTable& table) {
  const auto n = static_cast<double>(table.units());
  Shares shares{std::vector<double>(table.categories(), 0), std::vector<double>(table.categories(), 0)};
  for (std::size_t i = 0; i < table.categories(); ++i)
    for (std::size_t j = 0; j < table.categories(); ++j) {
      const double cell = static_cast<double>(table.cell(i, j)) / n;
      shares.a[i] += cell;
      shares.b[j] += cell;
      if (i == j) shares.observed += cell;
    }
  for (std::size_t i = 0; i < table.categories(); ++i) shares.expected += shares.a[i] * shares.b[i];
  return shares;
}

bool one_category_only(const AgreementTable& table) {
  for (std::size_t i = 0; i < table.categories(); ++i)
    if (table.cell(i, i) == table.units()) return true;
  return false;
}

}  // namespace

std::int64_t AgreementTable::units() const {
  return std::accumulate(cells_.begin(), cells_.end(), std::int64_t{0});
}

Estimate percent_agreement(const AgreementTable& table) {
  std::int64_t agreed = 0;
  for (std::size_t i = 0; i < table.categories(); ++i) agreed += table.cell(i, i);
  return share(agreed, table.units(), "no units");
}

std::optional<double> expected_agreement(const AgreementTable& table) {
  if (table.units() == 0) return std::nullopt;
  return shares_of(table).expected;
}

Kappa cohen_kappa(const AgreementTable& table, double level) {
  const std::int64_t units = table.units();
  if (units == 0) return {{{}, {}, "no units"}, {}};
  if (one_category_only(table)) return {{{}, {}, "no variation"}, {}};
  const Shares s = shares_of(table);
  const auto n = static_cast<double>(units);
  const double rest = 1 - s.expected, missed = 1 - s.observed;
  Kappa kappa;
  double agreed = 0, variance = 0;
  for (std::size_t i = 0; i < table.categories(); ++i) {
    agreed += static_cast<double>(table.cell(i, i));
    for (std::size_t j = 0; j < table.categories(); ++j) {
      const double cell = static_cast<double>(table.cell(i, j)) / n;
      const double weight = i == j ? rest - (s.a[i] + s.b[i]) * missed : (s.b[i] + s.a[j]) * missed;
      variance += cell * weight * weight;
    }
  }
  if (agreed == n) {
    kappa.estimate.value = 1;
    return kappa;
  }
  const double value = (s.observed - s.expected) / rest;
  const double mean = s.observed * s.expected - 2 * s.expected + s.observed;
  variance = std::max(0.0, variance - mean * mean) / (n * std::pow(rest, 4));
  kappa.standard_error = std::sqrt(variance);
  const double reach = standard_errors(level) * *kappa.standard_error;
  kappa.estimate = {value, Interval{std::max(-1.0, value - reach), std::min(1.0, value + reach)}, {}};
  return kappa;
}

}  // namespace gloss::stats
