// SPDX-License-Identifier: GPL-3.0-or-later
// How far two coders, or a rule and a coder, agree on the same units beyond what chance would give.
//
//                  B: 0    B: 1 ...        cell (i, j) = units that A puts in category i and B in category j
//     A: 0          30       5
//     A: 1           2      63
//
// Cohen's kappa (1960) = (Po - Pe) / (1 - Pe), Po = share of units on which they agree, Pe = what two coders
// with these margins would reach by chance. Its standard error is that of Fleiss, Cohen & Everitt (1969) for
// kappa other than 0.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/proportion.h"

namespace gloss::stats {

/// Counts of units by two codings of them; square.
class AgreementTable {
 public:
  explicit AgreementTable(std::size_t categories)
      : categories_(categories), cells_(categories * categories, 0) {}
  void add(std::size_t a, std::size_t b, std::int64_t units) { cells_[a * categories_ + b] += units; }
  std::size_t categories() const { return categories_; }
  std::int64_t cell(std::size_t a, std::size_t b) const { return cells_[a * categories_ + b]; }
  std::int64_t units() const;

 private:
  std::size_t categories_;
  std::vector<std::int64_t> cells_;
};

/// The share of units on which both agree, with Wilson's interval.
Estimate percent_agreement(const AgreementTable& table);
/// Pe. Nothing where there are no units.
std::optional<double> expected_agreement(const AgreementTable& table);

struct Kappa {
  Estimate estimate;  ///< undefined: "no units", or "no variation" where both always choose one category;
                      ///< no interval where all agree, for then the formula's error is 0, the truth's is not
  std::optional<double> standard_error;  ///< empty where the interval is
};
Kappa cohen_kappa(const AgreementTable& table, double level = usual_level);

}  // namespace gloss::stats
