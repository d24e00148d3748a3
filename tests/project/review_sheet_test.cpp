// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/review_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "project/all_codings.h"
#include "project/correct_source.h"
#include "project/decide.h"
#include "project/random_study.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

using Filled = std::map<std::string, std::string>;  // title: what is written

struct Review : ::testing::Test {
  Study study;
  Project file = [this] {
    study.write("a.txt",
                "Interviewer: How is it going?\n\nP1: The hall is dear. No money.\n\nP1: We trust them.\n");
    study.write("b.txt", "P2: 没有钱，场地也没有。\n\nP2: The hall, the hall, the hall.\n");
    Project made = study.create();
    must(add_sources(made, {study.texts()}, {}));
    must(adopt_codebook(
        made,
        parsed("codebook: c\nwhere: role != interviewer\ncodes:\n  space: {rules: [hall, 场地]}\n"
               "  money:\n    definition: Money is short.\n    rules: [money, 钱]\n  trust: {}\n"),
        "c.yaml"));
    return made;
  }();

  std::vector<exchange::Sheet> sheets(const ReviewOptions& options = {}) {
    return must(review_sheet(file, options));
  }

  /// Cells that are all text.
  static std::vector<std::string> texts(const std::vector<exchange::SheetCell>& cells) {
    std::vector<std::string> texts;
    for (const auto& cell : cells) texts.push_back(std::get<std::string>(cell));
    return texts;
  }
  static std::vector<std::vector<std::string>> texts(const exchange::Sheet& sheet) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : sheet.rows) rows.push_back(texts(row));
    return rows;
  }

  /// The sheet's rows as a spreadsheet program gives them back, with what somebody wrote into the rows that
  /// hold certain words.
  std::vector<CsvRow> filled(const exchange::Sheet& sheet,
                             const std::vector<std::pair<std::string, Filled>>& work) {
    std::vector<CsvRow> rows{{1, {}}};
    for (const auto& column : sheet.columns) rows[0].fields.push_back(column.title);
    std::vector<bool> used(work.size());
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      CsvRow row{static_cast<int>(r) + 2, texts(sheet.rows[r])};
      for (std::size_t i = 0; i < work.size(); ++i) {
        std::string all;
        for (const auto& cell : row.fields) all += cell + "|";
        if (used[i] || all.find(work[i].first) == std::string::npos) continue;
        used[i] = true;
        for (const auto& [title, text] : work[i].second)
          for (std::size_t c = 0; c < rows[0].fields.size(); ++c)
            if (rows[0].fields[c] == title) row.fields[c] = text;
      }
      rows.push_back(std::move(row));
    }
    EXPECT_TRUE(std::all_of(used.begin(), used.end(), [](bool one) { return one; }));
    return rows;
  }
  ReviewTaken take(const std::vector<CsvRow>& rows, bool dry = false) {
    return must(take_review(file, rows, "review.xlsx", dry));
  }
};

TEST_F(Review, HasARowForEachCodingAndForEachPassageWithoutOne) {
  const auto all = sheets();
  ASSERT_EQ(all.size(), 3u);
  const auto rows = texts(all[0]);
  // a.txt:2 space, money; a.txt:3 none; b.txt:1 money, space; b.txt:2 space three times.
  ASSERT_EQ(rows.size(), 8u);
  EXPECT_EQ(rows[0][1], "a.txt:2");
  EXPECT_EQ(rows[0][2], "P1");
  EXPECT_EQ(rows[0][3], "Interviewer: How is it going?");
  EXPECT_EQ(rows[0][4], "The hall is dear. No money.");
  EXPECT_EQ(rows[0][5], "hall");
  EXPECT_EQ(rows[0][6], "space");
  EXPECT_EQ(rows[0][7], "rule 1: hall");
  EXPECT_EQ(rows[2][0], "");
  EXPECT_EQ(rows[2][1], "a.txt:3");
  EXPECT_EQ(all[1].rows.size(), 3u);
  EXPECT_EQ(texts(all[1])[1], (std::vector<std::string>{"money", "money", "Money is short."}));
  EXPECT_EQ(sheets({.codes = "money"})[0].rows.size(), 2u);
  EXPECT_EQ(sheets({.source = "b"})[0].rows.size(), 5u);
  const auto blind = sheets({.blind = true});
  EXPECT_EQ(blind[0].rows.size(), 4u);
  for (const auto& row : texts(blind[0]))
    for (const auto& cell : row) EXPECT_EQ(cell.find("rule"), std::string::npos);
}

TEST_F(Review, ComesBackRowByRow) {
  const auto rows =
      filled(sheets()[0], {{"|hall|", {{"Your decision", "accept"}}},
                           {"|money|", {{"Your decision", "Reject "}, {"Your memo", "irony"}}},
                           {"We trust", {{"Your code", "trust; money"}, {"Your quote", "trust THEM"}}},
                           {"b.txt:2", {{"Your code", "trust"}, {"Your quote", "the hall"}}},
                           {"|钱|", {{"Your decision", "maybe"}}}});
  const auto dry = take(rows, true);
  EXPECT_EQ(dry.accepted, 1u);
  EXPECT_TRUE(must(file.file().hand_work()).decisions.empty());
  const auto taken = take(rows);
  EXPECT_EQ(taken.rows, 8u);
  EXPECT_EQ(taken.empty, 3u);
  EXPECT_EQ(taken.accepted, 1u);
  EXPECT_EQ(taken.rejected, 1u);
  EXPECT_EQ(taken.codings, 2u);
  EXPECT_EQ(taken.memos, 1u);
  ASSERT_EQ(taken.refused.size(), 2u);
  EXPECT_EQ(taken.refused[0].what, "'maybe' is no decision: accept, reject, or nothing");
  EXPECT_EQ(taken.refused[1].what, "the passage holds \"the hall\" 3 times: a longer quote tells which");
  EXPECT_TRUE(taken.noted.empty());
  const auto work = must(file.file().hand_work());
  ASSERT_EQ(work.codings.size(), 2u);
  EXPECT_EQ(work.codings[0].at.quote, "trust them");
  EXPECT_EQ(work.codings[0].coder, "anna");
  ASSERT_EQ(work.memos.size(), 1u);
  EXPECT_EQ(work.memos[0].at.quote, "money");
  EXPECT_EQ(work.memos[0].part, "money");
  // Once more changes nothing.
  const auto again = take(rows);
  EXPECT_EQ(again.accepted + again.rejected + again.codings + again.memos, 0u);
  EXPECT_EQ(again.as_before, 5u);
  EXPECT_EQ(must(file.file().log()).back().kind, "import review");
  // What was decided stands in the next sheet.
  EXPECT_EQ(texts(sheets()[0])[0][8], "accept");
}

TEST_F(Review, RefusesRowsThatContradictOneAnother) {
  auto rows = filled(sheets()[0], {{"|hall|", {{"Your decision", "accept"}}}});
  rows.push_back(rows[1]);
  rows.back().line = 20;
  rows.back().fields[8] = "reject";
  const auto taken = take(rows);
  EXPECT_EQ(taken.accepted, 0u);
  ASSERT_EQ(taken.refused.size(), 2u);
  EXPECT_EQ(taken.refused[0].what, "row 20 decides otherwise about the same coding");
  EXPECT_EQ(taken.refused[1].row, 20);
}

TEST_F(Review, DecidesOnlyWhereThereIsACoding) {
  const auto taken = take(filled(sheets()[0], {{"We trust", {{"Your decision", "accept"}}},
                                               {"|money|", {{"Code", "space"}, {"Your memo", "dear"}}}}));
  ASSERT_EQ(taken.refused.size(), 1u);
  EXPECT_EQ(taken.refused[0].what, "decides, but there is no coding in the row to decide about");
  // A column that nobody should write into: the coding is known by its id.
  EXPECT_EQ(must(file.file().hand_work()).memos.at(0).part, "money");
}

TEST_F(Review, TellsWhereCodersDiffer) {
  const auto sheet = sheets()[0];
  take(filled(sheet, {{"|hall|", {{"Your decision", "accept"}}}}));
  must(file.close());
  auto environment = study.environment();
  environment.who = "ben";
  file = must(Project::open(study.path, store::Access::write, environment));
  const auto taken = take(filled(sheet, {{"|hall|", {{"Your decision", "reject"}}}}));
  EXPECT_EQ(taken.rejected, 1u);
  ASSERT_EQ(taken.noted.size(), 1u);
  EXPECT_EQ(taken.noted[0].what, "ben rejected space, which anna has accepted");
}

TEST_F(Review, HoldsAfterCorrectionsOfTextAndRules) {
  const auto rows = filled(sheets()[0], {{"|hall|", {{"Your decision", "accept"}}},
                                         {"We trust", {{"Your code", "trust"}}},
                                         {"|钱|", {{"Your decision", "accept"}}},
                                         {"|场地|", {{"Your decision", "accept"}}}});
  // A passage before moves all numbers of a.txt; in b.txt, the passage itself has changed.
  study.write("a2.txt",
              "Interviewer: How is it going?\n\nP1: Well.\n\nP1: The hall is dear. No money.\n\nP1: We trust "
              "them.\n");
  study.write("b2.txt", "P2: 没有钱，也没有场地。\n\nP2: The hall, the hall, the hall.\n");
  must(correct_source(file, {.source = "a.txt", .file = study.texts() + "/a2.txt"}));
  must(correct_source(file, {.source = "b.txt", .file = study.texts() + "/b2.txt"}));
  const auto taken = take(rows);
  EXPECT_EQ(taken.accepted, 1u);
  EXPECT_EQ(taken.codings, 1u);
  ASSERT_EQ(taken.refused.size(), 2u);
  EXPECT_EQ(taken.refused[0].what, "the text of b.txt:1 is not that of the sheet any more");
  EXPECT_EQ(must(file.file().hand_work()).codings[0].at.quote, "We trust them.");
  // A rule that no more finds its words.
  must(adopt_codebook(file,
                      parsed("codebook: c\nwhere: role != interviewer\ncodes:\n  space: {rules: [room]}\n"
                             "  money: {}\n  trust: {}\n"),
                      "c.yaml"));
  const auto later = take(filled(sheets()[0], {{"b.txt:2", {{"Your code", "space"}}}}));
  EXPECT_EQ(later.codings, 1u);
  auto old = rows;
  for (auto& row : old)
    if (row.line > 1 && row.fields[6] != "money") row.fields[8].clear();
  for (auto& row : old)
    if (row.fields[5] == "money") row.fields[8] = "reject";
  const auto refused = take(old);
  ASSERT_FALSE(refused.refused.empty());
  EXPECT_EQ(refused.refused[0].what, "no rule puts money on \"money\" any more");
}

TEST_F(Review, BlindSheetsComeBackAsCodings) {
  const auto rows = filled(sheets({.blind = true})[0],
                           {{"We trust", {{"Your code", "trust"}}}, {"b.txt:1", {{"Your code", "monney"}}}});
  const auto taken = take(rows);
  EXPECT_TRUE(taken.blind);
  EXPECT_EQ(taken.codings, 1u);
  EXPECT_EQ(taken.sources, (std::vector<std::string>{"a.txt", "b.txt"}));
  ASSERT_EQ(taken.refused.size(), 1u);
  EXPECT_NE(taken.refused[0].what.find("money"), std::string::npos) << taken.refused[0].what;
}

TEST_F(Review, GoesThroughTheFileUnchanged) {
  const std::string path = study.folder + "/review.xlsx";
  EXPECT_EQ(must(write_review(file, {}, path, Overwrite::no)), 8u);
  EXPECT_EQ(write_review(file, {}, path, Overwrite::no).error().fault, Fault::cannot_create);
  const auto rows = must(review_rows(must(read_file(path, 1 << 20)), path));
  ASSERT_TRUE(rows);
  const auto sheet = sheets()[0];
  ASSERT_EQ(rows->size(), sheet.rows.size() + 1);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    auto expected = texts(sheet.rows[r]);
    while (!expected.empty() && expected.back().empty()) expected.pop_back();
    EXPECT_EQ((*rows)[r + 1].fields, expected);
  }
  EXPECT_FALSE(must(review_rows("%\n1\ta\n%\nword\t1\n", "x.dic")));
  const auto csv = must(review_rows("\xEF\xBB\xBFPassage;Your code\na.txt:3;trust\n", "x.csv"));
  ASSERT_TRUE(csv);
  EXPECT_EQ(take(*csv).codings, 1u);
}

}  // namespace
}  // namespace gloss::project
