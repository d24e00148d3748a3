// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/proportion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gloss::stats {
namespace {

/// P(X >= x) of the binomial distribution, summed term by term.
double upper_tail(int x, int n, double p) {
  double sum = 0;
  for (int k = x; k <= n; ++k)
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) +
                    (n - k) * std::log1p(-p));
  return sum;
}

TEST(Wilson, AgreesWithNewcombesTable) {
  const auto newcombe = wilson(81, 263);  // Newcombe 1998, table I
  EXPECT_NEAR(newcombe->low, 0.2553, 5e-5);
  EXPECT_NEAR(newcombe->high, 0.3662, 5e-5);
}

TEST(Wilson, EndsAreTheSharesFromWhichTheCountIsJustSoManyStandardErrorsAway) {
  for (const double level : {0.8, 0.95, 0.99})
    for (int n = 1; n <= 40; ++n)
      for (int x = 0; x <= n; ++x) {
        const auto interval = wilson(x, n, level);
        const double p = double(x) / n, z = standard_errors(level);
        for (const double end : {interval->low, interval->high}) {
          ASSERT_GE(end, 0);
          ASSERT_LE(end, 1);
          if (end > 0 && end < 1) {
            EXPECT_NEAR(std::abs(p - end), z * std::sqrt(end * (1 - end) / n), 1e-9) << x << " of " << n;
          }
        }
        EXPECT_LE(interval->low, p);
        EXPECT_GE(interval->high, p);
      }
}

TEST(ClopperPearson, EndsLeaveHalfOfTheRestInEachTail) {
  for (const double level : {0.9, 0.95, 0.99})
    for (const int n : {1, 2, 7, 20, 150})
      for (int x = 0; x <= n; ++x) {
        const auto interval = clopper_pearson(x, n, level);
        const double tail = (1 - level) / 2;
        if (x > 0) {
          EXPECT_NEAR(upper_tail(x, n, interval->low), tail, 1e-9);
        }
        if (x < n) {
          EXPECT_NEAR(1 - upper_tail(x + 1, n, interval->high), tail, 1e-9);
        }
      }
  EXPECT_EQ(clopper_pearson(0, 9)->low, 0);
  EXPECT_EQ(clopper_pearson(9, 9)->high, 1);
}

TEST(NormalQuantile, IsTheInverseOfTheDistribution) {
  for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.975, 0.9999})
    EXPECT_NEAR(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2.0)), p, 1e-12);
  EXPECT_NEAR(standard_errors(0.95), 1.959963984540054, 1e-12);
}

TEST(Share, SaysWhyThereIsNone) {
  const Estimate none = share(0, 0, "no hits");
  EXPECT_FALSE(none.value);
  EXPECT_FALSE(none.interval);
  EXPECT_EQ(none.undefined, "no hits");
  EXPECT_FALSE(wilson(0, 0));
  EXPECT_FALSE(clopper_pearson(0, 0));
  const Estimate all = share(3, 3, "no hits");
  EXPECT_EQ(all.value, 1);
  EXPECT_EQ(all.interval->high, 1);
  EXPECT_TRUE(all.undefined.empty());
}

}  // namespace
}  // namespace gloss::stats
