// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/collocation.h"

#include <gtest/gtest.h>

namespace gloss::stats {
namespace {

TEST(Collocation, TakesWhatIsRarerThanChanceForNothing) {
  EXPECT_EQ(ppmi({1, 50, 50, 100}), 0);
  EXPECT_EQ(ppmi({0, 50, 50, 100}), 0);
  EXPECT_EQ(ppmi({20, 20, 40, 160}), 2);
  EXPECT_FALSE(ppmi({0, 0, 50, 100}));
  EXPECT_FALSE(t_score({0, 5, 5, 100}));
  EXPECT_FALSE(log_dice({0, 5, 5, 100}));
}

}  // namespace
}  // namespace gloss::stats
