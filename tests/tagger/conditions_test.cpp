// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/conditions.h"

#include <gtest/gtest.h>

#include "tagger/worked_example.h"

namespace gloss::test {
namespace {

using tagger::AttributeValue;
using Comparison = codebook::Test::Comparison;
using Quotes = std::vector<std::string>;

bool holds(const char* value, Comparison comparison, const char* wanted) {
  return tagger::compares(comparison, AttributeValue(value), AttributeValue(wanted));
}

TEST(AttributeValues, CompareAsDatesAsFarAsBothAreGiven) {
  EXPECT_TRUE(holds("2021-05-03", Comparison::equal, "2021-05"));
  EXPECT_TRUE(holds("2021-05-03", Comparison::equal, "2021-5-3"));
  EXPECT_TRUE(holds("2021/05/03", Comparison::equal, "2021"));
  EXPECT_TRUE(holds("2021-05-03T10:00", Comparison::equal, "2021-05-03"));
  EXPECT_FALSE(holds("2021-05", Comparison::equal, "2021-05-03"));
  EXPECT_TRUE(holds("2021-05-03", Comparison::greater, "2021-04"));
  EXPECT_FALSE(holds("2021-05-03", Comparison::greater, "2021-05")) << "it lies in May";
  EXPECT_TRUE(holds("2021-05-03", Comparison::less_or_equal, "2021-05"));
  EXPECT_TRUE(holds("2021-12-31", Comparison::less, "2022"));
  EXPECT_TRUE(holds("2020", Comparison::less, "2021-05"));
  for (const Comparison c :
       {Comparison::less, Comparison::less_or_equal, Comparison::greater, Comparison::greater_or_equal})
    EXPECT_FALSE(holds("2021", c, "2021-05")) << "nobody knows";
}

TEST(AttributeValues, CompareAsNumbersBeforeAnythingElse) {
  EXPECT_TRUE(holds("52", Comparison::equal, "52.0"));
  EXPECT_TRUE(holds("9", Comparison::less, "10"));
  EXPECT_TRUE(holds("2021", Comparison::greater, "2020.5"));
  EXPECT_TRUE(holds("５２", Comparison::greater_or_equal, "52"));
}

TEST(AttributeValues, CompareAsTextWhereNeitherIsMore) {
  EXPECT_TRUE(holds("Leeds", Comparison::less, "york"));
  EXPECT_TRUE(holds("LEEDS", Comparison::less_or_equal, "leeds"));
  EXPECT_FALSE(holds("Leeds", Comparison::less, "4"));
  EXPECT_FALSE(holds("Leeds", Comparison::greater, "2021-05"));
  EXPECT_FALSE(holds("2021-13", Comparison::equal, "2021")) << "no such month";
}

Script interview() {
  Script script;
  script.facts.language = "en";
  script.facts.sections = {"Life", "Work", "Money", "Hopes"};
  script.facts.section_parents = {-1, 0, 1, -1};
  script.facts.variables = {{"age", "70"}, {"site", "Leeds"}, {"date", "2021-05-03"}};
  for (const char* label : {"INT", "P1", "P2"}) {
    tagger::SpeakerFacts speaker;
    speaker.label = label;
    speaker.role = *label == 'I' ? model::Role::interviewer : model::Role::interviewee;
    if (*label == 'P') speaker.case_name = label[1] == '1' ? "Ann" : "Ben";
    if (*label == 'P') speaker.variables["age"] = label[1] == '1' ? "31" : "52";
    script.facts.speakers.push_back(speaker);
  }
  script.passages = {{"Tell me of money.", 0, 0, 0},
                     {"Money is short. It is never enough money, really.", 1, 1, 1},
                     {"…", 1, 1, 1},
                     {"And money again.", 1, 2, 1},
                     {"My money too.", 2, 2, 2},
                     {"Hm, money?", 3, 3, 0},
                     {"钱 money", 4, 3, 1}};
  return script;
}

std::size_t count(const std::string& condition, const std::string& rule = "money") {
  return quotes("codebook: c\noverlap: all\ncodes:\n  c:\n    rules:\n      - |\n        " + rule +
                    " where " + condition + "\n",
                interview())["c"]
      .size();
}

TEST(Conditions, KnowTheTurnBefore) {
  EXPECT_EQ(count("previous.role = interviewer"), 4u) << "three of P1's first turn, one of the last";
  EXPECT_EQ(count("previous.role = interviewee"), 2u);
  EXPECT_EQ(count("previous.role is not set"), 1u) << "the first turn";
  EXPECT_EQ(count("previous.speaker = P1 and speaker = P2"), 1u);
  EXPECT_EQ(count("previous.case = Ben"), 1u);
  EXPECT_EQ(count("previous.age < 40"), 1u);
  EXPECT_EQ(count("previous.age = 70"), 4u) << "the interviewer has no case, the source has an age";
  EXPECT_EQ(count("previous.case.age is set"), 2u);
  EXPECT_EQ(count("previous.role != interviewee", "(money and too) within source"), 1u)
      << "!= holds where nothing is set";
}

TEST(Conditions, CountUnits) {
  EXPECT_EQ(count("unit.words <= 3"), 4u);
  EXPECT_EQ(count("unit.words = 3", "(money within sentence)"), 3u);
  EXPECT_EQ(count("unit.words = 6", "(money within sentence)"), 1u);
  EXPECT_EQ(count("unit.words > 9"), 0u);
  EXPECT_EQ(count("unit.words > 9", "(money within turn)"), 3u);
  EXPECT_EQ(count("unit.chars = 6"), 1u) << "钱 money";
  EXPECT_EQ(count("unit.number in (2, 4)"), 3u) << "as in SOURCE:N, the passage without words counted";
  EXPECT_EQ(count("unit.number = 1", "(money within source)"), 7u);
  EXPECT_EQ(count("unit.words is set", "((money and too) within section)"), 3u);
  EXPECT_EQ(count("unit.words is not set", "((again near too within source) within passage)"), 1u);
}

TEST(Conditions, KnowTurnsByNumber) {
  EXPECT_EQ(count("turn.number = 2"), 3u);
  EXPECT_EQ(count("turn.number > 3"), 2u);
  EXPECT_EQ(count("turn.number is not set", "(again near too within source)"), 1u);
}

TEST(Conditions, KnowSectionsByLevel) {
  EXPECT_EQ(count("section = life"), 5u);
  EXPECT_EQ(count("section.1 = life"), 5u);
  EXPECT_EQ(count("section.2 = work"), 4u);
  EXPECT_EQ(count("section.3 = money"), 2u);
  EXPECT_EQ(count("section.1 = work"), 0u);
  EXPECT_EQ(count("section.2 is not set"), 3u);
}

TEST(Conditions, KnowWhoseAVariableIs) {
  EXPECT_EQ(count("age = 31"), 4u);
  EXPECT_EQ(count("age = 70"), 2u);
  EXPECT_EQ(count("case.age = 70"), 0u);
  EXPECT_EQ(count("source.age = 70"), 7u);
  EXPECT_EQ(count("document.site = leeds"), 7u);
  EXPECT_EQ(count("case = ann"), 4u);
  EXPECT_EQ(count("date >= 2021-05 and date < 2022"), 7u);
  EXPECT_EQ(count("date > 2021"), 0u);
  EXPECT_EQ(count("Role = Interviewer"), 2u);
}

}  // namespace
}  // namespace gloss::test
