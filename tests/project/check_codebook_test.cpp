// SPDX-License-Identifier: GPL-3.0-or-later
// Examples as tests: what passes, what fails, and what is said about it.
#include "project/check_codebook.h"

#include <gtest/gtest.h>

namespace gloss::project {
namespace {

CodebookCheck checked(const std::string& yaml) {
  const auto examined = codebook::parse_codebook(yaml, "c.yaml");
  EXPECT_TRUE(examined) << (examined ? "" : examined.error().line());
  auto check = check_codebook(*examined, "c.yaml");
  EXPECT_TRUE(check) << (check ? "" : check.error().line());
  return std::move(*check);
}

TEST(CheckCodebook, RunsEveryExampleOnce) {
  const CodebookCheck check = checked(
      "codebook: c\nwhere: role != interviewer\ncodes:\n  a:\n    rules: [money]\n"
      "    examples:\n      - We have money.\n      - 'Interviewer: Money?'\n      - \"Interviewer: "
      "So?\\n\\nP1: Money.\"\n"
      "    counterexamples:\n      - We have none.\n      - Money is no matter.\n"
      "  b:\n    examples: [by hand]\n");
  EXPECT_EQ(check.examples, 3u);
  EXPECT_EQ(check.counterexamples, 2u);
  EXPECT_EQ(check.not_run, 1u);
  ASSERT_EQ(check.runs.size(), 5u);
  std::vector<int> failed_lines;
  for (const auto& run : check.runs)
    if (run.failure != SIZE_MAX) {
      failed_lines.push_back(run.line);
      EXPECT_EQ(check.failures.at(run.failure).text, run.text);
    }
  EXPECT_EQ(failed_lines, (std::vector<int>{8, 12})) << "the interviewer's word, and the counterexample";
  EXPECT_EQ(check.failures.size(), 2u);
}

TEST(CheckCodebook, ShowsTheNearestRuleOfAnExampleThatFails) {
  const CodebookCheck check = checked(
      "codebook: c\ncodes:\n  a:\n    rules:\n      - grant near/2 late\n      - money near/2 short\n"
      "    examples: [The money has always been short.]\n");
  ASSERT_EQ(check.failures.size(), 1u);
  const ExampleFailure& failure = check.failures[0];
  ASSERT_TRUE(failure.nearest);
  EXPECT_EQ(failure.nearest->rule, 2);
  EXPECT_EQ(failure.nearest->line, 6);
  ASSERT_EQ(failure.nearest->obstacles.size(), 1u);
  EXPECT_EQ(failure.nearest->obstacles[0].kind, "distant");
  EXPECT_EQ(failure.nearest->obstacles[0].text, "money and short are 4 words apart, near/2 allows 2");
  const std::string text = failure.passage;
  ASSERT_EQ(failure.marks.size(), 2u);
  EXPECT_EQ(text.substr(failure.marks[0].first, failure.marks[0].second - failure.marks[0].first), "money");
}

TEST(CheckCodebook, ShowsTheRulesThatFireOnACounterexample) {
  const CodebookCheck check = checked(
      "codebook: c\ncodes:\n  a:\n    rules:\n      - negated(money)\n      - hall\n      - '\"the hall\"'\n"
      "    counterexamples: [There is no money in the hall.]\n");
  ASSERT_EQ(check.failures.size(), 1u);
  ASSERT_EQ(check.failures[0].fired.size(), 3u);
  EXPECT_EQ(check.failures[0].fired[0].rule, 1);
  EXPECT_EQ(check.failures[0].fired[0].matched, std::vector<std::string>{"money"});
  EXPECT_EQ(check.failures[0].fired[0].cues, std::vector<std::string>{"no"});
  EXPECT_EQ(check.failures[0].fired[1].matched, std::vector<std::string>{"hall"});
  EXPECT_EQ(check.failures[0].fired[2].matched, std::vector<std::string>{"the hall"});
  EXPECT_EQ(check.failures[0].fired[2].line, 7);
}

TEST(CheckCodebook, SaysThatTheConditionRefusesAnExample) {
  const CodebookCheck check = checked(
      "codebook: c\nwhere: role != interviewer\ncodes:\n  a:\n    rules: [money]\n"
      "    examples: ['Interviewer: Money?']\n");
  ASSERT_EQ(check.failures.size(), 1u);
  EXPECT_EQ(check.failures[0].base,
            std::vector<std::string>{"role is interviewer; wanted: role != interviewer"});
  ASSERT_TRUE(check.failures[0].nearest);
  EXPECT_TRUE(check.failures[0].nearest->obstacles.empty());
}

}  // namespace
}  // namespace gloss::project
