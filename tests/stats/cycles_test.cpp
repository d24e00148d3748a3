// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/cycles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace gloss::stats {
namespace {

using Nodes = std::vector<std::int32_t>;

std::vector<Edge> random_edges(std::mt19937_64& random, std::int32_t nodes) {
  std::vector<Edge> edges;
  const std::size_t count = random() % static_cast<std::size_t>(nodes * 2 + 1);
  for (std::size_t i = 0; i < count; ++i)
    edges.push_back({static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(nodes)),
                     static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(nodes))});
  return edges;
}

/// Every order of every set of nodes is tried.
std::set<Nodes> slow_cycles(std::int32_t nodes, const std::vector<Edge>& edges, std::size_t longest) {
  const auto is_edge = [&](std::int32_t from, std::int32_t to) {
    return std::find(edges.begin(), edges.end(), Edge{from, to}) != edges.end();
  };
  std::set<Nodes> cycles;
  for (std::uint32_t set = 1; set < 1u << nodes; ++set) {
    Nodes members;
    for (std::int32_t n = 0; n < nodes; ++n)
      if (set >> n & 1u) members.push_back(n);
    if (members.size() < 2 || members.size() > longest) continue;
    do {
      bool closed = true;
      for (std::size_t i = 0; i < members.size(); ++i)
        closed = closed && is_edge(members[i], members[(i + 1) % members.size()]);
      if (closed) cycles.insert(members);
    } while (std::next_permutation(members.begin() + 1, members.end()));
  }
  return cycles;
}

TEST(Cycles, AreThoseOfASlowSearch) {
  std::mt19937_64 random(1);
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    const auto nodes = static_cast<std::int32_t>(1 + random() % 6);
    const auto edges = random_edges(random, nodes);
    const std::size_t longest = 2 + random() % 5;
    const auto cycles = simple_cycles(static_cast<std::size_t>(nodes), edges, longest, 100000);
    const auto slow = slow_cycles(nodes, edges, longest);
    ASSERT_EQ(std::set<Nodes>(cycles.begin(), cycles.end()), slow) << "round " << round;
    ASSERT_EQ(cycles.size(), slow.size());
    ASSERT_TRUE(std::is_sorted(cycles.begin(), cycles.end(), [](const Nodes& a, const Nodes& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    }));
    found += slow.size();
  }
  EXPECT_GT(found, 100u);
}

TEST(Cycles, LieInOneStrongComponent) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 400; ++round) {
    const auto nodes = static_cast<std::int32_t>(1 + random() % 7);
    const auto n = static_cast<std::size_t>(nodes);
    const auto edges = random_edges(random, nodes);
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
    for (const Edge& edge : edges)
      reach[static_cast<std::size_t>(edge.from)][static_cast<std::size_t>(edge.to)] = true;
    for (std::size_t i = 0; i < n; ++i) reach[i][i] = true;
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
    const auto of = strong_components(n, edges);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) ASSERT_EQ(of[i] == of[j], reach[i][j] && reach[j][i]) << round;
  }
}

TEST(Cycles, StopWhereThereAreTooMany) {
  std::vector<Edge> edges;
  for (std::int32_t a = 0; a < 12; ++a)
    for (std::int32_t b = 0; b < 12; ++b) edges.push_back({a, b});
  EXPECT_EQ(simple_cycles(12, edges, 12, 500).size(), 500u);
  EXPECT_TRUE(simple_cycles(0, {}, 5, 10).empty());
  EXPECT_TRUE(simple_cycles(1, {{0, 0}}, 5, 10).empty());
}

TEST(Cycles, GoThroughALongChainWithoutRecursion) {
  std::vector<Edge> edges;
  for (std::int32_t i = 0; i < 200000; ++i) edges.push_back({i, (i + 1) % 200000});
  EXPECT_EQ(strong_components(200000, edges).back(), 0);
  EXPECT_TRUE(simple_cycles(200000, {edges.begin(), edges.end() - 1}, 5, 10).empty());
}

}  // namespace
}  // namespace gloss::stats
