// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/keyness.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gloss::stats {
namespace {

TEST(Keyness, AddsHalfToEveryCountAsRsCorporaDoes) {
  EXPECT_NEAR(*log_ratio({7, 1000, 2, 1000}, WhereZero::add_half), 1.585, 0.0005);
}

TEST(Keyness, FollowsItsFormulasFromOtherArithmetic) {
  for (const KeyTable t : {KeyTable{3, 40, 9, 700}, KeyTable{25, 400, 1, 90}, KeyTable{0, 30, 8, 100}}) {
    const double n = double(t.n1 + t.n2), f = double(t.f1 + t.f2);
    double sum = 0;
    for (const auto& [seen, rows, columns] : {std::tuple{double(t.f1), double(t.n1), f},
                                              {double(t.f2), double(t.n2), f},
                                              {double(t.n1 - t.f1), double(t.n1), n - f},
                                              {double(t.n2 - t.f2), double(t.n2), n - f}})
      if (seen > 0) sum += 2 * seen * (std::log(seen) + std::log(n) - std::log(rows) - std::log(columns));
    EXPECT_NEAR(*key_g2(t), sum, 1e-9);
    EXPECT_LE(*key_g2_two_cells(t), *key_g2(t));
  }
  const KeyTable often{60, 1000, 20, 1000};
  EXPECT_GT(*log_ratio_at_least(often), 0);
  EXPECT_LT(*log_ratio_at_least(often), *log_ratio(often, WhereZero::none));
  EXPECT_NEAR(*log_ratio_at_least({20, 1000, 60, 1000}), -*log_ratio_at_least(often), 1e-9);
}

TEST(Keyness, HasNoValueWhereNothingWasCounted) {
  EXPECT_FALSE(key_g2({0, 10, 0, 10}));
  EXPECT_FALSE(key_g2_two_cells({0, 10, 0, 10}));
  EXPECT_FALSE(log_ratio({0, 10, 0, 10}, WhereZero::add_half));
  EXPECT_FALSE(log_ratio({0, 10, 3, 10}, WhereZero::none));
  EXPECT_FALSE(log_ratio({3, 10, 0, 0}, WhereZero::half));
  EXPECT_FALSE(log_ratio_at_least({0, 10, 0, 10}));
  EXPECT_EQ(log_ratio({2, 10, 0, 10}, WhereZero::half), 2);
}

TEST(Keyness, ComparesRates) {
  EXPECT_DOUBLE_EQ(*relative_risk({6, 10'000, 4, 20'000}), 3);
  EXPECT_DOUBLE_EQ(*percent_diff({6, 10'000, 4, 20'000}), 200);
  EXPECT_EQ(*percent_diff({0, 10'000, 4, 20'000}), -100);
  EXPECT_NEAR(*simple_maths({7, 1000, 2, 1000}), 7001.0 / 2001, 1e-12);
  EXPECT_NEAR(*simple_maths({7, 1000, 2, 1000}, 100), 7100.0 / 2100, 1e-12);
  EXPECT_EQ(*simple_maths({0, 1000, 2, 1000}), 1.0 / 2001);
  for (std::int64_t f1 = 0; f1 < 20; ++f1)
    for (std::int64_t f2 = 1; f2 < 20; ++f2) {
      const KeyTable t{f1, 900, f2, 4000}, turned{f2, 4000, f1, 900};
      EXPECT_NEAR(*percent_diff(t), 100 * *relative_risk(t) - 100, 1e-9);
      if (f1 == 0) continue;
      EXPECT_NEAR(std::log2(*relative_risk(t)), *log_ratio(t, WhereZero::none), 1e-12);
      EXPECT_NEAR(*relative_risk(t) * *relative_risk(turned), 1, 1e-12);
      EXPECT_NEAR(*simple_maths(t) * *simple_maths(turned), 1, 1e-12);
      // Smoothing draws towards 1.
      EXPECT_LE(std::abs(std::log(*simple_maths(t, 10))), std::abs(std::log(*relative_risk(t))) + 1e-12);
    }
}

TEST(Keyness, MendsG2) {
  for (std::int64_t f1 = 1; f1 < 30; ++f1)
    for (std::int64_t f2 = 1; f2 < 30; ++f2) {
      const KeyTable t{f1, 60, f2, 40};
      const double f = double(f1 + f2);
      if (f < 100) {
        // Williams' q once more, multiplied out.
        const double q = 1 + (100.0 * 100 / (60 * 40) - 1) * (100.0 * 100 / (f * (100 - f)) - 1) / 600;
        EXPECT_NEAR(*key_g2_williams(t), *key_g2(t) / q, 1e-9);
        EXPECT_LE(*key_g2_williams(t), *key_g2(t));
      }
      EXPECT_NEAR(*key_bic(t), *key_g2_two_cells(t) - std::log(100), 1e-12);
      const double e1 = 0.6 * f, e2 = 0.4 * f;
      ASSERT_EQ(effect_size_ll(t).has_value(), e2 > 1);
      if (e2 <= 1) continue;
      const double sum =
          2 * (double(f1) * std::log(double(f1) / e1) + double(f2) * std::log(double(f2) / e2));
      EXPECT_NEAR(*effect_size_ll(t), sum / (100 * std::log(e2)), 1e-12);
    }
  const KeyTable often{60'000'000, 1'000'000'000, 20'000'000, 1'000'000'000};
  EXPECT_NEAR(*key_g2_williams(often) / *key_g2(often), 1, 1e-6);
}

TEST(Keyness, OfRatesHasNoValueWhereThereIsNone) {
  for (const KeyTable t :
       {KeyTable{0, 0, 3, 10}, KeyTable{3, 10, 0, 0}, KeyTable{0, 10, 0, 10}, KeyTable{}}) {
    EXPECT_FALSE(key_g2_williams(t));
    EXPECT_FALSE(simple_maths(t));
    EXPECT_FALSE(key_bic(t));
    EXPECT_FALSE(effect_size_ll(t));
    EXPECT_FALSE(relative_risk(t));
    EXPECT_FALSE(percent_diff(t));
  }
  EXPECT_FALSE(relative_risk({3, 10, 0, 10}));
  EXPECT_FALSE(key_g2_williams({10, 10, 10, 10}));
  EXPECT_FALSE(effect_size_ll({1, 10, 0, 10}));
}

}  // namespace
}  // namespace gloss::stats
