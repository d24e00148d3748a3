// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reading.h"

#include <gtest/gtest.h>

#include "project/code_passage.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

struct Reading : Study {
  Reading() : file(create()) {
    write("first.md",
          "---\ndate: 2021-06-01\n---\n\nInterviewer: Well?\n\nP1: There is money. There is no hall.\n");
    write("second.md",
          "---\ndate: 2021-05-01\n---\n\nInterviewer: And?\n\nP1: Money, always money.\n\n"
          "P1: We walked home along the river that night.\n\nP1: 后来下雨了。\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(
        file,
        must(codebook::parse_codebook("codebook: c\nwhere: role != interviewer\ncodes:\n  means:\n"
                                      "    codes:\n      money: {rules: [money]}\n"
                                      "      hall: {rules: [hall]}\n",
                                      "c.yaml")),
        "c.yaml"));
  }
  project::Project file;
};

TEST(Reading, ShowsWhatIsNewInTheOrderOfDates) {
  Reading study;
  const auto table = must(accumulation(study.file, {}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(std::get<std::string>(table.rows[0][1]), "second.md");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][4]), 1);  // money; "means" above it is no code of its own
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][5]), 2);
  AccumulationRequest other;
  other.date = "day";
  EXPECT_EQ(std::get<std::string>(must(accumulation(study.file, other)).rows[0][1]), "first.md");
}

TEST(Reading, ShowsTheLongestPassagesWithoutACode) {
  Reading study;
  const auto table = must(uncoded(study.file, {}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(std::get<std::string>(table.rows[0][3]), "We walked home along the river that night.");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][2]), 8);
  EXPECT_EQ(std::get<std::string>(table.rows[1][3]), "后来下雨了。");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][2]), 5);
  EXPECT_EQ(table.head["uncoded"]["words_without_code"], 5 + 8 + 1 + 5);
  // By hand it is coded, and in bytes, not positions.
  must(add_coding(study.file, {.place = "second.md:3"}, "means/hall"));
  const auto after = must(uncoded(study.file, {}));
  ASSERT_EQ(after.rows.size(), 1u);
  EXPECT_EQ(after.head["uncoded"]["words_without_code"], 5 + 1 + 5);
}

}  // namespace
}  // namespace gloss::project
