// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rule_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.h"

namespace gloss::stats {
namespace {

TEST(RuleQuality, FollowsTheDefinitions) {
  const Quality q = quality({30, 10, 20, 40});
  EXPECT_NEAR(*q.precision.value, 0.75, 1e-15);
  EXPECT_NEAR(*q.recall.value, 0.6, 1e-15);
  EXPECT_NEAR(*q.f1.value, 2 * 0.75 * 0.6 / (0.75 + 0.6), 1e-15);
  EXPECT_NEAR(*q.kappa.value, 0.4, 1e-12);  // Po .70, Pe .4 * .5 + .6 * .5
  EXPECT_NEAR(*q.prevalence, -0.1, 1e-15);
  EXPECT_NEAR(*q.bias, -0.1, 1e-15);
  EXPECT_EQ(q.precision.interval, wilson(30, 40));
  EXPECT_EQ(q.recall.interval, wilson(30, 50));
}

TEST(RuleQuality, SaysWhyAFigureHasNoValue) {
  const Quality none = quality({0, 0, 0, 25});
  EXPECT_EQ(none.precision.undefined, "no hits");
  EXPECT_EQ(none.recall.undefined, "no codings by the coder");
  EXPECT_EQ(none.f1.undefined, "neither hits nor codings");
  EXPECT_EQ(none.kappa.undefined, "no variation");
  EXPECT_EQ(none.prevalence, -1);
  const Quality missed = quality({0, 0, 4, 21});
  EXPECT_FALSE(missed.precision.value);
  EXPECT_EQ(missed.recall.value, 0);
  EXPECT_EQ(missed.f1.value, 0);
  EXPECT_EQ(missed.f1.interval->low, 0);
  const Quality unread = quality({});
  EXPECT_EQ(unread.kappa.undefined, "no units");
  EXPECT_FALSE(unread.bias);
}

TEST(RuleQuality, F1IntervalHoldsTheTruthAboutAsOftenAsItPromises) {
  // Units drawn from a population whose F1 is 2 * .10 / (2 * .10 + .06 + .04) = 2/3.
  Random random(11);
  int held = 0;
  const int rounds = 2000, units = 300;
  for (int round = 0; round < rounds; ++round) {
    Confusion drawn;
    for (int i = 0; i < units; ++i) {
      const auto at = random.below(100);
      ++(at < 10 ? drawn.tp : at < 16 ? drawn.fp : at < 20 ? drawn.fn : drawn.tn);
    }
    const Quality q = quality(drawn);
    if (q.f1.interval->low <= 2.0 / 3 && 2.0 / 3 <= q.f1.interval->high) ++held;
  }
  EXPECT_GT(held, 0.93 * rounds);
  EXPECT_LT(held, 0.97 * rounds);
}

TEST(RuleQualityOverSources, IntervalsAreThoseOfAllPossibleResamples) {
  const std::vector<Confusion> sources{
      {9, 1, 2, 50}, {3, 4, 1, 30}, {8, 0, 5, 60}, {2, 2, 2, 20}, {5, 1, 0, 44}};
  // Every one of the 5^5 ways to draw five sources is equally likely.
  std::vector<double> precision, f1;
  for (int draw = 0; draw < 3125; ++draw) {
    Confusion sum;
    for (int i = 0, rest = draw; i < 5; ++i, rest /= 5) sum += sources[static_cast<std::size_t>(rest % 5)];
    precision.push_back(double(sum.tp) / double(sum.tp + sum.fp));
    f1.push_back(2.0 * double(sum.tp) / double(2 * sum.tp + sum.fp + sum.fn));
  }
  std::sort(precision.begin(), precision.end());
  std::sort(f1.begin(), f1.end());
  const Quality q = quality_over_sources(sources, {.seed = 3, .resamples = 20'000});
  EXPECT_NEAR(q.precision.interval->low, precision[78], 0.01);
  EXPECT_NEAR(q.precision.interval->high, precision[3046], 0.01);
  EXPECT_NEAR(q.f1.interval->low, f1[78], 0.01);
  EXPECT_NEAR(q.f1.interval->high, f1[3046], 0.01);
  EXPECT_EQ(*q.precision.value, 27.0 / 35);
  ASSERT_TRUE(q.kappa.interval);
  EXPECT_LT(q.kappa.interval->low, *q.kappa.value);
  EXPECT_GT(q.kappa.interval->high, *q.kappa.value);
}

TEST(RuleQualityOverSources, IsTheSameForTheSameSeed) {
  const std::vector<Confusion> sources{{9, 1, 2, 50}, {3, 4, 1, 30}, {8, 0, 5, 60},
                                       {2, 2, 2, 20}, {5, 1, 0, 44}, {}};
  const auto interval = [&](std::uint64_t seed) {
    return *quality_over_sources(sources, {.seed = seed}).f1.interval;
  };
  EXPECT_EQ(interval(1), interval(1));
  EXPECT_NE(interval(1), interval(2));
}

TEST(RuleQualityOverSources, HasNoIntervalWhereTooLittleIsKnown) {
  const std::vector<Confusion> four(4, Confusion{5, 1, 1, 9});
  EXPECT_FALSE(quality_over_sources(four).precision.interval);
  EXPECT_EQ(quality_over_sources(four).precision.value, 20.0 / 24);
  std::vector<Confusion> one_with_hits(8, Confusion{0, 0, 1, 9});
  one_with_hits[0] = {3, 1, 1, 5};  // a third of the resamples have no hit
  EXPECT_FALSE(quality_over_sources(one_with_hits).precision.interval);
  EXPECT_TRUE(quality_over_sources(one_with_hits).recall.interval);
}

}  // namespace
}  // namespace gloss::stats
