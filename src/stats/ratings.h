// SPDX-License-Identifier: GPL-3.0-or-later
// How far two or more coders agree on the same units, beyond what chance would give; units may miss coders.
//
// Notation of statistics.md 2.8: n units, m coders, q categories (of the codebook, not only those used),
// r_uk = coders who put unit u into category k, r_u = coders who rated it. Observed agreement Po = mean over
// the units with r_u >= 2 of sum_k r_uk (r_uk - 1) / (r_u (r_u - 1)). All coefficients but alpha are
// (Po - Pe) / (1 - Pe) and differ in Pe, the agreement by chance. Where nothing varies, there is no value:
// never 1 or 0 by accident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace gloss::stats {

/// Units by coders.
class Ratings {
 public:
  static constexpr std::int32_t missing = -1;
  /// REQUIRES: at least one coder, one category.
  Ratings(std::size_t coders, std::size_t categories) : coders_(coders), categories_(categories) {}
  /// REQUIRES: one category or `missing` for each coder. `times`: so many units are alike.
  void add(const std::vector<std::int32_t>& unit, std::int64_t times = 1);

  std::size_t coders() const { return coders_; }
  std::size_t categories() const { return categories_; }
  std::size_t patterns() const { return times_.size(); }  ///< different or not: as they were added
  std::int32_t at(std::size_t pattern, std::size_t coder) const { return values_[pattern * coders_ + coder]; }
  std::int64_t times(std::size_t pattern) const { return times_[pattern]; }

 private:
  std::size_t coders_, categories_;
  std::vector<std::int32_t> values_;
  std::vector<std::int64_t> times_;
};

/// A coefficient of agreement. Without a value it says why: "no unit with two coders", "no variation".
struct Coefficient {
  std::optional<double> value, observed, expected;  ///< Po and Pe; of alpha 1 - Do and 1 - De
  std::string_view undefined;
};

/// How much two categories agree: 1 = the same, 0 = not at all. Symmetric.
using Weight = std::function<double(std::size_t, std::size_t)>;
double identity_weight(std::size_t a, std::size_t b);
/// 1 - ((a - b) / (q - 1))^2 for categories 0 to q - 1 in their order. REQUIRES: q >= 2.
Weight quadratic_weight(std::size_t categories);

/// Pe = sum p_k^2, p_k = mean over units of r_uk / r_u. Two coders: Scott 1955; more: Fleiss 1971
/// ("multi-pi"); with missing ratings Gwet 2014.
Coefficient fleiss_kappa(const Ratings& ratings);
/// Of each category by itself: 1 - sum_u x (m - x) / (n m (m - 1) p (1 - p)); Fleiss 1971. Nothing where
/// p is 0 or 1, or some unit misses a coder.
std::vector<std::optional<double>> fleiss_kappa_by_category(const Ratings& ratings);
/// Pe = sum of mean_k^2 - s_k^2 / m over the coders' own shares p_ck, s^2 their sample variance. Two coders:
/// Cohen's kappa. Conger 1980; with missing ratings Gwet 2014.
Coefficient conger_kappa(const Ratings& ratings);
/// Mean of Cohen's kappa over all pairs of coders. Light 1971. No value where that of a pair has none.
Coefficient light_kappa(const Ratings& ratings);
/// Pe = 1 / q. Bennett, Alpert & Goldstein 1954 (S); Brennan & Prediger 1981; Randolph 2005.
Coefficient brennan_prediger(const Ratings& ratings);
/// Pe = T sum p_k (1 - p_k) / (q (q - 1)), T = sum of all weights; the identity gives AC1 (Gwet 2008), others
/// AC2 (Gwet 2014). No value for q = 1.
Coefficient gwet_ac(const Ratings& ratings, const Weight& weight = identity_weight);
/// 1 - sum d o / sum d e over pairs of categories, d = 1 - weight. Two coders. Cohen 1968.
/// REQUIRES: two coders.
Coefficient weighted_kappa(const Ratings& ratings, const Weight& weight);

/// The square of how far two categories are apart, given how often each occurs in pairs (n_c of the
/// literature; only `ordinal` asks). 0 for a category and itself.
using Difference = std::function<double(std::size_t, std::size_t, const std::vector<double>&)>;
double nominal_difference(std::size_t a, std::size_t b, const std::vector<double>& totals);
/// (sum of n_g from a to b, less half of n_a and n_b)^2, categories in their order.
double ordinal_difference(std::size_t a, std::size_t b, const std::vector<double>& totals);
/// (value_a - value_b)^2, and ((value_a - value_b) / (value_a + value_b))^2.
Difference interval_difference(std::vector<double> values);
Difference ratio_difference(std::vector<double> values);

/// 1 - Do / De on the coincidences of the units with two ratings or more. Krippendorff 1970, 2004.
Coefficient krippendorff_alpha(const Ratings& ratings, const Difference& difference = nominal_difference);

/// Po itself.
Coefficient observed_agreement(const Ratings& ratings);
/// Units on which all coders are at most `tolerance` apart (0: agree), of all units. Nothing where there are
/// none, or some unit misses a coder.
std::optional<double> all_agree(const Ratings& ratings, std::size_t tolerance = 0);

}  // namespace gloss::stats
