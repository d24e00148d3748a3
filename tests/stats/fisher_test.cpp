// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/fisher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "stats/crosstab.h"

namespace gloss::stats {
namespace {

std::int64_t choose(std::int64_t n, std::int64_t k) {
  std::int64_t value = 1;
  for (std::int64_t i = 1; i <= k; ++i) value = value * (n - k + i) / i;
  return value;
}

/// How many ways lead to each first cell, in whole numbers.
std::map<std::int64_t, std::int64_t> ways(const FourCells& t) {
  std::map<std::int64_t, std::int64_t> all;
  const std::int64_t left = t.a + t.c, right = t.b + t.d, row = t.a + t.b;
  for (std::int64_t x = std::max<std::int64_t>(0, row - right); x <= std::min(left, row); ++x)
    all[x] = choose(left, x) * choose(right, row - x);
  return all;
}

FourCells random_cells(std::mt19937_64& random) {
  const auto one = [&] { return static_cast<std::int64_t>(random() % 10); };
  return {one(), one(), one(), one()};
}

bool has_margins(const FourCells& t) {
  return t.a + t.b > 0 && t.c + t.d > 0 && t.a + t.c > 0 && t.b + t.d > 0;
}

TEST(Fisher, CountsAllTablesOfTheMargins) {
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 random(seed);
    const FourCells t = random_cells(random);
    const auto test = fisher_exact(t);
    ASSERT_EQ(test.has_value(), has_margins(t)) << seed;
    if (!test) continue;
    ++checked;
    const auto all = ways(t);
    double sum = 0, greater = 0, less = 0, unlikely = 0, smallest = 1e300;
    for (const auto& [x, count] : all) {
      sum += double(count);
      if (x >= t.a) greater += double(count);
      if (x <= t.a) less += double(count);
      if (count <= all.at(t.a)) unlikely += double(count);
      double as_unlikely = 0;
      for (const auto& [y, other] : all)
        if (other <= count) as_unlikely += double(other);
      smallest = std::min(smallest, as_unlikely);
    }
    EXPECT_NEAR(test->greater, greater / sum, 1e-12) << seed;
    EXPECT_NEAR(test->less, less / sum, 1e-12) << seed;
    EXPECT_NEAR(test->two_sided, unlikely / sum, 1e-12) << seed;
    EXPECT_NEAR(*fisher_smallest_p(t), smallest / sum, 1e-12) << seed;
    EXPECT_LE(*fisher_smallest_p(t), test->two_sided + 1e-12);
  }
  EXPECT_GT(checked, 450);
}

TEST(Fisher, OddsRatioMakesTheFirstCellExpected) {
  int inside = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 random(seed);
    const FourCells t = random_cells(random);
    const auto odds = conditional_odds_ratio(t);
    if (!has_margins(t)) {
      EXPECT_FALSE(odds);
      continue;
    }
    const auto all = ways(t);
    if (t.a == all.rbegin()->first) {
      EXPECT_FALSE(odds) << seed;
    } else if (t.a == all.begin()->first) {
      EXPECT_EQ(odds, 0) << seed;
    } else {
      ++inside;
      ASSERT_TRUE(odds) << seed;
      double sum = 0, mean = 0;
      for (const auto& [x, count] : all) {
        const double weight = double(count) * std::pow(*odds, double(x));
        sum += weight;
        mean += weight * double(x);
      }
      EXPECT_NEAR(mean / sum, double(t.a), 1e-9) << seed;
      EXPECT_NEAR(*conditional_odds_ratio({t.b, t.a, t.d, t.c}) * *odds, 1, 1e-9) << seed;
    }
  }
  EXPECT_GT(inside, 300);
}

TEST(Fisher, KnowsTheLadyTastingTea) {
  const FourCells tea{3, 1, 1, 3};
  EXPECT_NEAR(fisher_exact(tea)->greater, 17.0 / 70, 1e-14);
  EXPECT_NEAR(fisher_exact(tea)->two_sided, 34.0 / 70, 1e-14);
  // The root of sum (x - 3) C(4,x)^2 w^x, from exact fractions; R's 6.408309 is as far as its search goes.
  EXPECT_NEAR(*conditional_odds_ratio(tea), 6.408319658199674, 1e-12);
  EXPECT_NEAR(*conditional_odds_ratio_as_r(tea), 6.408309, 5e-7);  // as R prints it
  EXPECT_NEAR(*conditional_odds_ratio_as_r({tea.b, tea.a, tea.d, tea.c}), 1 / 6.408319658199674, 1e-4);
  EXPECT_NEAR(*fisher_smallest_p({1, 3, 2, 3}), 4.0 / 84, 1e-14);
}

TEST(Fisher, TurnsWithItsTable) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const FourCells t = random_cells(random);
    if (!has_margins(t)) continue;
    const auto test = fisher_exact(t), swapped = fisher_exact({t.b, t.a, t.d, t.c}),
               turned = fisher_exact({t.a, t.c, t.b, t.d});
    EXPECT_NEAR(test->greater, swapped->less, 1e-12);
    EXPECT_NEAR(test->two_sided, swapped->two_sided, 1e-12);
    EXPECT_NEAR(test->greater, turned->greater, 1e-12);
    EXPECT_NEAR(test->two_sided, turned->two_sided, 1e-12);
  }
}

TEST(Fisher, IsRightForMillions) {
  // Tables that mirror each other are equally likely, however many steps lead there.
  const std::int64_t half = 5'000'000, off = 1'500;
  const auto even = fisher_exact({half / 2 + off, half / 2 - off, half / 2 - off, half / 2 + off});
  EXPECT_NEAR(even->two_sided, 2 * even->greater, 1e-9 * even->greater);
  const auto rough =
      chi_square_test_yates(Crosstab({{half / 2 + off, half / 2 - off}, {half / 2 - off, half / 2 + off}}));
  EXPECT_NEAR(even->two_sided / rough->p, 1, 1e-3);
  EXPECT_NEAR(even->greater + even->less, 1, 0.01);
  const FourCells sure{half, 1, 1, half};
  EXPECT_LT(fisher_exact(sure)->two_sided, 1e-300);
  EXPECT_NEAR(std::log(*conditional_odds_ratio(sure)), 2 * std::log(double(half)), 1);
  // With much counted, the estimate is nearly ad/bc.
  EXPECT_NEAR(*conditional_odds_ratio({600'000, 300'000, 200'000, 400'000}), 4, 1e-4);
}

TEST(Fisher, HasNoValueWhereOnlyOneTableIsThere) {
  for (const FourCells& t : {FourCells{}, FourCells{3, 4, 0, 0}, FourCells{3, 0, 4, 0}, FourCells{0, 0, 1, 2},
                             FourCells{0, 5, 0, 2}}) {
    EXPECT_FALSE(fisher_exact(t));
    EXPECT_FALSE(fisher_smallest_p(t));
    EXPECT_FALSE(conditional_odds_ratio(t));
  }
}

}  // namespace
}  // namespace gloss::stats
