// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/random.h"

#include <gtest/gtest.h>

#include <map>

namespace gloss::stats {
namespace {

TEST(Random, GivesThePublishedNumbersOfSplitMix64) {
  Random random(1234567);
  for (const std::uint64_t expected : {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                       4593380528125082431u, 16408922859458223821u})
    EXPECT_EQ(random.next(), expected);
}

TEST(Random, ShufflesAndChoosesEvenly) {
  Random random(2);
  std::map<std::vector<int>, int> orders, sets;
  const int rounds = 24'000;
  for (int round = 0; round < rounds; ++round) {
    std::vector<int> items{1, 2, 3, 4};
    ++sets[random.choose(items, 2)];
    random.shuffle(items);
    ++orders[items];
  }
  const auto chi_square = [&](const std::map<std::vector<int>, int>& seen, double kinds) {
    double sum = 0;
    for (const auto& [key, times] : seen)
      sum += (times - rounds / kinds) * (times - rounds / kinds) / (rounds / kinds);
    return sum;
  };
  EXPECT_EQ(orders.size(), 24u);
  EXPECT_EQ(sets.size(), 6u);
  EXPECT_LT(chi_square(orders, 24), 49.7);  // exceeded by chance once in 1,000
  EXPECT_LT(chi_square(sets, 6), 20.5);
  EXPECT_EQ(random.choose(std::vector<int>{7, 8}, 2), (std::vector<int>{7, 8}));
  EXPECT_TRUE(random.choose(std::vector<int>{7, 8}, 0).empty());
}

}  // namespace
}  // namespace gloss::stats
