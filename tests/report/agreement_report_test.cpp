// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/agreement_report.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "report/agreement_study.h"

namespace gloss::report {
namespace {

using namespace gloss::test;

TEST(AgreementReport, SaysNoVariationAndRemarksOnSkewedCategories) {
  std::mt19937_64 random(34);
  AgreementStudy study = many_sources(5, random);
  study.project.codes.push_back({"nothing", "Nothing", -1});
  study.project.codes.push_back({"rare", "Rare", -1});
  study.codings[0].push_back({2, 0, text::byte_span(0, 8)});  // of 50 passages one each, not the same
  study.codings[1].push_back({2, 1, text::byte_span(0, 8)});
  const Table table = agreement_report(study, measure_agreement(study, {}), {});
  const auto cell = [&](std::size_t row, const std::string& name) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].name == name) return table.rows[row][c];
    throw std::out_of_range(name);
  };
  EXPECT_TRUE(std::holds_alternative<std::monostate>(cell(1, "alpha")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(cell(1, "kappa")));
  EXPECT_EQ(std::get<std::string>(cell(1, "remark")), "no variation");
  EXPECT_EQ(std::get<double>(cell(1, "percent")), 1.0);
  EXPECT_EQ(std::get<std::string>(cell(2, "remark")), "high agreement, skewed categories");
  EXPECT_EQ(std::get<std::int64_t>(cell(2, "coded_anna")), 1);
  EXPECT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(std::get<std::int64_t>(cell(3, "units")), 150);
  EXPECT_EQ(table.head["coders"][1]["not_blind"], 1);
  const std::string text = as_text(table, {120, false});
  EXPECT_NE(text.find("ben*"), std::string::npos) << "who was not blind is marked";
  EXPECT_NE(text.find("AC1 0."), std::string::npos) << text;
}

TEST(AgreementReport, ListsEveryDifferenceOnceAndWhatIsTakenForWhat) {
  std::mt19937_64 random(35);
  std::size_t differences = 0, pairs = 0;
  for (int round = 0; round < 600; ++round) {
    const AgreementStudy study = dealt(random, 2 + random() % 2, "passage");
    const std::size_t coders = study.coders.size();
    std::vector<std::vector<std::uint64_t>> marks;
    for (std::size_t c = 0; c < study.project.codes.size(); ++c)
      marks.push_back(slow_marks(study, static_cast<std::int32_t>(c), false));
    std::size_t expected = 0;
    for (const auto& of_code : marks)
      for (const std::uint64_t mark : of_code)
        expected += mark != 0 && mark != (std::uint64_t{1} << coders) - 1;
    const auto found = disagreements_of(study);
    ASSERT_EQ(found.size(), expected);
    for (const Disagreement& one : found) {
      EXPECT_EQ(one.coders, marks[static_cast<std::size_t>(one.code)][one.unit]);
      const CodedSpan& coding = study.codings[one.coder][one.coding];
      EXPECT_EQ(coding.code, one.code);
      EXPECT_TRUE(meets_in_base(study, coding, study.units[one.unit]));
    }
    differences += found.size();
    const Table table = confusion_table(study, {});
    for (const auto& row : table.rows) {
      const auto number = [&](const Value& value, std::size_t past) {
        return static_cast<std::size_t>(std::get<std::string>(value).at(past) - '0');
      };
      const std::size_t a = number(row[0], 5), b = number(row[3], 5);
      const std::string code_a = std::get<std::string>(row[1]), code_b = std::get<std::string>(row[4]);
      std::int64_t units = 0;
      for (std::size_t unit = 0; unit < study.units.size(); ++unit) {
        const auto gives_only = [&](const std::string& id, std::size_t one, std::size_t other) {
          bool any = false;
          for (std::size_t c = 0; c < marks.size(); ++c) {
            if (id.empty() ? (marks[c][unit] >> one & 1) != 0 : study.project.codes[c].id == id)
              any = any || id.empty() ||
                    ((marks[c][unit] >> one & 1) != 0 && (marks[c][unit] >> other & 1) == 0);
          }
          return id.empty() ? !any : any;
        };
        units += gives_only(code_a, a, b) && gives_only(code_b, b, a);
      }
      ASSERT_EQ(std::get<std::int64_t>(row[6]), units) << code_a << " / " << code_b;
      ++pairs;
    }
  }
  EXPECT_GT(differences, 1000u);
  EXPECT_GT(pairs, 500u);
}

}  // namespace
}  // namespace gloss::report
