// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/network_layout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace gloss::report {
namespace {

double apart(const LayoutPlace& a, const LayoutPlace& b) { return std::hypot(a.x - b.x, a.y - b.y); }

TEST(NetworkLayout, FindsWhatHangsTogetherAsASearchFromEveryNodeDoes) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 1 + random() % 12;
    std::vector<LayoutEdge> edges;
    for (std::size_t i = 0, n = random() % 12; i < n; ++i) {
      const std::size_t a = random() % nodes, b = random() % nodes;
      if (a != b) edges.push_back({std::min(a, b), std::max(a, b), 1});
    }
    std::vector<std::vector<bool>> reaches(nodes, std::vector<bool>(nodes, false));
    for (std::size_t i = 0; i < nodes; ++i) reaches[i][i] = true;
    for (const LayoutEdge& edge : edges) reaches[edge.a][edge.b] = reaches[edge.b][edge.a] = true;
    for (std::size_t k = 0; k < nodes; ++k)
      for (std::size_t i = 0; i < nodes; ++i)
        for (std::size_t j = 0; j < nodes; ++j)
          if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
    const auto parts = connected_parts(nodes, edges);
    for (std::size_t i = 0; i < nodes; ++i)
      for (std::size_t j = 0; j < nodes; ++j) ASSERT_EQ(parts[i] == parts[j], reaches[i][j]);
  }
}

TEST(NetworkLayout, StrongEdgesAreShorterAndTheSameSeedGivesTheSamePlaces) {
  const std::vector<LayoutEdge> edges{{0, 1, 1}, {0, 2, 0.1}, {0, 3, 0.1}, {0, 4, 0.1}};
  const auto places = lay_out_network(5, edges);
  EXPECT_LT(apart(places[0], places[1]), apart(places[0], places[2]));
  EXPECT_GT(apart(places[1], places[2]), 20);
  const auto again = lay_out_network(5, edges);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_TRUE(std::isfinite(places[i].x) && std::isfinite(places[i].y));
    EXPECT_EQ(places[i].x, again[i].x);
  }
  LayoutOptions other;
  other.seed = 2;
  EXPECT_NE(lay_out_network(5, edges, other)[1].x, places[1].x);
}

TEST(NetworkLayout, PartsStandSideBySideAndNotOverEachOther) {
  const std::vector<LayoutEdge> edges{{0, 1, 1}, {2, 3, 1}, {4, 5, 1}, {6, 7, 1}};
  const auto places = lay_out_network(9, edges);
  for (std::size_t i = 0; i < 9; ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_GT(apart(places[i], places[j]), 30) << i << ' ' << j;
}

}  // namespace
}  // namespace gloss::report
