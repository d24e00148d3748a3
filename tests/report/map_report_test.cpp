// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/map_report.h"

#include <gtest/gtest.h>

#include <cmath>

#include "report/map_svg.h"
#include "report/profile_rows.h"
#include "report/random_project.h"

namespace gloss::report {
namespace {

double number(const Value& value) { return std::get<double>(value); }

/// Chi-square / n, cell by cell.
double dense_inertia(const CodeMap& map) {
  double total = 0, inertia = 0;
  std::vector<double> rows(map.counts.size(), 0), columns(map.counts.front().size(), 0);
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto count = static_cast<double>(map.counts[r][c]);
      rows[r] += count;
      columns[c] += count;
      total += count;
    }
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double expected = rows[r] * columns[c] / total;
      if (expected > 0)
        inertia += std::pow(static_cast<double>(map.counts[r][c]) - expected, 2) / expected / total;
    }
  return inertia;
}

TEST(MapReport, HoldsTheIdentitiesOfCorrespondenceAnalysis) {
  std::mt19937_64 random(51);
  int maps = 0;
  for (int round = 0; round < 200; ++round) {
    const auto profiles = test::random_profiles(random, 2 + random() % 4, 2 + random() % 6);
    const CodeMap map = map_codes(profiles);
    const Table table = map_report(profiles, map);
    ASSERT_EQ(table.rows.size(), profiles.codes.size() + profiles.rows.size());
    if (map.dimensions() == 0) continue;
    ++maps;
    EXPECT_NEAR(map.found.total_inertia, dense_inertia(map), 1e-9);
    double mass = 0, contribution = 0, inertia = 0, middle = 0;
    for (const auto& row : table.rows) {
      if (std::holds_alternative<std::monostate>(row[4])) {
        EXPECT_EQ(std::get<std::int64_t>(row[3]), 0);
        continue;
      }
      mass += number(row[4]);
      middle += number(row[4]) * number(row[5]);
      contribution += number(row[7]);
      inertia += number(row[10]);
    }
    EXPECT_NEAR(mass, 2, 1e-9);  // 1 over the codes, 1 over the sources
    EXPECT_NEAR(middle, 0, 1e-9);
    EXPECT_NEAR(contribution, 2, 1e-9);
    EXPECT_NEAR(inertia, 2, 1e-9);
    EXPECT_EQ(map_svg(profiles, map), map_svg(profiles, map));
  }
  EXPECT_GT(maps, 100);
}

TEST(MapReport, SaysWhyThereIsNoMap) {
  Profiles profiles;
  profiles.codes = profiles.code_names = {"x", "y"};
  profiles.gathers = {true, false};
  profiles.ids = profiles.names = {"a"};
  profiles.rows = {{{1, 3.0}}};
  const CodeMap map = map_codes(profiles);
  const Table table = map_report(profiles, map);
  ASSERT_EQ(table.rows.size(), 2u);  // x only gathers others, and has no passage
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[0][5]));
  EXPECT_EQ(table.notes.front(), "There is no map: fewer than two codes or sources have passages.");
  EXPECT_NE(map_svg(profiles, map).find("There is no map."), std::string::npos);
}

TEST(MapReport, WithTwoGroupsThereIsOneDimension) {
  Profiles profiles;
  profiles.of = ProfileOf::groups;
  profiles.variable = "group";
  profiles.codes = profiles.code_names = {"x", "y"};
  profiles.gathers = {false, false};
  profiles.ids = profiles.names = {"official", "organiser"};
  profiles.rows = {{{0, 3.0}, {1, 1.0}}, {{0, 1.0}, {1, 3.0}}};
  const Table table = map_report(profiles, map_codes(profiles));
  EXPECT_EQ(std::get<std::string>(table.rows[2][0]), "group");
  EXPECT_NEAR(number(table.rows[0][5]), 0.5, 1e-12);  // inertia .25, both masses 1/2
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[0][6]));
}

}  // namespace
}  // namespace gloss::report
