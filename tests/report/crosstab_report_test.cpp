// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/crosstab_report.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <stdexcept>

#include "report/interviews.h"
#include "report/random_project.h"

namespace gloss::report {
namespace {

using namespace gloss::test;

std::size_t column_named(const Table& table, const std::string& name) {
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].name == name) return c;
  throw std::out_of_range(name);
}
std::optional<double> number_in(const Table& table, std::size_t row, const std::string& name) {
  const Value& value = table.rows.at(row).at(column_named(table, name));
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return std::get<double>(value);
}
std::string words_in(const Table& table, std::size_t row, const std::string& name) {
  return std::get<std::string>(table.rows.at(row).at(column_named(table, name)));
}

TEST(CrosstabReport, CountsSpeakersPassagesAndResidualsOfEachGroup) {
  CodedProject project = interviews({0, 0, 0, 0, 1, 1, 1, 1, 1});
  for (std::int32_t source = 0; source < 4; ++source)
    for (std::size_t passage = 0; passage < 2; ++passage) code_passage(project, 1, source, passage);
  code_passage(project, 1, 8, 3);
  const Table table = crosstab_report(counter_of(project));
  ASSERT_EQ(table.rows.size(), 6u) << "no row for a group without passages";
  EXPECT_EQ(words_in(table, 0, "group"), "official");
  EXPECT_EQ(std::get<std::string>(table.rows[0][4]), "4 of 4") << "a parent counts what is below it";
  EXPECT_EQ(std::get<std::string>(table.rows[1][4]), "1 of 5");
  EXPECT_EQ(whole(table, 0, column_named(table, "passages")), 8);
  EXPECT_EQ(whole(table, 0, column_named(table, "of_passages")), 16);
  // 8 of 16 against 1 of 20: E = 9 * 16 / 36 = 4.
  EXPECT_NEAR(*number_in(table, 0, "residual"), 4 / std::sqrt(4 * (1 - 9.0 / 36) * (1 - 16.0 / 36)), 1e-12);
  EXPECT_NEAR(*number_in(table, 1, "residual"), -*number_in(table, 0, "residual"), 1e-12);
  EXPECT_NEAR(*number_in(table, 0, "cramers_v"), std::abs(*number_in(table, 0, "residual")) / 6, 1e-12);
  EXPECT_FALSE(number_in(table, 4, "residual")) << "nobody says it";
  EXPECT_FALSE(number_in(table, 4, "cramers_v"));
  EXPECT_EQ(table.head["groups"].size(), 2u);
}

TEST(CrosstabReport, TestsPresenceInSourcesWithFishersTest) {
  CodedProject project = interviews({0, 0, 0, 0, 1, 1, 1, 1, 1});
  for (std::int32_t source = 0; source < 4; ++source) code_passage(project, 1, source, 0);
  code_passage(project, 1, 8, 3);  // 4 of 4 against 1 of 5
  code_passage(project, 2, 0, 1);
  code_passage(project, 2, 1, 1);  // 2 of 4 against 0 of 5
  CrosstabOptions options;
  options.test = true;
  const Table table = crosstab_report(counter_of(project), options);
  // 126 ways to choose 5 of 9: 5 give 4 and 1, 1 gives 0 and 5.
  EXPECT_NEAR(*number_in(table, 0, "p"), 6.0 / 126, 1e-9);
  EXPECT_NEAR(*number_in(table, 0, "smallest_p"), 1.0 / 126, 1e-9);
  EXPECT_NEAR(*number_in(table, 0, "q"), 6.0 / 126, 1e-9) << "the parent's p is the same";
  EXPECT_EQ(whole(table, 1, column_named(table, "present")), 1);
  EXPECT_EQ(whole(table, 1, column_named(table, "units")), 5);
  EXPECT_FALSE(number_in(table, 4, "p"));
  EXPECT_NEAR(*number_in(table, 4, "smallest_p"), 6.0 / 36, 1e-9);
  EXPECT_EQ(words_in(table, 4, "remark"), "cannot reach .05 with 4 against 5");
  EXPECT_EQ(table.head["test"]["unit"], "source");
  EXPECT_EQ(table.head["test"]["method"], "fisher");
  EXPECT_EQ(table.head["test"]["tested"], 2);
  const std::string text = as_text(table, {120, false});
  EXPECT_NE(text.find("Units within one interview are not independent"), std::string::npos);
  EXPECT_EQ(as_text(crosstab_report(counter_of(project)), {120, false}).find("independent;"),
            std::string::npos);
}

TEST(CrosstabReport, DrawsAPictureThatStandsAlone) {
  CodedProject project = interviews({0, 0, 0, 0, 1, 1, 1, 1, 1});
  project.groups[1] = "<organiser & co>";
  for (std::int32_t source = 0; source < 4; ++source) code_passage(project, 1, source, 0);
  const std::string svg = crosstab_svg(counter_of(project));
  EXPECT_NE(svg.find("&lt;organiser &amp;"), std::string::npos);
  EXPECT_NE(svg.find("class=\"more2\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("url(#h2)"), std::string::npos) << "less often is hatched";
  EXPECT_NE(svg.find(">4 of 4 · 25.0 %<"), std::string::npos);
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_EQ(svg.find("http", svg.find("xmlns") + 40), std::string::npos) << "nothing is loaded";
}

TEST(CrosstabReport, OfNothingIsEmpty) {
  CodedProject project = interviews({});
  CrosstabOptions options;
  options.test = true;
  const Table table = crosstab_report(counter_of(project), options);
  EXPECT_TRUE(table.rows.empty());
  EXPECT_FALSE(as_text(table, {}).empty());
  EXPECT_FALSE(crosstab_svg(counter_of(project)).empty());
  project.groups.clear();
  EXPECT_TRUE(crosstab_report(counter_of(project), options).rows.empty());
}

}  // namespace
}  // namespace gloss::report
