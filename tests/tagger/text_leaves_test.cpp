// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that compare characters: exact literals, expressions where case matters, raw text.
#include <gtest/gtest.h>

#include "codebook/parse_rule.h"
#include "tagger/worked_example.h"

namespace gloss::test {
namespace {

using Quotes = std::vector<std::string>;

Script passages(std::vector<std::string> texts) {
  Script script;
  script.facts.language = "en";
  for (std::string& text : texts) script.passages.push_back({std::move(text), -1, -1, -1});
  return script;
}

Quotes marked(const std::string& rule, const Script& script) {
  return quotes("codebook: c\noverlap: all\ncodes:\n  c:\n    rules:\n      - |\n        " + rule + "\n",
                script)["c"];
}

TEST(ExactLeaf, TellsCaseWidthAndScriptApart) {
  const Script script = passages({"US us Us ＵＳ. 双重管理 雙重管理, café CAFÉ cafe\u0301 USA"});
  EXPECT_EQ(marked("'US'", script), (Quotes{"US"}));
  EXPECT_EQ(marked("'us'", script), (Quotes{"us"}));
  EXPECT_EQ(marked("'ＵＳ'", script), (Quotes{"ＵＳ"}));
  EXPECT_EQ(marked("'雙重'", script), (Quotes{"雙重"}));
  EXPECT_EQ(marked("'双重'", script), (Quotes{"双重"}));
  EXPECT_EQ(marked("'café'", script), (Quotes{"café"}));
  EXPECT_EQ(marked("'cafe\u0301'", script), (Quotes{"cafe\u0301"}));
}

TEST(ExactLeaf, ComparesWhatStandsBetweenAndAroundItsWords) {
  const Script script =
      passages({"New York, new York, New  York, New-York. U.S. Army. The U.S. army, \"Yes\" Yes",
                "No, thanks. No thanks"});
  EXPECT_EQ(marked("'New York'", script), (Quotes{"New York"}));
  EXPECT_EQ(marked("'New-York'", script), (Quotes{"New-York"}));
  EXPECT_EQ(marked("'U.S. Army'", script), (Quotes{"U.S. Army"}));
  EXPECT_EQ(marked("'\"Yes\"'", script), (Quotes{"Yes"}));
  EXPECT_EQ(marked("'No, thanks'", script), (Quotes{"No, thanks"}));
  EXPECT_EQ(marked("'York, New'", script), (Quotes{"York, New", "York, New"}));
  EXPECT_EQ(marked("'thanks. No'", script), (Quotes{"thanks. No"}));
  EXPECT_EQ(marked("'Yes No'", script), Quotes{}) << "not across passages";
}

TEST(CasedLeaf, MatchesTheOriginalFormOfOnePosition) {
  const Script script =
      passages({"Fund fund FUND ｆｕｎｄ ﬁne fine Straße strasse NGO NGOs A 双 don’t don't"});
  EXPECT_EQ(marked("/Fund/c", script), (Quotes{"Fund"}));
  EXPECT_EQ(marked("/[A-Z]{2,}/c", script), (Quotes{"FUND", "NGO"}));
  EXPECT_EQ(marked("/ﬁne/c", script), (Quotes{"ﬁne"}));
  EXPECT_EQ(marked("/Straße/c", script), (Quotes{"Straße"}));
  EXPECT_EQ(marked("/.*ße?/c", script), (Quotes{"Straße"}));
  EXPECT_EQ(marked("/(NGO|FUND)s?/c", script), (Quotes{"FUND", "NGO", "NGOs"}));
  EXPECT_EQ(marked("/don’t/c", script), (Quotes{"don’t"}));
  EXPECT_EQ(marked("/\\p{Han}/c", script), (Quotes{"双"}));
  EXPECT_EQ(marked("/cafe\u0301/c", passages({"café cafe\u0301"})), (Quotes{"cafe\u0301"}));
  EXPECT_EQ(marked("/cafe./c", passages({"cafes cafe\u0301"})), (Quotes{"cafes", "cafe\u0301"}));
}

TEST(TextLeaf, WidensToThePositionsItTouches) {
  const Script script = passages({"Send an E-Mail: to me. Or mail? Emails! 微信（WeChat）群"});
  EXPECT_EQ(marked("text(\"e-mail: \")", script), (Quotes{"E-Mail"}));
  EXPECT_EQ(marked("text(\"mail: t\")", script), (Quotes{"Mail: to"}));
  EXPECT_EQ(marked("text(\"mail\")", script), (Quotes{"Mail", "mail", "Emails"}));
  EXPECT_EQ(marked("text(\"信(we\")", script), (Quotes{"信（WeChat"}));
  EXPECT_EQ(marked("text(\"？\")", script), (Quotes{"mail"}))
      << "folded to ?, which belongs to the word before";
  EXPECT_EQ(marked("text(\"me or\")", script), Quotes{});
}

TEST(TextLeaf, FindsPunctuationAndEmojiByTheWordBesideThem) {
  EXPECT_EQ(marked("text(\"🙂\")", passages({"fine 🙂 then", "🙂 first", "🙂"})),
            (Quotes{"fine", "first"}));
  EXPECT_EQ(marked("text(\"...\")", passages({"well… and", "no"})), (Quotes{"well"}));
}

TEST(TextLeaf, FindsOverlappingPlaces) {
  EXPECT_EQ(marked("text(\"a a\")", passages({"a a a"})), (Quotes{"a a", "a a"}));
}

TEST(TextRegex, RunsOverTheFoldedPassage) {
  const Script script =
      passages({"Lack of FUNDS, lack of\nmoney; Straße 12, Größe 3. 環境保護 and 环境管理", "call 555-1234"});
  EXPECT_EQ(marked("text(/lack of (funds|money)/)", script), (Quotes{"Lack of FUNDS"}));
  EXPECT_EQ(marked("text(/lack\\Wof\\W(funds|money)/)", script), (Quotes{"Lack of FUNDS", "lack of\nmoney"}));
  EXPECT_EQ(marked("text(/Straße \\d+/)", script), (Quotes{"Straße 12"}));
  EXPECT_EQ(marked("text(/größe+ 3/)", script), (Quotes{"Größe 3"}));
  EXPECT_EQ(marked("text(/環境.管?/)", script), (Quotes{"環境保", "环境管"}));
  EXPECT_EQ(marked("text(/\\d{3}-\\d+/)", script), (Quotes{"555-1234"}));
  EXPECT_EQ(marked("text(/^call|12\\b/)", script), (Quotes{"12", "call"}));
  EXPECT_EQ(marked("text(/\\Q555-\\E/)", script), (Quotes{"555"}));
  EXPECT_EQ(marked("text(/x*/)", script), Quotes{}) << "an empty match marks nothing";
}

TEST(TextRegex, SeesTheOriginalWhereCaseMatters) {
  const Script script = passages({"Lack of FUNDS, lack of funds, 環境 环境, cafe\u0301s"});
  EXPECT_EQ(marked("text(/of FUNDS/c)", script), (Quotes{"of FUNDS"}));
  EXPECT_EQ(marked("text(/環./c)", script), (Quotes{"環境"}));
  EXPECT_EQ(marked("text(/[A-Z]{3}/c)", script), (Quotes{"FUNDS"}));
  EXPECT_EQ(marked("text(/cafe/c)", script), (Quotes{"cafe\u0301s"}));
}

TEST(TextLeaves, CombineLikeAnyOther) {
  const Script script = passages({"The US grants money. Give us money.", "The NGO asked us"});
  EXPECT_EQ(marked("'US' near/2 money", script), (Quotes{"US grants money"}));
  EXPECT_EQ(marked("money not near/1 'us'", script), (Quotes{"money"}));
  EXPECT_EQ(marked("text(\"asked us\") or 'NGO'", script), (Quotes{"NGO", "asked us"}));
  EXPECT_EQ(marked("count('US' or 'us') >= 2", script).size(), 1u);
}

/// What reading costs: texts are asked for only where a rule's words stand.
int reads(const std::string& rule, const Script& script) {
  auto codebook = codebook::parse_codebook(
      "codebook: c\ncodes:\n  c:\n    rules:\n      - |\n        " + rule + "\n", "c");
  EXPECT_TRUE(codebook) << rule;
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(*codebook, vocabulary, "c.yaml", {});
  EXPECT_TRUE(program) << rule;
  program->run(source.view());
  return source.reads();
}

TEST(TextLeaves, ReadOnlyWhatTheirWordsLetHope) {
  const Script script = passages({"We lack money for the roof", "and funds for books, 双重管理"});
  EXPECT_EQ(reads("money", script), 0);
  EXPECT_EQ(reads("'US'", script), 0);
  EXPECT_EQ(reads("'Money'", script), 1);
  EXPECT_EQ(reads("'money roof'", script), 0) << "ids tell that the words are not neighbours";
  EXPECT_EQ(reads("text(\"budget\")", script), 0);
  EXPECT_EQ(reads("text(\"lack funds\")", script), 0) << "not in one passage";
  EXPECT_EQ(reads("text(\"ack mon\")", script), 1);
  EXPECT_EQ(reads("text(/lack of (budget|cash)/)", script), 0);
  EXPECT_EQ(reads("text(/(lack|funds).*(budget|books)/)", script), 1);
  EXPECT_EQ(reads("text(/(lack|budgets).*(cash|books)/)", script), 0);
  EXPECT_EQ(reads("text(/管.*制/)", script), 0);
  EXPECT_EQ(reads("text(/管.*[制理]/)", script), 1);
  EXPECT_EQ(reads("text(/双重制度/)", script), 0);
  EXPECT_EQ(reads("/Budget/c", script), 0);
  EXPECT_EQ(reads("/Money/c", script), 1);
  EXPECT_EQ(reads("text(/[0-9]+/)", script), 1);
  EXPECT_EQ(reads("text(\"!\") near absent", script), 0);
}

TEST(TextLeaves, FindNothingWhereTheTextCannotBeRead) {
  class Broken final : public tagger::TextReader {
   public:
    bool read(std::int64_t, std::string&) const override { return false; }
  };
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(passages({"US money!"}), tokenizer, vocabulary);
  const Broken broken;
  tagger::SourceView view = source.view();
  view.texts = &broken;
  for (const std::string query : {"'US'", "text(\"us\")", "/US/c", "text(/u./)", "text(/!/)"}) {
    auto parsed = codebook::parse_rule(query, {"query", 1, 1, false, 1}, {true});
    ASSERT_TRUE(parsed) << query;
    auto program = tagger::Program::compile_query(*parsed, query, vocabulary, {});
    ASSERT_TRUE(program) << query;
    EXPECT_TRUE(program->needs_texts());
    EXPECT_EQ(program->run_query(source.view()).rows.size(), 1u) << query;
    EXPECT_TRUE(program->run_query(view).rows.empty()) << query;
  }
}

}  // namespace
}  // namespace gloss::test
