// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ratings.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "stats/agreement.h"

namespace gloss::stats {
namespace {

constexpr std::string_view too_few = "no unit with two coders", no_variation = "no variation";

/// Calls use(counts by category, ratings of the unit, how many such units).
template <class Use>
void for_each_unit(const Ratings& ratings, Use use) {
  std::vector<double> counts(ratings.categories());
  for (std::size_t pattern = 0; pattern < ratings.patterns(); ++pattern) {
    std::fill(counts.begin(), counts.end(), 0.0);
    double rated = 0;
    for (std::size_t coder = 0; coder < ratings.coders(); ++coder)
      if (const std::int32_t category = ratings.at(pattern, coder); category != Ratings::missing) {
        ++counts[static_cast<std::size_t>(category)];
        ++rated;
      }
    use(std::as_const(counts), rated, static_cast<double>(ratings.times(pattern)));
  }
}

/// Po, or nothing.
std::optional<double> observed(const Ratings& ratings, const Weight& weight) {
  double units = 0, sum = 0;
  for_each_unit(ratings, [&](const std::vector<double>& counts, double rated, double times) {
    if (rated < 2) return;
    units += times;
    double agreed = 0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      if (counts[k] == 0) continue;
      double like = 0;  // ratings that agree with k, by their weight
      for (std::size_t l = 0; l < counts.size(); ++l)
        if (counts[l] > 0) like += weight(k, l) * counts[l];
      agreed += counts[k] * (like - 1);
    }
    sum += times * agreed / (rated * (rated - 1));
  });
  if (units == 0) return std::nullopt;
  return sum / units;
}

/// p_k: mean over the rated units of r_uk / r_u.
std::vector<double> shares(const Ratings& ratings) {
  std::vector<double> all(ratings.categories(), 0);
  double units = 0;
  for_each_unit(ratings, [&](const std::vector<double>& counts, double rated, double times) {
    if (rated == 0) return;
    units += times;
    for (std::size_t k = 0; k < counts.size(); ++k) all[k] += times * counts[k] / rated;
  });
  for (double& share : all) share /= units;
  return all;
}

/// Whether every rating is the same.
bool never_varies(const std::vector<double>& shares) {
  return std::count_if(shares.begin(), shares.end(), [](double p) { return p > 0; }) < 2;
}

Coefficient beyond_chance(std::optional<double> po, double pe, bool varies) {
  if (!po) return {{}, {}, {}, too_few};
  if (!varies || pe == 1) return {{}, po, pe, no_variation};
  return {(*po - pe) / (1 - pe), po, pe, {}};
}

AgreementTable table_of(const Ratings& ratings, std::size_t a, std::size_t b) {
  AgreementTable table(ratings.categories());
  for (std::size_t pattern = 0; pattern < ratings.patterns(); ++pattern) {
    const std::int32_t x = ratings.at(pattern, a), y = ratings.at(pattern, b);
    if (x != Ratings::missing && y != Ratings::missing)
      table.add(static_cast<std::size_t>(x), static_cast<std::size_t>(y), ratings.times(pattern));
  }
  return table;
}

bool is_complete(const Ratings& ratings) {
  for (std::size_t pattern = 0; pattern < ratings.patterns(); ++pattern)
    for (std::size_t coder = 0; coder < ratings.coders(); ++coder)
      if (ratings.at(pattern, coder) == Ratings::missing) return false;
  return true;
}

}  // namespace

void Ratings::add(const std::vector<std::int32_t>& unit, std::int64_t times) {
  assert(unit.size() == coders_);
  values_.insert(values_.end(), unit.begin(), unit.end());
  times_.push_back(times);
}

double identity_weight(std::size_t a, std::size_t b) { return a == b ? 1 : 0; }

Weight quadratic_weight(std::size_t categories) {
  const auto widest = static_cast<double>(categories - 1);
  return [widest](std::size_t a, std::size_t b) {
    const double apart = (static_cast<double>(a) - static_cast<double>(b)) / widest;
    return 1 - apart * apart;
  };
}

Coefficient observed_agreement(const Ratings& ratings) {
  const auto po = observed(ratings, identity_weight);
  if (!po) return {{}, {}, {}, too_few};
  return {po, po, {}, {}};
}

Coefficient fleiss_kappa(const Ratings& ratings) {
  const auto p = shares(ratings);
  double pe = 0;
  for (const double share : p) pe += share * share;
  return beyond_chance(observed(ratings, identity_weight), pe, !never_varies(p));
}

std::vector<std::optional<double>> fleiss_kappa_by_category(const Ratings& ratings) {
  const auto p = shares(ratings);
  std::vector<std::optional<double>> all(ratings.categories());
  if (ratings.coders() < 2 || !is_complete(ratings)) return all;
  const auto m = static_cast<double>(ratings.coders());
  std::vector<double> mixed(ratings.categories(), 0);
  double units = 0;
  for_each_unit(ratings, [&](const std::vector<double>& counts, double, double times) {
    units += times;
    for (std::size_t k = 0; k < counts.size(); ++k) mixed[k] += times * counts[k] * (m - counts[k]);
  });
  for (std::size_t k = 0; k < p.size(); ++k)
    if (p[k] > 0 && p[k] < 1) all[k] = 1 - mixed[k] / (units * m * (m - 1) * p[k] * (1 - p[k]));
  return all;
}

Coefficient conger_kappa(const Ratings& ratings) {
  const std::size_t coders = ratings.coders(), categories = ratings.categories();
  std::vector<double> of_coder(coders * categories, 0), rated(coders, 0);
  for (std::size_t pattern = 0; pattern < ratings.patterns(); ++pattern)
    for (std::size_t coder = 0; coder < coders; ++coder)
      if (const std::int32_t category = ratings.at(pattern, coder); category != Ratings::missing) {
        const auto times = static_cast<double>(ratings.times(pattern));
        of_coder[coder * categories + static_cast<std::size_t>(category)] += times;
        rated[coder] += times;
      }
  const auto m = static_cast<double>(coders);
  double pe = 0;
  for (std::size_t k = 0; k < categories; ++k) {
    double sum = 0, squares = 0;
    for (std::size_t coder = 0; coder < coders; ++coder) {
      if (rated[coder] == 0) continue;
      const double share = of_coder[coder * categories + k] / rated[coder];
      sum += share;
      squares += share * share;
    }
    if (m > 1) pe += (sum * sum - squares) / (m * (m - 1));  // = mean^2 - s^2 / m
  }
  return beyond_chance(observed(ratings, identity_weight), pe, !never_varies(shares(ratings)));
}

Coefficient light_kappa(const Ratings& ratings) {
  double sum = 0, pairs = 0;
  for (std::size_t a = 0; a < ratings.coders(); ++a)
    for (std::size_t b = a + 1; b < ratings.coders(); ++b, ++pairs) {
      const Estimate kappa = cohen_kappa(table_of(ratings, a, b)).estimate;
      if (!kappa.value) return {{}, {}, {}, kappa.undefined};
      sum += *kappa.value;
    }
  if (pairs == 0) return {{}, {}, {}, too_few};
  return {sum / pairs, observed(ratings, identity_weight), {}, {}};
}

Coefficient brennan_prediger(const Ratings& ratings) {
  // Pe does not come from what was rated, so that nothing varies is no fault here.
  return beyond_chance(observed(ratings, identity_weight), 1.0 / static_cast<double>(ratings.categories()),
                       true);
}

Coefficient gwet_ac(const Ratings& ratings, const Weight& weight) {
  const std::size_t categories = ratings.categories();
  const auto po = observed(ratings, weight);
  if (categories < 2) return {{}, po, {}, no_variation};
  double all_weights = 0, spread = 0;
  for (std::size_t a = 0; a < categories; ++a)
    for (std::size_t b = 0; b < categories; ++b) all_weights += weight(a, b);
  for (const double p : shares(ratings)) spread += p * (1 - p);
  const auto q = static_cast<double>(categories);
  return beyond_chance(po, all_weights * spread / (q * (q - 1)), true);
}

Coefficient weighted_kappa(const Ratings& ratings, const Weight& weight) {
  assert(ratings.coders() == 2);
  const AgreementTable table = table_of(ratings, 0, 1);
  const std::size_t categories = ratings.categories();
  const auto n = static_cast<double>(table.units());
  if (n == 0) return {{}, {}, {}, too_few};
  std::vector<double> a(categories, 0), b(categories, 0);
  for (std::size_t i = 0; i < categories; ++i)
    for (std::size_t j = 0; j < categories; ++j) {
      a[i] += static_cast<double>(table.cell(i, j)) / n;
      b[j] += static_cast<double>(table.cell(i, j)) / n;
    }
  double po = 0, pe = 0;
  for (std::size_t i = 0; i < categories; ++i)
    for (std::size_t j = 0; j < categories; ++j) {
      po += weight(i, j) * static_cast<double>(table.cell(i, j)) / n;
      pe += weight(i, j) * a[i] * b[j];
    }
  return beyond_chance(po, pe, pe < 1);
}

double nominal_difference(std::size_t a, std::size_t b, const std::vector<double>&) { return a == b ? 0 : 1; }

double ordinal_difference(std::size_t a, std::size_t b, const std::vector<double>& totals) {
  if (a == b) return 0;
  const auto [low, high] = std::minmax(a, b);
  double between = 0;
  for (std::size_t g = low; g <= high; ++g) between += totals[g];
  between -= (totals[a] + totals[b]) / 2;
  return between * between;
}

Difference interval_difference(std::vector<double> values) {
  return [values = std::move(values)](std::size_t a, std::size_t b, const std::vector<double>&) {
    return (values[a] - values[b]) * (values[a] - values[b]);
  };
}

Difference ratio_difference(std::vector<double> values) {
  return [values = std::move(values)](std::size_t a, std::size_t b, const std::vector<double>&) {
    if (values[a] == values[b]) return 0.0;
    const double apart = (values[a] - values[b]) / (values[a] + values[b]);
    return apart * apart;
  };
}

Coefficient krippendorff_alpha(const Ratings& ratings, const Difference& difference) {
  const std::size_t categories = ratings.categories();
  std::vector<double> coincidences(categories * categories, 0), totals(categories, 0);
  for_each_unit(ratings, [&](const std::vector<double>& counts, double rated, double times) {
    if (rated < 2) return;
    for (std::size_t c = 0; c < categories; ++c)
      for (std::size_t k = 0; k < categories; ++k)
        coincidences[c * categories + k] += times * counts[c] * (counts[k] - (c == k ? 1 : 0)) / (rated - 1);
    for (std::size_t c = 0; c < categories; ++c) totals[c] += times * counts[c];
  });
  double n = 0, seen = 0, by_chance = 0;
  for (const double total : totals) n += total;
  if (n == 0) return {{}, {}, {}, too_few};
  for (std::size_t c = 0; c < categories; ++c)
    for (std::size_t k = 0; k < categories; ++k) {
      if (c == k || totals[c] == 0 || totals[k] == 0) continue;
      const double apart = difference(c, k, totals);
      seen += coincidences[c * categories + k] * apart;
      by_chance += totals[c] * totals[k] * apart;
    }
  const double do_ = seen / n, de = by_chance / (n * (n - 1));
  if (by_chance == 0) return {{}, 1 - do_, 1.0, no_variation};
  return {1 - do_ / de, 1 - do_, 1 - de, {}};
}

std::optional<double> all_agree(const Ratings& ratings, std::size_t tolerance) {
  double units = 0, agreed = 0;
  if (!is_complete(ratings)) return std::nullopt;
  for (std::size_t pattern = 0; pattern < ratings.patterns(); ++pattern) {
    std::int32_t low = ratings.at(pattern, 0), high = low;
    for (std::size_t coder = 1; coder < ratings.coders(); ++coder) {
      low = std::min(low, ratings.at(pattern, coder));
      high = std::max(high, ratings.at(pattern, coder));
    }
    const auto times = static_cast<double>(ratings.times(pattern));
    units += times;
    if (static_cast<std::size_t>(high - low) <= tolerance) agreed += times;
  }
  if (units == 0) return std::nullopt;
  return agreed / units;
}

}  // namespace gloss::stats
