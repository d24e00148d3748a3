// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/clusters_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "report/dendrogram_svg.h"
#include "report/profile_rows.h"

namespace gloss::report {
namespace {

using Members = std::set<std::size_t>;

/// The distance of two clusters from those of their members, made anew each time.
double between(const Profiles& profiles, const Members& a, const Members& b, stats::Linkage linkage) {
  double sum = 0, least = 2, most = 0;
  for (const std::size_t x : a)
    for (const std::size_t y : b) {
      const double distance = 1 - test::dense_likeness(profiles, x, y, false);
      sum += distance;
      least = std::min(least, distance);
      most = std::max(most, distance);
    }
  if (linkage == stats::Linkage::single) return least;
  if (linkage == stats::Linkage::complete) return most;
  return sum / static_cast<double>(a.size() * b.size());
}

TEST(ClustersReport, EveryMergeJoinsTheNearestTwoAsCountedAnew) {
  std::mt19937_64 random(41);
  for (int round = 0; round < 150; ++round) {
    auto profiles = test::random_profiles(random, 2 + random() % 8, 2 + random() % 8);
    ClustersOptions options;
    options.linkage = std::array{stats::Linkage::single, stats::Linkage::complete,
                                 stats::Linkage::average}[static_cast<std::size_t>(round % 3)];
    const auto tree = find_clusters(profiles, options);
    ASSERT_TRUE(tree);
    std::vector<Members> clusters;
    for (const std::size_t row : tree->rows) clusters.push_back({row});
    std::vector<bool> open(clusters.size(), true);
    for (const stats::Merge& merge : tree->merges) {
      double nearest = 2;
      for (std::size_t i = 0; i < clusters.size(); ++i)
        for (std::size_t j = i + 1; j < clusters.size(); ++j)
          if (open[i] && open[j])
            nearest = std::min(nearest, between(profiles, clusters[i], clusters[j], options.linkage));
      EXPECT_NEAR(merge.height, nearest, 1e-12);
      EXPECT_NEAR(merge.height,
                  between(profiles, clusters[merge.left], clusters[merge.right], options.linkage), 1e-12);
      Members joined = clusters[merge.left];
      joined.insert(clusters[merge.right].begin(), clusters[merge.right].end());
      open[merge.left] = open[merge.right] = false;
      clusters.push_back(joined);
      open.push_back(true);
    }
    const Table table = clusters_report(profiles, *tree, options);
    EXPECT_EQ(table.rows.size(), tree->merges.size());
    EXPECT_EQ(table.head["empty"].size() + tree->rows.size(), profiles.rows.size());
  }
}

/// Three things: two alike, one apart.
Profiles three_things() {
  Profiles profiles;
  profiles.codes = {"x", "y", "z"};
  profiles.ids = {"a", "b", "c", "d"};
  profiles.names = {"甲", "b", "Official & 官员", "nobody"};
  profiles.rows = {{{0, 1.0}, {1, 1.0}}, {{2, 1.0}}, {{0, 2.0}, {1, 2.0}, {2, 1.0}}, {}};
  return profiles;
}

TEST(ClustersReport, DrawsATreeThatCanBeRead) {
  const Profiles profiles = three_things();
  const auto tree = find_clusters(profiles, {});
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree_lines(*tree, 10), (std::vector<std::string>{"────┬───┬─", "────┘   │", "────────┘"}));
  const Table drawing = clusters_drawing(profiles, *tree, {}, 50);
  const auto& lines = drawing.headers;
  EXPECT_EQ(lines[lines.size() - 3].substr(0, 31), "甲                  0.333  ─");
  EXPECT_EQ(drawing.notes.back(), "Without any of the codes, and so not compared: nobody");
}

TEST(ClustersReport, TiesBendIntoOneAnother) {
  Profiles profiles;
  profiles.codes = {"x"};
  profiles.ids = profiles.names = {"a", "b", "c"};
  profiles.rows = {{{0, 1.0}}, {{0, 1.0}}, {{0, 1.0}}};
  const auto tree = find_clusters(profiles, {});
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree_lines(*tree, 6), (std::vector<std::string>{"─┬────", "─┤", "─┘"}));
}

TEST(ClustersReport, GroupsAreListedInTheOrderOfTheTree) {
  const Profiles profiles = three_things();
  ClustersOptions options;
  options.groups = 2;
  const auto tree = find_clusters(profiles, options);
  ASSERT_TRUE(tree);
  const Table table = clusters_report(profiles, *tree, options);
  EXPECT_EQ(as_csv(table).substr(0, 18), "name,group,height\n");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(std::get<std::string>(table.rows[1][0]), "c");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][1]), 1);
  options.groups = 4;
  EXPECT_FALSE(find_clusters(profiles, options));
}

TEST(ClustersReport, NothingToCompareIsSaid) {
  Profiles profiles;
  profiles.ids = profiles.names = {"a"};
  profiles.rows = {{}};
  const auto tree = find_clusters(profiles, {});
  ASSERT_TRUE(tree);
  EXPECT_TRUE(clusters_report(profiles, *tree, {}).rows.empty());
  EXPECT_EQ(clusters_drawing(profiles, *tree, {}, 80).notes.front(),
            "Fewer than two sources have anything to compare.");
  EXPECT_NE(dendrogram_svg(profiles, *tree, {}).find("</svg>"), std::string::npos);
}

TEST(DendrogramSvg, HasEveryNameEscapedAndIsTheSameEachTime) {
  const Profiles profiles = three_things();
  const auto tree = find_clusters(profiles, {});
  ASSERT_TRUE(tree);
  const std::string svg = dendrogram_svg(profiles, *tree, {});
  for (const char* name : {"甲", ">b<", "Official &amp; 官员"}) EXPECT_NE(svg.find(name), std::string::npos);
  EXPECT_EQ(svg, dendrogram_svg(profiles, *tree, {}));
}

}  // namespace
}  // namespace gloss::report
