// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/name_placement.h"

#include <gtest/gtest.h>

#include <random>

namespace gloss::report {
namespace {

TEST(NamePlacement, NoNameCoversAnotherOrAPointHoweverCrowded) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 60; ++round) {
    const auto side = 20 + random() % 600;
    std::vector<MapPoint> points;
    std::vector<std::string> names;
    for (std::size_t i = 0, n = 1 + random() % 80; i < n; ++i) {
      points.push_back({static_cast<double>(random() % side), static_cast<double>(random() % side),
                        static_cast<double>(3 + random() % 9)});
      names.push_back(random() % 2 == 0 ? "政府购买服务" : "Uneven regional development");
    }
    const auto placed = place_names(points, names);
    for (std::size_t i = 0; i < placed.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) ASSERT_FALSE(placed[i].box.overlaps(placed[j].box)) << round;
      for (const MapPoint& point : points)
        ASSERT_FALSE(placed[i].box.overlaps(
            {point.x - point.radius, point.y - point.radius, 2 * point.radius, 2 * point.radius}));
    }
    const auto again = place_names(points, names);
    for (std::size_t i = 0; i < placed.size(); ++i) ASSERT_EQ(placed[i].box.left, again[i].box.left);
    const NameBox all = extent_of(points, placed);
    for (const PlacedName& one : placed) {
      ASSERT_GE(one.box.left, all.left);
      ASSERT_LE(one.box.bottom(), all.bottom() + 1e-9);
    }
  }
}

TEST(NamePlacement, StandsToTheRightWhereThereIsRoom) {
  const std::vector<MapPoint> points{{100, 100, 4}};
  const std::vector<std::string> names{"trust"};
  const auto placed = place_names(points, names);
  EXPECT_FALSE(placed[0].tied);
  EXPECT_GT(placed[0].box.left, 104);
  EXPECT_EQ(std::string(anchor_of(points[0], placed[0].box).anchor), "start");
}

}  // namespace
}  // namespace gloss::report
