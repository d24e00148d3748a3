// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/cooccurrence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <set>

namespace gloss::stats {
namespace {

using Codes = std::vector<std::int32_t>;

TEST(CodedUnits, KeepsEachCodeOnceInOrder) {
  CodedUnits units;
  units.add(Codes{3, 1, 3, 0}, std::vector<SharedPair>{{1, 3}, {0, 1}, {1, 3}});
  units.add({});
  units.add(Codes{2});
  ASSERT_EQ(units.size(), 3u);
  EXPECT_EQ(Codes(units.codes(0).begin(), units.codes(0).end()), (Codes{0, 1, 3}));
  ASSERT_EQ(units.shared(0).size(), 2u);
  EXPECT_EQ(units.shared(0)[0].a, 0);
  EXPECT_EQ(units.shared(0)[1].b, 3);
  EXPECT_TRUE(units.codes(1).empty());
  EXPECT_TRUE(units.shared(2).empty());
}

TEST(CountPairs, LeavesOutACodeAndItsAncestors) {
  const Codes parents{-1, 0, 1, 0, -1};  // 0 > 1 > 2, 0 > 3, 4
  CodedUnits units;
  units.add(Codes{0, 1, 2, 3, 4});
  const PairCounts counts = count_pairs(units, parents);
  std::set<std::pair<int, int>> pairs;
  for (const CodePair& pair : counts.pairs) pairs.emplace(pair.code_a, pair.code_b);
  const std::set<std::pair<int, int>> expected{{0, 4}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}};
  EXPECT_EQ(pairs, expected);
  EXPECT_TRUE(are_related(parents, 0, 2));
  EXPECT_TRUE(are_related(parents, 2, 0));
  EXPECT_TRUE(are_related(parents, 2, 2));
  EXPECT_FALSE(are_related(parents, 1, 3));
  EXPECT_FALSE(are_related(parents, 4, 0));
}

TEST(CountPairs, HasNothingToSayOfNothing) {
  EXPECT_EQ(count_pairs(CodedUnits(), {}).n, 0);
  EXPECT_TRUE(count_pairs(CodedUnits(), Codes{-1, 0}).pairs.empty());
}

/// All pairs of all codes, looked for in all units.
PairCounts slow_count(const std::vector<std::set<int>>& units,
                      const std::vector<std::set<std::pair<int, int>>>& shared, const Codes& parents) {
  const auto is_above = [&](int above, int below) {
    for (int c = below; c >= 0; c = parents[static_cast<std::size_t>(c)])
      if (c == above) return true;
    return false;
  };
  PairCounts counts;
  counts.n = static_cast<std::int64_t>(units.size());
  const int codes = static_cast<int>(parents.size());
  for (int a = 0; a < codes; ++a)
    counts.units.push_back(
        std::count_if(units.begin(), units.end(), [&](const auto& u) { return u.contains(a); }));
  for (int a = 0; a < codes; ++a)
    for (int b = a + 1; b < codes; ++b) {
      CodePair pair{
          a, b, counts.units[static_cast<std::size_t>(a)], counts.units[static_cast<std::size_t>(b)], 0, 0};
      for (std::size_t u = 0; u < units.size(); ++u) {
        pair.both += units[u].contains(a) && units[u].contains(b);
        pair.shared += shared[u].contains({a, b});
      }
      if (pair.both > 0 && !is_above(a, b) && !is_above(b, a)) counts.pairs.push_back(pair);
    }
  return counts;
}

TEST(CountPairs, EqualsTheSlowCountOnAThousandRandomTables) {
  std::mt19937_64 random(20);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
  std::size_t pairs = 0;
  for (int round = 0; round < 1000; ++round) {
    Codes parents;
    const int codes = 1 + below(14);
    for (int c = 0; c < codes; ++c) parents.push_back(below(3) == 0 || c == 0 ? -1 : below(c));
    CodedUnits units;
    std::vector<std::set<int>> sets;
    std::vector<std::set<std::pair<int, int>>> shared_sets;
    for (int u = below(40); u > 0; --u) {
      Codes of_unit;
      for (int i = below(6); i > 0; --i) of_unit.push_back(below(codes));
      std::set<int> set(of_unit.begin(), of_unit.end());
      std::set<std::pair<int, int>> shared_set;
      std::vector<SharedPair> shared;
      for (const int a : set)
        for (const int b : set)
          if (a < b && below(2) == 0) {
            shared.push_back({a, b});
            shared_set.emplace(a, b);
          }
      units.add(of_unit, shared);
      sets.push_back(std::move(set));
      shared_sets.push_back(std::move(shared_set));
    }
    const PairCounts quick = count_pairs(units, parents), slow = slow_count(sets, shared_sets, parents);
    ASSERT_EQ(quick.n, slow.n);
    ASSERT_EQ(quick.units, slow.units);
    ASSERT_EQ(quick.pairs, slow.pairs) << "round " << round;
    pairs += quick.pairs.size();
  }
  EXPECT_GT(pairs, 10'000u);
}

TEST(CountPairs, NeedsNoTableOfAllCodesWhenThereAreThousands) {
  const int codes = 6000;  // several blocks
  Codes parents(static_cast<std::size_t>(codes), -1);
  CodedUnits units;
  units.add(Codes{0, 2999, 5998, 5999}, std::vector<SharedPair>{{5998, 5999}});
  units.add(Codes{5998, 5999});
  const PairCounts counts = count_pairs(units, parents);
  const std::vector<CodePair> expected{{0, 2999, 1, 1, 1, 0},    {0, 5998, 1, 2, 1, 0},
                                       {0, 5999, 1, 2, 1, 0},    {2999, 5998, 1, 2, 1, 0},
                                       {2999, 5999, 1, 2, 1, 0}, {5998, 5999, 2, 2, 2, 1}};
  EXPECT_EQ(counts.pairs, expected);
}

TEST(CountPairs, CountsAMillionUnitsInWellUnderASecond) {
  std::mt19937_64 random(7);
  const Codes parents(200, -1);
  CodedUnits units;
  std::size_t pairs = 0;
  for (int u = 0; u < 1'000'000; ++u) {
    std::int32_t codes[12];
    std::size_t count = random() % 13;  // 6 in the mean
    for (std::size_t i = 0; i < count; ++i)
      codes[i] = static_cast<std::int32_t>(std::min(random() % 200, random() % 200));  // some are frequent
    units.add({codes, count});
    pairs += units.codes(units.size() - 1).size();
  }
  double best = 1e9;
  PairCounts counts;
  for (int round = 0; round < 3; ++round) {
    const auto start = std::chrono::steady_clock::now();
    counts = count_pairs(units, parents);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::cout << "[ measured ] " << pairs << " unit-code pairs, " << counts.pairs.size() << " code pairs in "
            << best << " s\n";
  std::int64_t expected = 0, counted = 0;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const auto k = static_cast<std::int64_t>(units.codes(u).size());
    expected += k * (k - 1) / 2;
  }
  for (const CodePair& pair : counts.pairs) counted += pair.both;
  EXPECT_EQ(counted, expected);
  EXPECT_LT(best, 1.0);  // the figure itself is for the bench: test machines are shared
}

}  // namespace
}  // namespace gloss::stats
