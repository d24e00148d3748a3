// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/uncoded_report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/random_project.h"

namespace gloss::report {
namespace {

TEST(UncodedReport, CountsWordsAndPassagesWordByWord) {
  std::mt19937_64 random(61);
  std::int64_t uncoded = 0, coded = 0;
  for (int round = 0; round < 300; ++round) {
    CodedProject project = test::random_project(random).project;
    for (BasePassage& passage : project.base) {
      passage.first_word = passage.place.span.begin.count;
      passage.past_word = passage.place.span.end.count;
    }
    for (CodedSpan& coding : project.codings) {
      coding.first_word = coding.span.begin.count;
      coding.past_word = coding.span.end.count;
    }
    std::int64_t words = 0, covered = 0;
    std::size_t passages = 0;
    for (const BasePassage& passage : project.base) {
      const auto meets = [&](const CodedSpan& coding) {
        return coding.source == passage.place.source && coding.span.overlaps(passage.place.span);
      };
      passages += std::none_of(project.codings.begin(), project.codings.end(), meets) ? 1 : 0;
      for (std::uint32_t at = passage.first_word; at < passage.past_word; ++at, ++words)
        covered += std::any_of(project.codings.begin(), project.codings.end(), [&](const CodedSpan& coding) {
          return coding.source == passage.place.source && coding.first_word <= at && at < coding.past_word;
        });
    }
    UncodedCounter counter;
    const std::vector<bool> met = counter.add(project);
    ASSERT_EQ(std::count(met.begin(), met.end(), false), static_cast<std::int64_t>(passages));
    ASSERT_EQ(counter.words(), words) << round;
    ASSERT_EQ(counter.coded_words(), covered) << round;
    ASSERT_EQ(counter.passages().size(), passages) << round;
    uncoded += static_cast<std::int64_t>(passages);
    coded += covered;
  }
  EXPECT_GT(uncoded, 300);
  EXPECT_GT(coded, 3000);
}

TEST(UncodedReport, HasNoShareOfNothing) {
  const Table table = uncoded_report({}, {}, {}, "en");
  EXPECT_EQ(table.headers.back(), "Typical words (times without / with a code): none stands out");
  EXPECT_EQ(table.head["uncoded"]["typical_words"], Json::array());
  EXPECT_EQ(table.head["uncoded"]["share_of_words"], nullptr);
  EXPECT_TRUE(table.rows.empty());
}

TEST(UncodedReport, NamesItsTypicalWordsWithTheirCounts) {
  const std::vector<TypicalWord> typical{{"rain", {12345, 50000, 3, 9000}, 7.5, 2.25},
                                         {"河", {9, 50000, 0, 9000}, 7, 2}};
  const Table table = uncoded_report({}, {}, typical, "en");
  EXPECT_EQ(table.headers.back(), "Typical words (times without / with a code): rain 12,345/3, 河 9/0");
  EXPECT_EQ(json_line(table.head["uncoded"]["typical_words"][0]),
            R"({"word":"rain","f1":12345,"n1":50000,"f2":3,"n2":9000,"g2":7.5,"log_ratio":2.25})");
  EXPECT_EQ(uncoded_report({}, {}, typical, "zh").headers.back(),
            "典型词（无代码/有代码段落中的次数）：rain 12,345/3、河 9/0");
}

}  // namespace
}  // namespace gloss::report
