// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/methods_report.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gloss::report {
namespace {

/// Three sources, a codebook with rules, nine codings of the rules; nobody has read.
MethodsFacts fresh_facts() {
  MethodsFacts facts;
  facts.program = "gloss 9.9";
  facts.state = "5747e";
  facts.codebook = {"clubs", "Clubs", "c0de", "passage", 4, 3, 7, 1, 5, 1, 0, 0};
  facts.material = {{model::Kind::interview, "en", 2, 20, 12345}, {model::Kind::field_note, "zh", 1, 4, 300}};
  facts.speakers = 2;
  facts.base.passages = 15;
  facts.base.sources = 3;
  facts.base.where = "role != interviewer";
  facts.base_words = 9000;
  facts.base_speakers = 2;
  facts.record.undecided = 9;
  facts.texts = {{"a.txt", model::Kind::interview, "en", 12000, "aa"},
                 {"b.txt", model::Kind::interview, "en", 345, "bb"},
                 {"n.md", model::Kind::field_note, "zh", 300, "cc"}};
  return facts;
}

/// Anna and Ben have read two sources, Ben without a look at what was coded.
MethodsFacts read_facts() {
  MethodsFacts facts = fresh_facts();
  facts.record = {3, 4, 2, 1};
  facts.read = 2;
  facts.blind = 0;
  facts.readers = {{"anna", 2, 0}, {"ben", 2, 2}};
  facts.agreement = {{{{"anna", 2}, {"ben", 0}}, 12, 2, 0.7123, 0.931}};
  facts.rules = MeasuredRules{12, {6, 2, 4, 36}};
  return facts;
}

std::string all_words(const MethodsFacts& facts) {
  std::string words;
  for (const Runs& runs : methods_paragraphs(facts)) {
    for (const Run& run : runs) words += run.text;
    words += "\n";
  }
  return words;
}

std::vector<std::string> missing_things(const MethodsFacts& facts) {
  std::vector<std::string> things;
  for (const Missing& one : missing_from(facts)) things.push_back(one.what);
  return things;
}

using Things = std::vector<std::string>;

TEST(MethodsReport, SaysThatNobodyHasReadWhereNobodyHas) {
  const MethodsFacts facts = fresh_facts();
  EXPECT_EQ(
      all_words(facts),
      "The material consists of 3 sources: 2 interviews (English 2) and 1 field note (Chinese 1); 12,645 "
      "words in all (a Chinese character counts as a word). 2 speakers are named in them, interviewers not "
      "counted. The unit of analysis is the passage: a paragraph, of one speaker where speakers are named. "
      "Counted are 15 passages of 3 sources (9000 words), those for which role != interviewer holds.\n"
      "They were coded with gloss 9.9 and the codebook “Clubs” (clubs, SHA-256 c0de), which has 4 codes, 3 "
      "of them with rules (7 rules). A rule looks at one passage unless it names another unit. 5 examples "
      "and 1 counterexample in the codebook are run as tests of the rules; all pass. 9 codings count: 0 "
      "made by hand, 0 found by a rule and accepted by a coder, and 9 found by a rule and decided about by "
      "nobody.\n"
      "Nobody has read a source completely; precision and recall of the rules are not known.\n"
      "What the rules find is computed, not edited: the same texts, the same codebook and the same version "
      "of the program give the same codings. The project is in state 5747e (SHA-256 over texts, speakers, "
      "variables, codebook and what people coded and decided); each text is named by its own SHA-256.\n");
  EXPECT_EQ(missing_things(facts), (Things{"undecided", "nothing_read"}));
  EXPECT_TRUE(methods_references(facts).empty()) << "no measure, no reference";
}

TEST(MethodsReport, TellsAgreementAndPrecisionWithTheirBase) {
  const MethodsFacts facts = read_facts();
  const std::string words = all_words(facts);
  for (const char* part : {"9 codings count: 3 made by hand, 4 found by a rule and accepted by a coder, and "
                           "2 found by a rule and "
                           "decided about by nobody. 1 more coding was rejected and not counted.",
                           "2 of 3 sources were read to the end: anna 2 (0 of them blind) and ben 2 (2 of "
                           "them blind). Blind means "
                           "without seeing",
                           "On 12 passages of the 2 sources that anna and ben have read, Krippendorff's "
                           "alpha of all codes together is "
                           "0.712 (each code given to a passage or not, mean share of passages judged alike "
                           "per code 93.1 %). anna "
                           "knew in 2 of them what rules or others had coded.",
                           "In the 12 passages that were read, the rules gave a code to a passage 8 times, "
                           "the readers 10 times (by "
                           "hand, or by accepting what a rule found), and 6 times both did: precision 0.750, "
                           "recall 0.600 (all codes "
                           "pooled). Not all of these sources were read blind"})
    EXPECT_NE(words.find(part), std::string::npos) << part << "\n" << words;
  EXPECT_EQ(words.find("not known"), std::string::npos);
  EXPECT_EQ(missing_things(facts), (Things{"undecided", "partly_read", "not_blind"}));
  EXPECT_EQ(methods_references(facts).size(), 2u);
}

TEST(MethodsReport, ClaimsNoAgreementOfOneCoderNorOfTwoWhoReadApart) {
  MethodsFacts facts = read_facts();
  facts.agreement.clear();
  EXPECT_NE(all_words(facts).find("No source was read by two coders"), std::string::npos);
  facts.readers.pop_back();
  const std::string words = all_words(facts);
  EXPECT_NE(words.find("Only one coder has read; agreement between coders is not known."), std::string::npos);
  EXPECT_EQ(words.find("alpha"), std::string::npos);
  EXPECT_EQ(missing_things(facts), (Things{"undecided", "partly_read", "not_blind", "no_agreement"}));
  EXPECT_EQ(methods_references(facts).size(), 1u);
}

TEST(MethodsReport, HasNoNumberWhereThereIsNone) {
  MethodsFacts facts = read_facts();
  facts.agreement.front().alpha.reset();
  facts.agreement.front().percent.reset();
  facts.rules->pooled = {0, 0, 0, 48};
  const std::string words = all_words(facts);
  EXPECT_NE(words.find("all codes together is not defined (each code given to a passage or not)"),
            std::string::npos)
      << words;
  EXPECT_NE(words.find("precision not defined, recall not defined"), std::string::npos);
  EXPECT_EQ(words.find("nan"), std::string::npos);
  const Json json = *parse_json(methods_json(facts), "");
  EXPECT_TRUE(json["agreement"][0]["alpha"].is_null());
  EXPECT_TRUE(json["rules"]["precision"].is_null());
}

TEST(MethodsReport, SpeaksNotOfRulesWhereThereAreNone) {
  MethodsFacts facts = read_facts();
  facts.codebook = {"hand", "By hand", "c0de", "passage", 4, 0, 0, 0, 0, 0, 0, 0};
  facts.base.where.clear();
  facts.record = {1, 0, 0, 0};
  const std::string words = all_words(facts);
  EXPECT_NE(words.find("4 codes, none of them with rules. 1 coding counts:"), std::string::npos) << words;
  EXPECT_NE(words.find("(9000 words)."), std::string::npos);
  EXPECT_EQ(words.find("precision"), std::string::npos);
}

TEST(MethodsReport, ListsAllThatIsMissing) {
  MethodsFacts facts = fresh_facts();
  facts.unlabelled = 1;
  facts.codebook.failed = 2;
  facts.codebook.without_examples = 3;
  facts.record.undecided = 0;
  facts.set_aside = 4;
  EXPECT_EQ(missing_things(facts), (Things{"no_speakers", "examples_fail", "no_examples", "no_codings",
                                           "set_aside", "nothing_read"}));
  EXPECT_NE(all_words(facts).find("2 of them fail"), std::string::npos);
  EXPECT_EQ(missing_things(MethodsFacts{}), Things{"no_sources"});
  EXPECT_EQ(all_words(MethodsFacts{}), "The project has no sources.\n");
}

TEST(MethodsReport, SpeaksChinese) {
  MethodsFacts facts = read_facts();
  facts.language = "zh";
  const std::string words = all_words(facts);
  for (const char* part :
       {"材料共 3 个来源：访谈 2 份（英语 2）、田野笔记 1 份（中文 1）；共 12,645 词（汉字每字计一词）。",
        "条件为 role != interviewer。", "规则以段落为单位", "计入编码 9 条：手工 3 条",
        "另有 1 条被拒绝，不计。",
        "3 个来源中有 2 个被通读：anna 读 2 个（盲读 0 个）、ben 读 2 个（盲读 2 个）。",
        "在 anna、ben 均通读的 2 个来源的 12 个段落上，全部代码的 Krippendorff α 为 0.712",
        "精确率 0.750，召回率 0.600（全部代码合计）。这些来源并非全部盲读"})
    EXPECT_NE(words.find(part), std::string::npos) << part << "\n" << words;
  const Prose prose = methods_prose(facts);
  EXPECT_EQ(prose.title, "方法：Clubs");
  EXPECT_EQ(prose.blocks.front().runs.front().text, "供方法部分使用");
}

TEST(MethodsReport, KeepsNamesAsTheyAre) {
  MethodsFacts facts = read_facts();
  facts.readers[0].coder = facts.agreement[0].coders[0].name = "{} <b>|`x`";
  facts.codebook.title = "{0:z} & co";
  facts.texts[0].source = "=a|b.txt";
  const std::string words = all_words(facts);
  EXPECT_NE(words.find("{} <b>|`x` 2 (0 of them blind)"), std::string::npos) << words;
  EXPECT_NE(words.find("“{0:z} & co”"), std::string::npos);
  EXPECT_EQ((*parse_json(methods_json(facts), ""))["texts"][0]["source"], "=a|b.txt");
}

TEST(MethodsReport, EndsWithCountsTextsAndReferences) {
  const Prose prose = methods_prose(read_facts());
  std::size_t tables = 0;
  for (const ProseBlock& block : prose.blocks)
    if (block.kind == ProseBlock::Kind::table) {
      ++tables;
      for (const auto& row : block.table.rows) EXPECT_EQ(row.size(), block.table.columns.size());
    }
  EXPECT_EQ(tables, 3u);
  EXPECT_EQ(prose.blocks.back().kind, ProseBlock::Kind::item);
  const Json json = *parse_json(methods_json(read_facts(), Json{{"provenance", 1}}), "");
  EXPECT_EQ(json["provenance"], 1);
  EXPECT_EQ(json["paragraphs"].size(), 4u);
  EXPECT_EQ(json["missing"][0]["what"], "undecided");
  EXPECT_EQ(json["rules"]["tp"], 6);
  EXPECT_EQ(json["base"]["words"], 9000);
}

}  // namespace
}  // namespace gloss::report
