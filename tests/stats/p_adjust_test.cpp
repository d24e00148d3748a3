// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/p_adjust.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace gloss::stats {
namespace {

using Ps = std::vector<std::optional<double>>;

/// Some without a value, some equal.
Ps random_ps(std::mt19937_64& random) {
  Ps all(random() % 12);
  for (auto& p : all)
    if (random() % 5 != 0) p = double(random() % 21) / 20 * (random() % 2 == 0 ? 1 : 0.1);
  return all;
}

/// From the definitions, each by itself: over all p at least (at most) as large as this.
Ps slowly_adjusted(const Ps& all, PAdjustment adjustment) {
  Ps adjusted(all.size());
  const auto m = double(std::count_if(all.begin(), all.end(), [](const auto& p) { return p.has_value(); }));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i]) continue;
    double value = adjustment == PAdjustment::benjamini_hochberg ? 1 : 0;
    for (const auto& other : all) {
      if (!other) continue;
      double up_to = 0, below = 0;
      for (const auto& third : all) {
        if (third && *third <= *other) ++up_to;
        if (third && *third < *other) ++below;
      }
      if (adjustment == PAdjustment::benjamini_hochberg && *other >= *all[i])
        value = std::min(value, m * *other / up_to);
      if (adjustment == PAdjustment::holm && *other <= *all[i])
        value = std::max(value, std::min(1.0, (m - below) * *other));
      if (adjustment == PAdjustment::bonferroni) value = std::min(1.0, m * *all[i]);
    }
    adjusted[i] = value;
  }
  return adjusted;
}

constexpr PAdjustment all_adjustments[] = {PAdjustment::benjamini_hochberg, PAdjustment::holm,
                                           PAdjustment::bonferroni};

TEST(PAdjust, FollowsTheDefinitions) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const Ps given = random_ps(random);
    for (const PAdjustment adjustment : all_adjustments) {
      const Ps fast = p_adjust(given, adjustment), slow = slowly_adjusted(given, adjustment);
      ASSERT_EQ(fast.size(), slow.size());
      for (std::size_t i = 0; i < fast.size(); ++i) {
        ASSERT_EQ(fast[i].has_value(), given[i].has_value()) << seed;
        if (!fast[i]) continue;
        EXPECT_NEAR(*fast[i], *slow[i], 1e-12) << seed;
      }
    }
  }
}

TEST(PAdjust, KeepsTheOrderAndTheStrengthOfTheMethods) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const Ps given = random_ps(random);
    std::vector<std::size_t> order(given.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    Ps shuffled;
    for (const std::size_t i : order) shuffled.push_back(given[i]);
    for (const PAdjustment adjustment : all_adjustments) {
      const Ps before = p_adjust(given, adjustment), after = p_adjust(shuffled, adjustment);
      for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(before[order[i]], after[i]);
    }
    const Ps bh = p_adjust(given, all_adjustments[0]), holm = p_adjust(given, all_adjustments[1]),
             bonferroni = p_adjust(given, all_adjustments[2]);
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (!given[i]) continue;
      EXPECT_LE(*given[i], *bh[i] + 1e-12);
      EXPECT_LE(*bh[i], *holm[i] + 1e-12);
      EXPECT_LE(*holm[i], *bonferroni[i] + 1e-12);
      EXPECT_LE(*bonferroni[i], 1);
    }
  }
}

TEST(PAdjust, DoesNotCountTestsWithoutAValue) {
  const Ps given{0.02, std::nullopt, 0.01, std::nullopt};
  EXPECT_EQ(p_adjust(given, PAdjustment::bonferroni), (Ps{0.04, std::nullopt, 0.02, std::nullopt}));
  EXPECT_EQ(p_adjust(given, PAdjustment::benjamini_hochberg), (Ps{0.02, std::nullopt, 0.02, std::nullopt}));
  EXPECT_EQ(p_adjust({}, PAdjustment::holm), Ps());
  EXPECT_EQ(p_adjust({std::nullopt}, PAdjustment::holm), Ps(1));
  EXPECT_EQ(p_adjust({0.3}, PAdjustment::holm), Ps{0.3});
}

TEST(PAdjust, IsFoundByName) {
  EXPECT_EQ(p_adjustment_named("holm"), PAdjustment::holm);
  EXPECT_EQ(p_adjustment_named("benjamini_hochberg"), PAdjustment::benjamini_hochberg);
  EXPECT_EQ(p_adjustment_named("bonferroni"), PAdjustment::bonferroni);
  EXPECT_FALSE(p_adjustment_named("hochberg"));
}

}  // namespace
}  // namespace gloss::stats
