// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "stats/crosstab.h"
#include "stats/fisher.h"

namespace gloss::stats {
namespace {

struct RandomSources {
  explicit RandomSources(std::uint64_t seed) : random(seed) {
    groups = 1 + random() % 4;
    for (std::size_t i = 0, n = random() % 10; i < n; ++i) {
      present.push_back(static_cast<std::uint8_t>(random() % 2));
      labels.push_back(static_cast<std::int32_t>(random() % groups));
    }
  }
  std::vector<GroupPresence> table() const { return presence_by_group(present, labels, groups); }

  std::mt19937_64 random;
  std::size_t groups = 1;
  std::vector<std::uint8_t> present;
  std::vector<std::int32_t> labels;
};

std::optional<ChiSquareTest> chi_square_of(const std::vector<GroupPresence>& groups) {
  Crosstab table(2, groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    table.add(0, g, groups[g].present);
    table.add(1, g, groups[g].sources - groups[g].present);
  }
  return chi_square_test(table);
}

TEST(PermuteGroups, IsExactWhereAllPermutationsCanBeCounted) {
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomSources given(seed);
    const auto test = permute_groups(given.table());
    const auto observed = chi_square_of(given.table());
    ASSERT_EQ(test.has_value(), observed.has_value()) << seed;
    if (!test) continue;
    ++checked;
    EXPECT_TRUE(test->exact);
    EXPECT_NEAR(test->chi_square, observed->statistic, 1e-9);
    EXPECT_NEAR(test->cramers_v, std::sqrt(observed->statistic / double(given.present.size())), 1e-9);
    double hits = 0, all = 0;
    std::sort(given.present.begin(), given.present.end());
    do {
      ++all;
      if (chi_square_of(given.table())->statistic >= observed->statistic - 1e-9) ++hits;
    } while (std::next_permutation(given.present.begin(), given.present.end()));
    EXPECT_NEAR(test->p, hits / all, 1e-12) << seed;
    EXPECT_LE(double(test->tables), all);
  }
  EXPECT_GT(checked, 100);
}

TEST(PermuteGroups, DrawsWhatItCannotCount) {
  PermutationOptions drawn;
  drawn.exact_where_cheap = false;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    RandomSources given(seed);
    const auto exact = permute_groups(given.table()), test = permute_groups(given.table(), drawn);
    ASSERT_EQ(exact.has_value(), test.has_value());
    if (!test) continue;
    EXPECT_FALSE(test->exact);
    EXPECT_EQ(test->tables, 9999);
    EXPECT_NEAR(test->p, exact->p, 5 * std::sqrt(exact->p * (1 - exact->p) / 9999) + 2e-4) << seed;
    EXPECT_EQ(test->p, permute_groups(given.table(), drawn)->p);
  }
  // Twelve groups of twenty have too many tables.
  std::vector<GroupPresence> many(12, {10, 20});
  many[0].present = 20;
  many[1].present = 2;
  const auto test = permute_groups(many);
  EXPECT_FALSE(test->exact);
  EXPECT_LT(test->p, 0.001);
  EXPECT_NEAR(test->p * 10000, std::round(test->p * 10000), 1e-9);
  drawn.seed = 2;
  EXPECT_NEAR(permute_groups(many, drawn)->p, test->p, 0.001);
}

TEST(PermuteGroups, IsFisherForTwoGroupsOfOneSize) {
  for (std::int64_t size = 1; size < 12; ++size)
    for (std::int64_t a = 0; a <= size; ++a)
      for (std::int64_t b = 0; b <= size; ++b) {
        const auto fisher = fisher_exact({a, b, size - a, size - b});
        const auto test = permute_groups(std::vector<GroupPresence>{{a, size}, {b, size}});
        ASSERT_EQ(fisher.has_value(), test.has_value());
        if (!test) continue;
        EXPECT_NEAR(test->p, fisher->two_sided, 1e-12);
      }
}

TEST(PermuteGroups, IsTheSameForPresenceAndAbsence) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    RandomSources given(seed);
    auto groups = given.table();
    const auto before = permute_groups(groups);
    for (auto& group : groups) group.present = group.sources - group.present;
    std::shuffle(groups.begin(), groups.end(), given.random);
    groups.push_back({0, 0});
    const auto after = permute_groups(groups);
    ASSERT_EQ(before.has_value(), after.has_value());
    if (!before) continue;
    EXPECT_NEAR(before->p, after->p, 1e-12);
  }
}

TEST(PermuteGroups, HasNoValueWhereNothingVaries) {
  using Groups = std::vector<GroupPresence>;
  EXPECT_FALSE(permute_groups(Groups{}));
  EXPECT_FALSE(permute_groups(Groups{{3, 7}}));
  EXPECT_FALSE(permute_groups(Groups{{3, 7}, {0, 0}}));
  EXPECT_FALSE(permute_groups(Groups{{0, 7}, {0, 2}}));
  EXPECT_FALSE(permute_groups(Groups{{7, 7}, {2, 2}}));
  const auto large = permute_groups(Groups{{2'000'000, 4'000'000}, {3, 5}});
  EXPECT_TRUE(large->exact);
  EXPECT_EQ(large->tables, 6);
  EXPECT_NEAR(large->p, 1, 1e-6);  // 2 of 5 is the mirror image, 0 to 5 all at least as far
}

}  // namespace
}  // namespace gloss::stats
