// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/crosstab.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cassert>
#include <cmath>

namespace gloss::stats {
namespace {

using SilentTails = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

std::int64_t count_used(const std::vector<std::int64_t>& totals) {
  return std::count_if(totals.begin(), totals.end(), [](std::int64_t total) { return total > 0; });
}

/// E of a table with N > 0.
double independent_count(const Crosstab& table, std::size_t row, std::size_t column) {
  return static_cast<double>(table.row_total(row)) * static_cast<double>(table.column_total(column)) /
         static_cast<double>(table.n());
}

/// The sum of term(O, E) over the rows and columns in use.
template <class Term>
std::optional<ChiSquareTest> sum_of_cells(const Crosstab& table, Term term) {
  const std::int64_t df = degrees_of_freedom(table);
  if (df == 0) return std::nullopt;
  double sum = 0;
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (std::size_t column = 0; column < table.columns(); ++column) {
      const double expected = independent_count(table, row, column);
      if (expected > 0) sum += term(static_cast<double>(table.at(row, column)), expected);
    }
  const double statistic = std::max(0.0, sum);  // G2 may come out a rounding error below 0
  return ChiSquareTest{statistic, df, chi_square_p(statistic, df)};
}

}  // namespace

Crosstab::Crosstab(const std::vector<std::vector<std::int64_t>>& rows)
    : Crosstab(rows.size(), rows.empty() ? 0 : rows.front().size()) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    assert(rows[row].size() == columns_);
    for (std::size_t column = 0; column < columns_; ++column) add(row, column, rows[row][column]);
  }
}

Crosstab Crosstab::of_code(const std::vector<std::int64_t>& with_code,
                           const std::vector<std::int64_t>& units) {
  assert(with_code.size() == units.size());
  Crosstab table(2, units.size());
  for (std::size_t group = 0; group < units.size(); ++group) {
    table.add(0, group, with_code[group]);
    table.add(1, group, units[group] - with_code[group]);
  }
  return table;
}

void Crosstab::add(std::size_t row, std::size_t column, std::int64_t times) {
  assert(row < rows() && column < columns_ && times >= 0);
  cells_[row * columns_ + column] += times;
  row_totals_[row] += times;
  column_totals_[column] += times;
  n_ += times;
}

std::int64_t Crosstab::used_rows() const { return count_used(row_totals_); }
std::int64_t Crosstab::used_columns() const { return count_used(column_totals_); }

double chi_square_p(double statistic, std::int64_t df) {
  assert(statistic >= 0 && df > 0);
  return boost::math::gamma_q(static_cast<double>(df) / 2, statistic / 2, SilentTails());
}

std::optional<double> expected_count(const Crosstab& table, std::size_t row, std::size_t column) {
  if (table.n() == 0) return std::nullopt;
  return independent_count(table, row, column);
}

std::optional<double> smallest_expected(const Crosstab& table) {
  if (table.n() == 0) return std::nullopt;
  std::int64_t row_total = table.n(), column_total = table.n();
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (table.row_total(row) > 0) row_total = std::min(row_total, table.row_total(row));
  for (std::size_t column = 0; column < table.columns(); ++column)
    if (table.column_total(column) > 0) column_total = std::min(column_total, table.column_total(column));
  return static_cast<double>(row_total) * static_cast<double>(column_total) / static_cast<double>(table.n());
}

std::int64_t degrees_of_freedom(const Crosstab& table) {
  return table.n() == 0 ? 0 : (table.used_rows() - 1) * (table.used_columns() - 1);
}

std::optional<ChiSquareTest> chi_square_test(const Crosstab& table) {
  return sum_of_cells(table, [](double o, double e) { return (o - e) * (o - e) / e; });
}

std::optional<ChiSquareTest> chi_square_test_yates(const Crosstab& table) {
  if (table.used_rows() != 2 || table.used_columns() != 2) return std::nullopt;
  return sum_of_cells(table, [](double o, double e) {
    const double apart = std::max(0.0, std::abs(o - e) - 0.5);
    return apart * apart / e;
  });
}

std::optional<ChiSquareTest> g2_test(const Crosstab& table) {
  return sum_of_cells(table, [](double o, double e) { return o == 0 ? 0 : 2 * o * std::log(o / e); });
}

std::optional<double> phi_of_table(const Crosstab& table) {
  const auto test = chi_square_test(table);
  if (!test) return std::nullopt;
  return std::sqrt(test->statistic / static_cast<double>(table.n()));
}

std::optional<double> cramers_v(const Crosstab& table) {
  const auto phi = phi_of_table(table);
  if (!phi) return std::nullopt;
  const auto most = static_cast<double>(std::min(table.used_rows(), table.used_columns()) - 1);
  return std::min(1.0, *phi / std::sqrt(most));
}

std::vector<std::optional<double>> adjusted_residuals(const Crosstab& table) {
  std::vector<std::optional<double>> all;
  all.reserve(table.rows() * table.columns());
  const auto n = static_cast<double>(table.n());
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (std::size_t column = 0; column < table.columns(); ++column) {
      all.emplace_back();
      const auto r = static_cast<double>(table.row_total(row)),
                 c = static_cast<double>(table.column_total(column));
      if (r == 0 || c == 0 || r == n || c == n) continue;
      const double expected = r * c / n;
      all.back() = (static_cast<double>(table.at(row, column)) - expected) /
                   std::sqrt(expected * (1 - r / n) * (1 - c / n));
    }
  return all;
}

std::optional<ChiSquareTest> mcnemar(std::int64_t only_first, std::int64_t only_second,
                                     Continuity continuity) {
  const auto changed = static_cast<double>(only_first + only_second);
  if (changed == 0) return std::nullopt;
  double apart = std::abs(static_cast<double>(only_first - only_second));
  if (continuity == Continuity::corrected && apart > 0) --apart;
  const double statistic = apart * apart / changed;
  return ChiSquareTest{statistic, 1, chi_square_p(statistic, 1)};
}

std::optional<double> mcnemar_exact_p(std::int64_t only_first, std::int64_t only_second) {
  if (only_first + only_second == 0) return std::nullopt;
  if (only_first == only_second) return 1;
  // P(X <= k) of n at a half is the regularised beta function of (n - k, k + 1) there.
  const auto fewer = static_cast<double>(std::min(only_first, only_second)),
             more = static_cast<double>(std::max(only_first, only_second));
  return std::min(1.0, 2 * boost::math::ibeta(more, fewer + 1, 0.5, SilentTails()));
}

}  // namespace gloss::stats
