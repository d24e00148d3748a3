// SPDX-License-Identifier: GPL-3.0-or-later
// What a codebook's file alone shows to be worth a look.
#include "codebook/lint.h"

#include <gtest/gtest.h>

#include "codebook/parse_rule.h"

namespace gloss::codebook {
namespace {

using Lines = std::vector<std::string>;

/// "LINE:COLUMN kind message", without the findings of codes without texts.
Lines findings(const std::string& yaml, bool texts = false) {
  const auto book = parse_codebook(yaml, "c.yaml");
  EXPECT_TRUE(book) << (book ? "" : book.error().line());
  Lines lines;
  if (!book) return lines;
  for (const Finding& one : lint(*book)) {
    const bool of_texts = one.kind == finding::no_definition || one.kind == finding::no_examples ||
                          one.kind == finding::no_counterexamples;
    EXPECT_FALSE(one.remedy.empty());
    if (of_texts == texts)
      lines.push_back(std::to_string(one.line) + ":" + std::to_string(one.column) + " " +
                      std::string(one.kind) + ": " + one.message);
  }
  return lines;
}

TEST(Lint, IsSilentAboutASoundCodebook) {
  const std::string sound =
      "codebook: c\nlists: {l: [x]}\ncodes:\n  a:\n    definition: d\n    rules: [$l, y]\n"
      "    examples: [x]\n    counterexamples: [z]\n";
  EXPECT_EQ(findings(sound), Lines{});
  EXPECT_EQ(findings(sound, true), Lines{});
}

TEST(Lint, MissesTextsOfCodes) {
  EXPECT_EQ(
      findings("codebook: c\ncodes:\n  a:\n    rules: [x]\n  b:\n    definition: by hand\n", true),
      (Lines{"3:3 no counterexamples: 'a' has rules but no counterexamples",
             "3:3 no definition: 'a' has no definition", "3:3 no examples: 'a' has rules but no examples"}));
}

TEST(Lint, FindsEqualRulesInAnyOrderOfOperands) {
  EXPECT_EQ(
      findings("codebook: c\ncodes:\n  a:\n    rules:\n      - x near/3 (y or z)\n      - (z or y) near/3 x\n"
               "  b:\n    rules:\n      - x  near/3 (y or z)\n      - x before/3 y\n      - y before/3 x\n"),
      (Lines{"6:9 duplicate rule: this rule of 'a' stands there twice (line 5)",
             "9:9 duplicate rule: this rule of 'b' is also a rule of 'a' (line 5)"}));
}

TEST(Lint, FindsListsThatNoRuleUses) {
  EXPECT_EQ(
      findings(
          "codebook: c\nlists:\n  used: [x]\n  spare: [y]\ncodes:\n  a:\n    rules: ['negated($used)']\n"),
      Lines{"4:3 unused list: no rule uses the list 'spare'"});
}

TEST(Lint, FindsContradictions) {
  EXPECT_EQ(findings("codebook: c\ncodes:\n  a:\n    rules: [x]\n    examples: ['We  lack\\ \\ it']\n"
                     "    counterexamples: ['We  lack\\ \\ it']\n"),
            Lines{"6:23 contradiction: this counterexample of 'a' is an example, too (line 5)"});
  EXPECT_EQ(
      findings("codebook: c\ncodes:\n  a:\n    rules:\n      - x and y and not x\n      - x and not y\n"),
      Lines{"5:9 contradiction: this rule of 'a' wants x and not x: it can never match"});
  EXPECT_EQ(
      findings("codebook: c\ncodes:\n  a:\n    rules:\n      - affirmed(x)\n      - negated(x)\n"),
      Lines{"6:9 contradiction: this rule of 'a' and rule 1 (line 5) find the same words with and without "
            "negation"});
}

TEST(Lint, FindsARuleOfTwoCodesThatExcludeEachOther) {
  const std::string tail = ", but the two exclude each other: ";
  EXPECT_EQ(
      findings(
          "codebook: c\ncodes:\n  a:\n    rules: [x]\n    examples: [so x]\n  b:\n    rules:\n      - x\n"
          "    counterexamples: [so x]\n"),
      Lines{"8:9 contradiction: this rule of 'b' is also a rule of 'a' (line 4)" + tail +
            "the counterexample in line 9 is an example of 'a'"});
  EXPECT_EQ(
      findings(
          "codebook: c\ncodes:\n  a:\n    rules: [x]\n  b:\n    rules:\n      - x\n      - y without <a>\n"),
      Lines{"7:9 contradiction: this rule of 'b' is also a rule of 'a' (line 4)" + tail +
            "the rule in line 8 refuses <a>"});
}

TEST(Canonical, KeepsOrderWhereItMatters) {
  const auto canonical_of = [](const std::string& rule) { return canonical(*parse_rule(rule, {})); };
  EXPECT_EQ(canonical_of("b or a"), canonical_of("a or b"));
  EXPECT_EQ(canonical_of("any 2 of (b, a, c)"), canonical_of("any 2 of (a, b, c)"));
  EXPECT_NE(canonical_of("b before a"), canonical_of("a before b"));
  EXPECT_NE(canonical_of("b not near/2 a"), canonical_of("a not near/2 b"));
  EXPECT_NE(canonical_of("b inside a"), canonical_of("a inside b"));
}

}  // namespace
}  // namespace gloss::codebook
