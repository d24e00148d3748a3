// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/accumulation_report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/random_project.h"

namespace gloss::report {
namespace {

using test::whole;

std::vector<ReadSource> read_sources() {
  return {{"c.txt", "", {3}},
          {"b.txt", "2021-05-02", {0, 2}},
          {"a.txt", "2021-05-02", {0, 1}},
          {"d.txt", "2021-04-01", {1}}};
}

TEST(AccumulationReport, GoesByDateThenNameAndThoseWithoutADateComeLast) {
  const Table table = accumulation_report({}, {}, read_sources(), {});
  ASSERT_EQ(table.rows.size(), 4u);
  std::string order;
  for (const auto& row : table.rows) order += std::get<std::string>(row[1]) + " ";
  EXPECT_EQ(order, "d.txt a.txt b.txt c.txt ");
  const std::vector<std::array<std::int64_t, 3>> counts = {{1, 1, 1}, {2, 1, 2}, {2, 1, 3}, {1, 1, 4}};
  for (std::size_t r = 0; r < 4; ++r)
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(whole(table, r, 3 + c), counts[r][c]) << r << c;
  EXPECT_DOUBLE_EQ(std::get<double>(table.rows[3][6]), 4);    // all codes, in whatever order
  EXPECT_DOUBLE_EQ(std::get<double>(table.rows[0][6]), 1.5);  // of one source, the mean
}

TEST(AccumulationReport, SaysWhereARunBringsLittle) {
  std::vector<ReadSource> sources;
  for (int i = 0; i < 8; ++i)
    sources.push_back(
        {std::to_string(i), "", i < 4 ? std::vector<std::int32_t>{i} : std::vector<std::int32_t>{0}});
  const Table table = accumulation_report({}, {}, sources, {});
  EXPECT_EQ(table.head["saturation"]["reached"], "4+2");
  EXPECT_EQ(table.head["saturation"]["base_codes"], 4);
  EXPECT_EQ(accumulation_report({}, {}, read_sources(), {}).head["saturation"]["reached"], nullptr);
}

TEST(AccumulationReport, DoesNotDependOnTheOrderOfSources) {
  auto sources = read_sources();
  const std::string before = as_json(accumulation_report({}, {}, sources, {}));
  std::reverse(sources.begin(), sources.end());
  EXPECT_EQ(as_json(accumulation_report({}, {}, sources, {})), before);
  EXPECT_TRUE(accumulation_report({}, {}, {}, {}).rows.empty());
}

}  // namespace
}  // namespace gloss::report
