// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sample_size.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "stats/random.h"

namespace gloss::stats {
namespace {

TEST(SampleSize, AgreesWithTheTableOfKrejcieAndMorgan) {
  // Krejcie & Morgan 1970, 5 %; they round to the nearest, we never below what is needed.
  const std::map<int, int> table{{10, 10},    {50, 44},    {100, 80},    {200, 132},  {500, 217},
                                 {1000, 278}, {5000, 357}, {10000, 370}, {75000, 382}};
  for (const auto& [population, size] : table) {
    EXPECT_GE(sample_size(population, 0.05), size) << population;
    EXPECT_LE(sample_size(population, 0.05), size + 1) << population;
  }
  EXPECT_EQ(sample_size(1'000'000'000, 0.05), 385);
  EXPECT_EQ(sample_size(0, 0.05), 0);
}

TEST(SampleSize, IsTheLeastThatKeepsTheMargin) {
  for (const std::int64_t population : {1, 2, 9, 40, 333, 5000, 1'000'000})
    for (const double margin : {0.01, 0.05, 0.1, 0.3}) {
      const std::int64_t size = sample_size(population, margin);
      ASSERT_GE(size, 1);
      EXPECT_LE(margin_of(size, population), margin + 1e-12);
      if (size > 1) {
        EXPECT_GT(margin_of(size - 1, population), margin - 1e-12);
      }
    }
  EXPECT_EQ(margin_of(40, 40), 0);
}

TEST(Allocate, GivesEveryStratumItsQuotaUpOrDown) {
  Random random(9);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> sizes(1 + random.below(9));
    for (auto& size : sizes) size = static_cast<std::int64_t>(random.below(30));
    const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    const auto total = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(all) + 1));
    const auto parts = allocate(sizes, total);
    ASSERT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const double quota = all == 0 ? 0 : double(sizes[i]) * double(total) / double(all);
      EXPECT_LT(std::abs(double(parts[i]) - quota), 1);
      EXPECT_LE(parts[i], sizes[i]);
    }
  }
  EXPECT_EQ(allocate(std::vector<std::int64_t>{1, 1, 1}, 2), (std::vector<std::int64_t>{1, 1, 0}));
}

}  // namespace
}  // namespace gloss::stats
