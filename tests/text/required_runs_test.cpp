// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/required_runs.h"

#include <gtest/gtest.h>

#include <random>

#include "text/fold.h"
#include "text/fold_expression.h"
#include "text/pattern.h"
#include "text/tokenizer.h"

namespace gloss::text {
namespace {

TEST(FoldExpression, FoldsWhatStandsForItself) {
  EXPECT_EQ(fold_expression("Fund"), "Fund");
  EXPECT_EQ(fold_expression("Straße+"), "Stra(?:ss)e+");
  EXPECT_EQ(fold_expression("ß+"), "(?:ss)+");
  EXPECT_EQ(fold_expression("環境"), "环境");
  EXPECT_EQ(fold_expression("cafe\u0301?"), "café?");
  EXPECT_EQ(fold_expression("don’t"), "don\\'t");
  EXPECT_EQ(fold_expression("（．"), "\\(\\.");
  EXPECT_EQ(fold_expression("a\u00ADb\u00AD"), "ab");
  EXPECT_EQ(fold_expression("\u00AD"), "(?:)");
}

TEST(FoldExpression, LeavesEscapesAndClassesAlone) {
  for (const char* same : {"\\W\\D\\S\\B", "\\pL\\p{Greek}\\PN", "[環Ａ]", "[^]環]", "[[:alpha:]環]",
                           "[\\]環]", "\\x{74B0}", "a{2,3}", "(?P<name>x)", "(?i:x)"})
    EXPECT_EQ(fold_expression(same), same);
  EXPECT_EQ(fold_expression("[環]環"), "[環]环");
  EXPECT_EQ(fold_expression("\\Q.環(\\E环"), "\\.环\\(环");
  EXPECT_EQ(fold_expression("\\"), "\\");
  EXPECT_EQ(fold_expression("[é"), "[é");
}

using Clauses = RequiredRuns;

TEST(RequiredRuns, AreWordsAndHanCharactersOfALiteral) {
  EXPECT_EQ(runs_of_literal("e-mail: now"), (Clauses{{"mail"}, {"now"}}));
  EXPECT_EQ(runs_of_literal("x"), (Clauses{{"x"}}));
  EXPECT_EQ(runs_of_literal("aa制"), (Clauses{{"制"}, {"aa"}}));
  EXPECT_EQ(runs_of_literal("?! 🙂 が"), Clauses{});
}

TEST(RequiredRuns, OfAnExpressionAreFoundByAskingRe2) {
  EXPECT_EQ(runs_of_expression("(?i)lack of (money|funds)", false),
            (Clauses{{"lack"}, {"of"}, {"funds", "money"}}));
  EXPECT_EQ(runs_of_expression("(?i)(lack|want).*(money|funds)", false),
            (Clauses{{"lack", "want"}, {"funds", "money"}}));
  EXPECT_EQ(runs_of_expression("(?i)money|[0-9]", false), Clauses{});
  EXPECT_EQ(runs_of_expression("[0-9]+", false), Clauses{});
  EXPECT_EQ(runs_of_expression("双重.制", false), (Clauses{{"双"}, {"重"}, {"制"}}));
  EXPECT_EQ(runs_of_expression("(", false), Clauses{});
}

TEST(RequiredRuns, OfTheOriginalLeaveOutTheLetterThatAMarkMayFollow) {
  EXPECT_EQ(runs_of_expression("Cafe", true), (Clauses{{"caf"}}));
  EXPECT_EQ(runs_of_expression("Cafe Noir", true), (Clauses{{"cafe"}, {"noi"}}));
  EXPECT_EQ(runs_of_expression("環境", true), (Clauses{{"环"}, {"境"}}));
}

/// The promise, on random texts: whoever matches has a run of every clause inside one position.
TEST(RequiredRuns, OccurInAPositionOfEveryTextThatMatches) {
  const std::vector<std::string> pieces = {"cafe", "Cafe",   "\u0301", "fund", "FUND",   "ing",  " ",
                                           "-",    "'",      "’",      ".",    "3",      "5",    "ß",
                                           "ﬁ",    "n",      "e",      "環",   "环",     "境",   "が",
                                           "カ",   "\u3099", "Ａ",     "a",    "\u00AD", "🙂", "\n"};
  const std::vector<std::string> expressions = {
      "cafe", "Cafe.?", "(fund|cafe)ing", "f.*d",      "環境?", "环|境",     "e\\W+f", "3.5", "fine",
      "ﬁne",  "a.c",    "(n|e)+f",        "[a-z]+ing", "ße",    "cafe\u0301"};
  std::mt19937_64 random(7);
  Tokenizer tokenizer;
  Positions positions;
  int matched = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int n = 1 + static_cast<int>(random() % 8); n > 0; --n) text += pieces[random() % pieces.size()];
    const std::string folded = fold(text);
    const std::string& expression = expressions[random() % expressions.size()];
    tokenizer.positions(text, positions);
    for (const bool original : {false, true}) {
      const auto pattern = original ? Pattern::compile(expression) : Pattern::compile_folded(expression);
      ASSERT_TRUE(pattern);
      if (!pattern->find(original ? text : folded, 0)) continue;
      ++matched;
      for (const auto& clause : runs_of_expression(pattern->expression(), original)) {
        const bool there = std::any_of(positions.items.begin(), positions.items.end(), [&](const auto& item) {
          return std::any_of(clause.begin(), clause.end(), [&](const std::string& run) {
            return positions.form(item).find(run) != std::string_view::npos;
          });
        });
        ASSERT_TRUE(there) << expression << " in " << text << (original ? " (original)" : "");
      }
    }
  }
  EXPECT_GT(matched, 2'000);
}

}  // namespace
}  // namespace gloss::text
