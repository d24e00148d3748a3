// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/codebook_report.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gloss::report {
namespace {

CodebookPaper clubs() {
  CodebookPaper paper;
  paper.id = "clubs";
  paper.hash = std::string(64, 'a');
  paper.title = "Clubs";
  paper.titles = {{"en", "Clubs"}, {"zh", "社团"}};
  paper.languages = {"en", "zh"};
  paper.unit = "passage";
  paper.where = "role != interviewer";
  PaperCode means;
  means.id = "means";
  means.name = "Means";
  means.names = {{"en", "Means"}, {"zh", "手段"}};
  PaperCode money;
  money.id = "means/money";
  money.parent = 0;
  money.depth = 1;
  money.color = "#b5462f";
  money.definition = "What things cost.\nAnd who pays.";
  money.include = "somebody pays";
  money.exclude = "time is meant";
  money.memo = "split in May?";
  money.span = "sentence";
  money.rules = {"$cash near/3 <b>pay</b>", "经费"};
  money.examples = {"We pay.", "=SUM(A1) is what we pay"};
  money.counterexamples = {"Pay attention."};
  paper.codes = {means, money};
  paper.lists = {{"cash", {"money", "\"own pocket*\""}}};
  return paper;
}

CodebookPaper counted_clubs() {
  CodebookPaper paper = clubs();
  PaperCounts counts;
  counts.base.passages = 12345;
  counts.record.undecided = 9;
  counts.codes = {{9, 8, 3, 2, 0}, {1, 1, 1, 0, 0}};
  paper.counts = counts;
  return paper;
}

/// Kind, level and words of each block, a line each.
std::string outline(const Prose& prose) {
  std::string lines;
  for (const ProseBlock& block : prose.blocks) {
    const char* kinds[] = {"heading", "paragraph", "quotation", "item", "table"};
    lines += kinds[static_cast<std::size_t>(block.kind)];
    lines += " " + std::to_string(block.level) + ":";
    for (const Run& run : block.runs)
      lines += " " + (run.look == Run::Look::exact ? "`" + run.text + "`" : run.text);
    lines += "\n";
  }
  return lines;
}

TEST(CodebookReport, TellsOfEachCodeWhatItMeansAndHowOftenItWasGiven) {
  const Prose prose = codebook_prose(counted_clubs());
  EXPECT_EQ(prose.title, "Codebook: Clubs · 社团");
  ASSERT_EQ(prose.headers.size(), 2u);
  EXPECT_EQ(
      outline(prose),
      "paragraph 1: Version:  `clubs` , SHA-256  `" + std::string(64, 'a') +
          "` \nLanguages: English, Chinese\nContents: 2 codes, 2 rules\n"
          "paragraph 1: All rules hold only where  `role != interviewer`\n"
          "heading 1: Means · 手段\n"
          "paragraph 1: `means` ; no rules of its own \n9 codings in 8 passages of 3 sources; 2 speakers\n"
          "heading 2: money\n"
          "paragraph 1: `means/money` ; colour #b5462f ; 2 rules \n1 coding in 1 passage of 1 source; 0 "
          "speakers\n"
          "paragraph 1: Definition:  What things cost.\nAnd who pays.\n"
          "paragraph 1: Use it when:  somebody pays\n"
          "paragraph 1: Do not use it when:  time is meant\n"
          "paragraph 1: Examples:\n"
          "quotation 1: We pay.\n"
          "quotation 1: =SUM(A1) is what we pay\n"
          "paragraph 1: Counterexample:\n"
          "quotation 1: Pay attention.\n"
          "paragraph 1: Memo:  split in May?\n");
}

TEST(CodebookReport, ShowsRulesAndListsExactlyWhereTheyAreAskedFor) {
  CodebookPaper paper = clubs();
  paper.rules = true;
  const Prose prose = codebook_prose(paper);
  EXPECT_TRUE(prose.headers.empty()) << "nothing was counted";
  const std::string words = outline(prose);
  EXPECT_NE(words.find("paragraph 1: Rules:  what is coded is the whole  `sentence`\n"
                       "item 1: `$cash near/3 <b>pay</b>`\nitem 1: `经费`\n"),
            std::string::npos)
      << words;
  EXPECT_NE(words.find("heading 1: Lists of words\nparagraph 1: `$cash` :  `money, \"own pocket*\"`\n"),
            std::string::npos)
      << words;
  EXPECT_EQ(words.find("codings"), std::string::npos);
}

TEST(CodebookReport, SpeaksChinese) {
  CodebookPaper paper = counted_clubs();
  paper.language = "zh";
  paper.title = "社团";
  paper.codes[0].name = "手段";
  paper.rules = true;
  const Prose prose = codebook_prose(paper);
  EXPECT_EQ(prose.language, "zh");
  EXPECT_EQ(prose.title, "编码手册：社团 · Clubs");
  const std::string words = outline(prose);
  for (const char* part : {"heading 1: 手段 · Means", "9 条编码，8 个段落，3 个来源，2 位说话人", "定义：",
                           "反例：", "规则： 编码范围为整个", "heading 1: 词表", "语言：英语, 中文"})
    EXPECT_NE(words.find(part), std::string::npos) << part << "\n" << words;
}

TEST(CodebookReport, BeginsWithTheHighestHeadingWhereOnlySomeCodesAreShown) {
  CodebookPaper paper = clubs();
  paper.codes.erase(paper.codes.begin());
  paper.codes[0].parent = -1;
  EXPECT_NE(outline(codebook_prose(paper)).find("heading 1: money"), std::string::npos);
}

TEST(CodebookReport, KeepsHeadingsWithinFourLevels) {
  CodebookPaper paper = clubs();
  paper.codes.clear();
  std::string id = "a";
  for (int depth = 0; depth < 7; ++depth, id += "/a") {
    PaperCode code;
    code.id = id;
    code.depth = depth;
    code.parent = depth - 1;
    paper.codes.push_back(code);
  }
  const Prose prose = codebook_prose(paper);
  for (const ProseBlock& block : prose.blocks) {
    EXPECT_GE(block.level, 1);
    EXPECT_LE(block.level, 4);
  }
}

TEST(CodebookReport, HasARowACodeWithEachTextInACell) {
  CodebookPaper paper = counted_clubs();
  paper.rules = true;
  const Table table = codebook_table(paper);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(as_csv(table),
            "code,name,name_en,name_zh,parent,depth,color,definition,include,exclude,memo,span,examples,"
            "counterexamples,rule_count,rules,codings,passages,sources,speakers\n"
            "means,Means,Means,手段,,0,,,,,,,,,0,,9,8,3,2\n"
            "means/money,money,,,means,1,#b5462f,\"What things cost.\nAnd who pays.\",somebody pays,"
            "time is meant,split in May?,sentence,\"We pay.\n=SUM(A1) is what we pay\",Pay attention.,2,"
            "\"$cash near/3 <b>pay</b>\n经费\",1,1,1,0\n");
  for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
}

TEST(CodebookReport, IsNestedAsJson) {
  CodebookPaper paper = counted_clubs();
  const Json json = *parse_json(codebook_json(paper, Json{{"provenance", "here"}}), "");
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["codebook"], "clubs");
  EXPECT_EQ(json["provenance"], "here");
  EXPECT_EQ(json["base"]["passages"], 12345);
  ASSERT_EQ(json["rows"].size(), 2u);
  EXPECT_TRUE(json["rows"][0]["parent"].is_null());
  EXPECT_EQ(json["rows"][0]["names"]["zh"], "手段");
  EXPECT_EQ(json["rows"][1]["parent"], "means");
  EXPECT_EQ(json["rows"][1]["examples"][1], "=SUM(A1) is what we pay") << "verbatim";
  EXPECT_EQ(json["rows"][1]["speakers"], 0);
  EXPECT_FALSE(json["rows"][1].contains("rules"));
  EXPECT_FALSE(json.contains("lists"));
  paper.counts.reset();
  paper.rules = true;
  const Json other = *parse_json(codebook_json(paper), "");
  EXPECT_EQ(other["rows"][1]["rules"][0], "$cash near/3 <b>pay</b>");
  EXPECT_EQ(other["lists"][0]["entries"][1], "\"own pocket*\"");
  EXPECT_FALSE(other["rows"][1].contains("codings"));
  EXPECT_FALSE(other.contains("base"));
}

TEST(CodebookReport, OfNothingIsShort) {
  CodebookPaper paper;
  EXPECT_EQ(codebook_prose(paper).blocks.size(), 1u);
  EXPECT_TRUE(codebook_table(paper).rows.empty());
  EXPECT_EQ((*parse_json(codebook_json(paper), ""))["rows"].size(), 0u);
}

}  // namespace
}  // namespace gloss::report
