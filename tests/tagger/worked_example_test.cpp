// SPDX-License-Identifier: GPL-3.0-or-later
// The examples by which the rule language is explained.
#include "tagger/worked_example.h"

#include <gtest/gtest.h>

namespace gloss::test {
namespace {

using Quotes = std::vector<std::string>;

const std::string no_lack = "No, there is no lack of funding. The council gave us money for the roof";
const std::string but_teachers =
    "But the teachers never have enough time. We cannot afford new books, and the funding for music was cut, "
    "not "
    "once but twice";
const std::string more_staff = "More staff, more time and more trust";

// Number 27 is below.
TEST(WorkedExamples, GiveTheSpansThatTheirTableNames) {
  const std::vector<std::tuple<int, std::string, Quotes>> table = {
      {1, "time", {"time", "time"}},
      {2, "worried~", {"worried", "worried"}},
      {3, "'New York'", {"New York", "New York"}},
      {4, "/fund(s|ed|ing)?/", {"funding", "funding", "funding"}},
      {5, "\"lack* of {fund*|money|cash}\"", {"lack of funding", "lack of funding"}},
      {6, "\"turn [0-5] off\"", {"Turn the whole heating thing off"}},
      {7, "$places", {"New York Times", "New York"}},
      {8, "$money", {"funding", "grant", "funding", "money", "funding", "cash", "budget"}},
      {9, "$lack before/3 $money", {"lack of funding", "lack of funding", "shortage of cash"}},
      {10, "negated($lack before/3 $money)", {"lack of funding"}},
      {11, "affirmed($lack before/3 $money)", {"lack of funding", "shortage of cash"}},
      {12, "affirmed($lack before/3 $money) where role = interviewee", {"shortage of cash"}},
      {13, "$cut near/5 $money", {"funding for music was cut", "budget cuts"}},
      {14,
       "$cut near/5 $money within sentence where role = interviewee",
       {"funding for music was cut", "budget cuts"}},
      {15, "teachers and time", {but_teachers}},
      {16, "teachers and time within sentence", {"But the teachers never have enough time"}},
      {17, "money and not $cut", {no_lack}},
      {18, "$money without $cut within sentence where role = interviewee", {"funding", "money", "cash"}},
      {19, "$money with council within sentence", {"money"}},
      {20,
       "count(worried~) >= 2 within turn",
       {"More staff, more time and more trust. I was worried, very worried, then relieved. Turn the whole "
        "heating "
        "thing off"}},
      {21, "count(more) >= 3 within sentence", {more_staff}},
      {22, "any 2 of (time, staff, trust) within sentence", {more_staff}},
      {23, "worried~ before/4 relieved~", {"worried, then relieved"}},
      {24, "$money not after/3 $lack where role != interviewer", {"money", "funding", "budget"}},
      {25, "time where section = \"Hop*\" and age >= 50", {"time"}},
      {26, "funding not near/6 music", {"funding", "funding"}},
  };
  for (const auto& [number, rule, expected] : table)
    EXPECT_EQ(worked_quotes(rule), expected) << number << ": " << rule;
}

TEST(WorkedExamples, NumberTenIsTheOneWithTheCueBeforeIt) {
  const Script script = worked_script();
  auto codebook = codebook::parse_codebook(
      worked_codebook() + "  c:\n    rules: [\"negated($lack before/3 $money)\"]\n", "c.yaml");
  ASSERT_TRUE(codebook);
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", {{"en"}, 0});
  ASSERT_TRUE(program);
  const auto hits = program->run(source.view());
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].run, (tagger::Run{18, 20}));
  ASSERT_EQ(hits[0].reasons.size(), 1u);
  EXPECT_EQ(hits[0].reasons[0].rule, 1);
  EXPECT_EQ(hits[0].reasons[0].leaves, (std::vector<tagger::Run>{{18, 19}, {20, 20}}));
  EXPECT_EQ(hits[0].reasons[0].cues, (std::vector<tagger::Run>{{17, 17}}));  // "no", not "No,"
}

TEST(WorkedExamples, CodesReferToCodes) {
  const std::string codes =
      "  cuts-alone:\n    rules: [\"<cuts> not containing <lack-of-means>\"]\n"
      "  cuts:\n    rules: [\"$cut near/5 $money within sentence\"]\n    span: sentence\n"
      "  lack-of-means:\n    rules: [\"affirmed($lack before/3 $money) where role = interviewee\"]\n"
      "  lack-alone:\n    rules: [\"<lack-of-means> not inside <cuts>\"]\n"
      "  cuts-with-books:\n    rules: [\"<cuts> containing books\"]\n";
  auto found = quotes(worked_codebook() + codes, worked_script());
  const Quotes sentences = {
      "We cannot afford new books, and the funding for music was cut, not once but twice",
      "The New York Times wrote about budget cuts in New York"};
  EXPECT_EQ(found["cuts"], sentences);
  EXPECT_EQ(found["cuts-alone"], sentences);
  EXPECT_EQ(found["lack-alone"], (Quotes{"shortage of cash"}));
  EXPECT_EQ(found["cuts-with-books"], (Quotes{sentences[0]}));
}

}  // namespace
}  // namespace gloss::test
