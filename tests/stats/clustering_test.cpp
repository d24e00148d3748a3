// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/clustering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <set>

namespace gloss::stats {
namespace {

using Members = std::vector<std::size_t>;
/// How far two clusters are apart, by their members.
using Apart = std::function<double(const Members&, const Members&)>;

/// Tries all pairs of clusters for each merge; pairs by their first members.
std::vector<Merge> slow_cluster(std::size_t n, const Apart& apart) {
  std::vector<std::pair<std::size_t, Members>> clusters;  // number, members ascending; by first member
  for (std::size_t i = 0; i < n; ++i) clusters.push_back({i, {i}});
  std::vector<Merge> merges;
  while (clusters.size() > 1) {
    std::size_t first = 0, second = 0;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < clusters.size(); ++i)
      for (std::size_t j = i + 1; j < clusters.size(); ++j)
        if (const double one = apart(clusters[i].second, clusters[j].second); one < nearest) {
          nearest = one;
          first = i;
          second = j;
        }
    auto& [number, members] = clusters[first];
    const auto& [other, others] = clusters[second];
    members.insert(members.end(), others.begin(), others.end());
    std::sort(members.begin(), members.end());
    merges.push_back({number, other, nearest, members.size()});
    number = n + merges.size() - 1;
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
  }
  return merges;
}

Apart apart_by(const Distances& distances, Linkage linkage) {
  return [&distances, linkage](const Members& a, const Members& b) {
    double least = std::numeric_limits<double>::infinity(), most = 0, sum = 0;
    for (const std::size_t i : a)
      for (const std::size_t j : b) {
        least = std::min(least, distances.at(i, j));
        most = std::max(most, distances.at(i, j));
        sum += distances.at(i, j);
      }
    return linkage == Linkage::single     ? least
           : linkage == Linkage::complete ? most
                                          : sum / static_cast<double>(a.size() * b.size());
  };
}

Distances random_distances(std::mt19937_64& random, std::size_t n, std::uint64_t kinds) {
  Distances distances(n);
  for (double& one : distances.upper())
    one = static_cast<double>(random() % kinds) / (kinds > 1000 ? static_cast<double>(kinds) : 1);
  return distances;
}

constexpr std::uint64_t no_ties = std::uint64_t{1} << 40;

void expect_same(const std::vector<Merge>& made, const std::vector<Merge>& slow, std::uint64_t seed) {
  ASSERT_EQ(made.size(), slow.size());
  for (std::size_t k = 0; k < made.size(); ++k) {
    EXPECT_EQ(made[k].left, slow[k].left) << seed << " " << k;
    EXPECT_EQ(made[k].right, slow[k].right) << seed << " " << k;
    EXPECT_NEAR(made[k].height, slow[k].height, 1e-12) << seed << " " << k;
    EXPECT_EQ(made[k].size, slow[k].size);
  }
}

TEST(Clustering, JoinsWhatTheDefinitionJoins) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t n = 1 + random() % 16;
    const Distances distances = random_distances(random, n, no_ties);
    for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::average})
      expect_same(cluster(distances, linkage), slow_cluster(n, apart_by(distances, linkage)), seed);
  }
}

TEST(Clustering, TakesTheSmallerIndexOfTies) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t n = 1 + random() % 16;
    const Distances distances = random_distances(random, n, 1 + random() % 4);
    for (const Linkage linkage : {Linkage::single, Linkage::complete})
      expect_same(cluster(distances, linkage), slow_cluster(n, apart_by(distances, linkage)), seed);
  }
  Distances equal(5);
  for (double& one : equal.upper()) one = 0.1;
  for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::average})
    EXPECT_EQ(cluster(equal, linkage),
              (std::vector<Merge>{{0, 1, 0.1, 2}, {5, 2, 0.1, 3}, {6, 3, 0.1, 4}, {7, 4, 0.1, 5}}));
}

TEST(Clustering, OfWardJoinsWhereTheSumOfSquaresGrowsLeast) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t n = 1 + random() % 16;
    std::vector<std::pair<double, double>> points(n);
    for (auto& [x, y] : points) {
      x = static_cast<double>(random() % no_ties) / static_cast<double>(no_ties);
      y = static_cast<double>(random() % no_ties) / static_cast<double>(no_ties);
    }
    Distances distances(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j)
        distances.set(i, j,
                      std::hypot(points[i].first - points[j].first, points[i].second - points[j].second));
    const auto around_mean = [&](const Members& members) {
      double x = 0, y = 0, sum = 0;
      for (const std::size_t i : members) {
        x += points[i].first / static_cast<double>(members.size());
        y += points[i].second / static_cast<double>(members.size());
      }
      for (const std::size_t i : members)
        sum += std::pow(points[i].first - x, 2) + std::pow(points[i].second - y, 2);
      return sum;
    };
    const auto merges = slow_cluster(n, [&](const Members& a, const Members& b) {
      Members both = a;
      both.insert(both.end(), b.begin(), b.end());
      return std::sqrt(2 * std::max(0.0, around_mean(both) - around_mean(a) - around_mean(b)));
    });
    const auto made = cluster(distances, Linkage::ward_d2);
    ASSERT_EQ(made.size(), merges.size());
    for (std::size_t k = 0; k < made.size(); ++k) {
      EXPECT_EQ(made[k].left, merges[k].left) << seed;
      EXPECT_EQ(made[k].right, merges[k].right) << seed;
      EXPECT_NEAR(made[k].height, merges[k].height, 1e-7) << seed;
    }
  }
}

TEST(Clustering, DoesNotDependOnTheOrderOfThings) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t n = 2 + random() % 30;
    const Distances distances = random_distances(random, n, no_ties);
    std::vector<std::size_t> names(n);
    std::iota(names.begin(), names.end(), std::size_t{0});
    std::shuffle(names.begin(), names.end(), random);
    Distances renamed(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) renamed.set(names[i], names[j], distances.at(i, j));
    for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::average, Linkage::ward_d2}) {
      const auto before = cluster(distances, linkage), after = cluster(renamed, linkage);
      for (std::size_t k = 0; k < before.size(); ++k) {
        EXPECT_NEAR(before[k].height, after[k].height, 1e-12) << seed;
        EXPECT_EQ(before[k].size, after[k].size);
      }
      const std::size_t groups = 1 + random() % n;
      const auto of_before = cut(before, groups), of_after = cut(after, groups);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
          EXPECT_EQ(of_before[i] == of_before[j], of_after[names[i]] == of_after[names[j]]);
    }
  }
}

TEST(Clustering, NeverFallsAndDrawsWithoutCrossings) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t n = 1 + random() % 40;
    Distances distances = random_distances(random, n, 2 + random() % 5);
    if (seed % 2 == 0)
      for (double& one : distances.upper()) one /= 7;  // ties of numbers that are not exact
    for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::average, Linkage::ward_d2}) {
      const auto merges = cluster(distances, linkage);
      ASSERT_EQ(merges.size(), n - 1);
      for (std::size_t k = 1; k < merges.size(); ++k)
        EXPECT_GE(merges[k].height, merges[k - 1].height) << seed;
      const auto order = leaf_order(merges);
      ASSERT_EQ(order.size(), n);
      EXPECT_EQ(order.front(), 0u);
      std::vector<std::size_t> position(n, n);
      for (std::size_t at = 0; at < n; ++at) position[order[at]] = at;
      // Each cluster stands in one piece.
      for (std::size_t groups = 1; groups <= n; ++groups) {
        const auto group = cut(merges, groups);
        EXPECT_EQ(std::set<std::size_t>(group.begin(), group.end()).size(), groups);
        std::size_t changes = 0, highest = 0;
        for (std::size_t at = 1; at < n; ++at)
          if (group[order[at]] != group[order[at - 1]]) ++changes;
        EXPECT_EQ(changes, groups - 1) << seed;
        for (std::size_t i = 0; i < n; ++i) {
          EXPECT_LE(group[i], highest) << "numbered by the first thing";
          highest = std::max(highest, group[i] + 1);
        }
      }
      EXPECT_EQ(std::count(position.begin(), position.end(), n), 0);
    }
  }
}

TEST(Clustering, OfFewThingsIsWhole) {
  EXPECT_TRUE(cluster(Distances(0)).empty());
  EXPECT_TRUE(cluster(Distances(1), Linkage::ward_d2).empty());
  EXPECT_EQ(leaf_order({}), (std::vector<std::size_t>{0}));
  EXPECT_EQ(cut({}, 1), (std::vector<std::size_t>{0}));
  EXPECT_EQ(cluster(Distances(2), Linkage::ward_d2), (std::vector<Merge>{{0, 1, 0, 2}}));
  Distances huge(3);
  for (double& one : huge.upper()) one = 1e200;
  for (const Linkage linkage : {Linkage::average, Linkage::ward_d2})
    for (const Merge& merge : cluster(huge, linkage)) EXPECT_TRUE(std::isfinite(merge.height));
}

TEST(Clustering, OfManyThingsIsQuick) {
  const std::size_t n = 700;
  std::mt19937_64 random(3);
  const auto merges = cluster(random_distances(random, n, 3), Linkage::average);
  EXPECT_EQ(merges.size(), n - 1);
  EXPECT_EQ(merges.back().size, n);
}

}  // namespace
}  // namespace gloss::stats
