// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/crosstab.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "stats/cooccurrence.h"

namespace gloss::stats {
namespace {

using Rows = std::vector<std::vector<std::int64_t>>;

/// Up to 4 x 4, some with empty rows or columns.
Rows random_rows(std::mt19937_64& random) {
  Rows rows(1 + random() % 4, std::vector<std::int64_t>(1 + random() % 4));
  const auto most = static_cast<std::int64_t>(1 + random() % 40);
  for (auto& row : rows)
    for (auto& cell : row)
      cell = static_cast<std::int64_t>(random()) % 3 == 0 ? 0 : std::int64_t(random() >> 1) % most;
  return rows;
}

double x_ln_x(double x) { return x == 0 ? 0 : x * std::log(x); }

TEST(Crosstab, FollowsTheDefinitions) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const Rows rows = random_rows(random);
    const Crosstab table(rows);
    std::vector<double> r(rows.size(), 0), c(rows[0].size(), 0);
    double n = 0, entropy = 0, squares = 0;
    for (std::size_t i = 0; i < r.size(); ++i)
      for (std::size_t j = 0; j < c.size(); ++j) {
        r[i] += double(rows[i][j]);
        c[j] += double(rows[i][j]);
        n += double(rows[i][j]);
        entropy += x_ln_x(double(rows[i][j]));
      }
    for (const double total : r) entropy -= x_ln_x(total);
    for (const double total : c) entropy -= x_ln_x(total);
    // Chi-square as N (sum O^2 / (row column) - 1).
    for (std::size_t i = 0; i < r.size(); ++i)
      for (std::size_t j = 0; j < c.size(); ++j)
        if (r[i] * c[j] > 0) squares += double(rows[i][j]) * double(rows[i][j]) / (r[i] * c[j]);
    const auto used = [](const std::vector<double>& totals) {
      return std::count_if(totals.begin(), totals.end(), [](double total) { return total > 0; });
    };
    const auto df = n == 0 ? 0 : (used(r) - 1) * (used(c) - 1);
    EXPECT_EQ(degrees_of_freedom(table), df);
    const auto test = chi_square_test(table), g2 = g2_test(table);
    ASSERT_EQ(test.has_value(), df > 0) << seed;
    ASSERT_EQ(g2.has_value(), df > 0) << seed;
    EXPECT_EQ(cramers_v(table).has_value(), df > 0);
    if (df == 0) continue;
    ++defined;
    EXPECT_EQ(test->df, df);
    EXPECT_NEAR(test->statistic, n * (squares - 1), 1e-9);
    EXPECT_NEAR(g2->statistic, 2 * (entropy + x_ln_x(n)), 1e-8);
    EXPECT_NEAR(*phi_of_table(table), std::sqrt(test->statistic / n), 1e-12);
    EXPECT_GE(*cramers_v(table), 0);
    EXPECT_LE(*cramers_v(table), 1);
  }
  EXPECT_GT(defined, 150);
}

TEST(Crosstab, ResidualIsTheRootOfTheChiSquareOfItsCellAgainstTheRest) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const Crosstab table(random_rows(random));
    const auto residuals = adjusted_residuals(table);
    ASSERT_EQ(residuals.size(), table.rows() * table.columns());
    for (std::size_t i = 0; i < table.rows(); ++i)
      for (std::size_t j = 0; j < table.columns(); ++j) {
        const PairTable cell{table.at(i, j), table.row_total(i), table.column_total(j), table.n()};
        const auto alone = chi_square(cell);
        const auto& residual = residuals[i * table.columns() + j];
        ASSERT_EQ(residual.has_value(), alone.has_value()) << seed;
        if (!alone) continue;
        EXPECT_NEAR(*residual * *residual, *alone, 1e-9 * (1 + *alone));
        EXPECT_EQ(*residual < -1e-9, *phi(cell) < -1e-9);
      }
  }
}

TEST(Crosstab, DoesNotDependOnOrderOrOnEmptyRows) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    Rows rows = random_rows(random);
    const Crosstab before(rows);
    Crosstab turned(rows[0].size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < rows[0].size(); ++j) turned.add(j, i, rows[i][j]);
    std::shuffle(rows.begin(), rows.end(), random);
    rows.emplace_back(rows[0].size(), 0);
    for (auto& row : rows) row.insert(row.begin(), 0);
    for (const Crosstab& after : {turned, Crosstab(rows)}) {
      const auto x = chi_square_test(before), y = chi_square_test(after);
      ASSERT_EQ(x.has_value(), y.has_value()) << seed;
      EXPECT_EQ(smallest_expected(before).has_value(), smallest_expected(after).has_value());
      if (!x) continue;
      EXPECT_NEAR(x->statistic, y->statistic, 1e-9);
      EXPECT_EQ(x->df, y->df);
      EXPECT_NEAR(g2_test(before)->statistic, g2_test(after)->statistic, 1e-9);
      EXPECT_NEAR(*cramers_v(before), *cramers_v(after), 1e-9);
      EXPECT_DOUBLE_EQ(*smallest_expected(before), *smallest_expected(after));
    }
  }
}

TEST(Crosstab, YatesTakesAHalfFromEachCellButNoMoreThanThereIs) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const auto a = std::int64_t(random() % 20), b = std::int64_t(random() % 20),
               c = std::int64_t(random() % 20), d = std::int64_t(random() % 20);
    const double n = double(a + b + c + d), product = double((a + b) * (c + d) * (a + c) * (b + d));
    const auto test = chi_square_test_yates(Crosstab({{a, b}, {c, d}}));
    ASSERT_EQ(test.has_value(), product > 0);
    if (!test) continue;
    const double apart = std::max(0.0, std::abs(double(a * d - b * c)) - n / 2);
    EXPECT_NEAR(test->statistic, n * apart * apart / product, 1e-9) << seed;
  }
  EXPECT_FALSE(chi_square_test_yates(Crosstab({{3, 4, 1}, {5, 6, 7}})));
  EXPECT_EQ(chi_square_test_yates(Crosstab({{3, 14}, {2, 10}}))->statistic, 0);
}

TEST(Crosstab, OfACodeHasThoseWithoutItInTheSecondRow) {
  const Crosstab table = Crosstab::of_code({3, 0, 7}, {5, 4, 7});
  EXPECT_EQ(table.at(1, 0), 2);
  EXPECT_EQ(table.at(1, 2), 0);
  EXPECT_EQ(table.column_total(1), 4);
  EXPECT_EQ(table.n(), 16);
}

TEST(ChiSquareP, FollowsTheClosedForms) {
  for (const double x : {0.0, 0.01, 0.5, 1.0, 3.841, 10.0, 77.0, 500.0}) {
    EXPECT_NEAR(chi_square_p(x, 1), std::erfc(std::sqrt(x / 2)), 1e-12 * chi_square_p(x, 1) + 1e-300);
    double term = std::exp(-x / 2), sum = term;
    EXPECT_NEAR(chi_square_p(x, 2), sum, 1e-12 * sum);
    for (int df = 4; df <= 40; df += 2) {  // a sum of Poisson chances
      term *= x / (df - 2);
      sum += term;
      EXPECT_NEAR(chi_square_p(x, df), sum, 1e-11 * sum) << x << " " << df;
    }
  }
  EXPECT_NEAR(chi_square_p(3.841459, 1), 0.05, 1e-7);
}

TEST(Crosstab, IsRightForTensOfMillions) {
  const std::int64_t large = 10'000'000;
  const Crosstab small({{7, 3}, {2, 8}}), big({{7 * large, 3 * large}, {2 * large, 8 * large}});
  EXPECT_NEAR(chi_square_test(big)->statistic / double(large), chi_square_test(small)->statistic, 1e-9);
  EXPECT_NEAR(g2_test(big)->statistic / double(large), g2_test(small)->statistic, 1e-9);
  EXPECT_NEAR(*cramers_v(big), *cramers_v(small), 1e-12);
  EXPECT_NEAR(g2_test(Crosstab({{large, large}, {large, large}}))->statistic, 0, 1e-6);
  EXPECT_EQ(*cramers_v(Crosstab({{large, 0, 0}, {0, large, 1}})), 1);
}

TEST(Crosstab, HasNoValueWhereNothingVaries) {
  for (const Crosstab& table :
       {Crosstab(0, 0), Crosstab(2, 3), Crosstab({{4, 0}, {6, 0}}), Crosstab({{4, 6}})}) {
    EXPECT_FALSE(chi_square_test(table));
    EXPECT_FALSE(g2_test(table));
    EXPECT_FALSE(phi_of_table(table));
    EXPECT_FALSE(cramers_v(table));
    for (const auto& residual : adjusted_residuals(table)) EXPECT_FALSE(residual);
  }
  EXPECT_FALSE(smallest_expected(Crosstab(2, 3)));
  EXPECT_FALSE(expected_count(Crosstab(2, 3), 0, 0));
  EXPECT_DOUBLE_EQ(*smallest_expected(Crosstab({{4, 0, 6}, {1, 0, 9}})), 2.5);
}

TEST(McNemar, ComparesThoseThatChanged) {
  for (std::int64_t b = 0; b < 15; ++b)
    for (std::int64_t c = 0; c < 15; ++c) {
      const auto plain = mcnemar(b, c, Continuity::none), corrected = mcnemar(b, c, Continuity::corrected);
      const auto exact = mcnemar_exact_p(b, c);
      ASSERT_EQ(plain.has_value(), b + c > 0);
      ASSERT_EQ(corrected.has_value(), b + c > 0);
      ASSERT_EQ(exact.has_value(), b + c > 0);
      if (b + c == 0) continue;
      EXPECT_DOUBLE_EQ(plain->statistic, double((b - c) * (b - c)) / double(b + c));
      const double apart = std::max(0.0, std::abs(double(b - c)) - 1);
      EXPECT_DOUBLE_EQ(corrected->statistic, apart * apart / double(b + c));
      double tail = 0, binomial = 1;
      for (std::int64_t k = 0; k <= std::min(b, c); ++k) {
        tail += binomial;
        binomial *= double(b + c - k) / double(k + 1);
      }
      EXPECT_NEAR(*exact, std::min(1.0, 2 * tail * std::pow(0.5, double(b + c))), 1e-12);
      EXPECT_EQ(*exact, *mcnemar_exact_p(c, b));
    }
}

}  // namespace
}  // namespace gloss::stats
