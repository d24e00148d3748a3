// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of counts, a code by an attribute of its sources, and whether the two depend on each other.
//
//     O = a cell, E = row total * column total / N, what it would hold if they did not.
//
// A row or column without any count says nothing: it is left out of degrees of freedom and has no residuals.
// The tests take the units for independent, which passages of one interview are not; the honest unit is the
// source (see permutation.h). Where some E is below 5, the p-values here are rough (Cochran 1954): use
// Fisher's test (fisher.h) or a permutation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gloss::stats {

class Crosstab {
 public:
  Crosstab(std::size_t rows, std::size_t columns)
      : columns_(columns), cells_(rows * columns), row_totals_(rows), column_totals_(columns) {}
  /// REQUIRES: rows of equal length, counts of at least 0.
  explicit Crosstab(const std::vector<std::vector<std::int64_t>>& rows);
  /// A row of units with the code and one of those without it, a column for each group. REQUIRES: lists of
  /// equal length, 0 <= with_code <= units.
  static Crosstab of_code(const std::vector<std::int64_t>& with_code, const std::vector<std::int64_t>& units);

  /// REQUIRES: times >= 0.
  void add(std::size_t row, std::size_t column, std::int64_t times = 1);

  std::size_t rows() const { return row_totals_.size(); }
  std::size_t columns() const { return columns_; }
  std::int64_t at(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  std::int64_t row_total(std::size_t row) const { return row_totals_[row]; }
  std::int64_t column_total(std::size_t column) const { return column_totals_[column]; }
  std::int64_t n() const { return n_; }
  /// Those that are not empty.
  std::int64_t used_rows() const;
  std::int64_t used_columns() const;

 private:
  std::size_t columns_;
  std::vector<std::int64_t> cells_, row_totals_, column_totals_;
  std::int64_t n_ = 0;
};

/// A statistic that is chi-square distributed if there is nothing to find, and how often such a one is at
/// least as large then.
struct ChiSquareTest {
  double statistic = 0;
  std::int64_t df = 0;
  double p = 1;
};

/// P(X >= statistic). REQUIRES: statistic >= 0, df > 0.
double chi_square_p(double statistic, std::int64_t df);

/// E; nothing where N = 0.
std::optional<double> expected_count(const Crosstab& table, std::size_t row, std::size_t column);
/// The smallest E of the rows and columns in use; nothing where N = 0.
std::optional<double> smallest_expected(const Crosstab& table);

/// (used rows - 1)(used columns - 1), 0 for an empty table. At 0 the tests have no value: nothing varies.
std::int64_t degrees_of_freedom(const Crosstab& table);
/// sum (O - E)^2 / E. Pearson 1900.
std::optional<ChiSquareTest> chi_square_test(const Crosstab& table);
/// sum (|O - E| - min(1/2, |O - E|))^2 / E, so that a table nearer to independence than 1/2 gives 0, as R has
/// it. Only where two rows and two columns are in use. Yates 1934.
std::optional<ChiSquareTest> chi_square_test_yates(const Crosstab& table);
/// 2 sum O ln(O/E), 0 ln 0 = 0. Wilks 1935.
std::optional<ChiSquareTest> g2_test(const Crosstab& table);

/// sqrt(chi-square / N), without a sign. Range 0..1 for two rows or two columns, else up to
/// sqrt(min(rows, columns) - 1).
std::optional<double> phi_of_table(const Crosstab& table);
/// sqrt(chi-square / (N (min(used rows, used columns) - 1))). Cramer 1946. Range 0..1.
std::optional<double> cramers_v(const Crosstab& table);

/// (O - E) / sqrt(E (1 - row total / N)(1 - column total / N)), row by row: standard normal if there is
/// nothing to find. Haberman 1973. Nothing in rows and columns that are empty or hold all.
std::vector<std::optional<double>> adjusted_residuals(const Crosstab& table);

enum class Continuity : std::uint8_t { none, corrected };
/// Of the same units judged twice, by two coders or in two waves, b had the code the first time only, c the
/// second time only: (|b - c| - 1)^2 / (b + c), without the 1 where b = c or not `corrected`. McNemar 1947,
/// Edwards 1948. Nothing where b + c = 0.
std::optional<ChiSquareTest> mcnemar(std::int64_t only_first, std::int64_t only_second,
                                     Continuity continuity);
/// The same question without an approximation: twice the smaller tail of b of b + c at a half, at most 1.
std::optional<double> mcnemar_exact_p(std::int64_t only_first, std::int64_t only_second);

}  // namespace gloss::stats
