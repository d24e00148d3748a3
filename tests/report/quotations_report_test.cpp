// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/quotations_report.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "report/quotation_choice.h"

namespace gloss::report {
namespace {

/// Voice after voice gives what it has, exemplars before all others, until there are enough.
std::vector<std::size_t> slow_choice(const std::vector<QuotationRank>& all, std::size_t most) {
  std::vector<std::int32_t> voices;
  for (const auto& one : all)
    if (std::find(voices.begin(), voices.end(), one.voice) == voices.end()) voices.push_back(one.voice);
  std::vector<bool> taken(all.size());
  std::size_t count = 0;
  for (const bool exemplar : {true, false}) {
    const auto said = [&](std::int32_t voice) {
      std::size_t n = 0;
      for (std::size_t i = 0; i < all.size(); ++i) n += taken[i] && all[i].voice == voice ? 1 : 0;
      return n;
    };
    for (std::size_t round = 0; round <= all.size(); ++round)
      for (const std::int32_t voice : voices)
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (taken[i] || all[i].voice != voice || all[i].exemplar != exemplar) continue;
          if (count < most && said(voice) == round) {
            taken[i] = true;
            ++count;
          }
          break;
        }
  }
  std::vector<std::size_t> order;
  for (const bool exemplar : {true, false})
    for (std::size_t i = 0; i < all.size(); ++i)
      if (taken[i] && all[i].exemplar == exemplar) order.push_back(i);
  return order;
}

TEST(QuotationChoice, TakesTurnsAsASlowOneDoes) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<QuotationRank> all(random() % 14);
    for (QuotationRank& one : all) {
      one.voice = static_cast<std::int32_t>(random() % 4) - 3;
      one.exemplar = random() % 5 == 0;
    }
    const std::size_t most = random() % 16;
    EXPECT_EQ(choose_quotations(all, most), slow_choice(all, most)) << round;
  }
}

TEST(QuotationChoice, LetsNobodyCrowdOutTheOthers) {
  const std::vector<QuotationRank> all{{1}, {1}, {1}, {2}, {2}, {3}};
  EXPECT_EQ(choose_quotations(all, 3), (std::vector<std::size_t>{0, 3, 5}));
  EXPECT_EQ(choose_quotations(all, 4), (std::vector<std::size_t>{0, 1, 3, 5}));
}

/// One code, two quotations of one speaker, one of them contrary.
QuotationsInput small_input() {
  QuotationsInput input;
  input.codes.push_back({"want/money", "Money", "Too little of it.", {2, 3, 1, 1, 2}});
  Quotation one;
  one.speaker = "Ann";
  one.source = "a.txt";
  one.passage = 2;
  one.text = "No money, no <hall>.";
  one.asker = "Interviewer";
  one.question = "And?";
  one.codings.push_back(
      {text::byte_span(0, 8), {{10}, {18}}, "rule", "accepted", {{"anna", "没有钱"}}, true});
  one.codings.push_back({text::byte_span(3, 12), {{13}, {22}}, "coder", "", {}, false});
  input.parts.push_back({0, -1, false, {2, 3, 1, 1, 2}, {one}});
  one.contrary = true;
  one.codings.resize(1);
  one.codings.front().exemplar = false;
  one.codings.front().decision = "rejected";
  input.parts.push_back({0, -1, true, {1, 1, 1, 1, 1}, {one}});
  return input;
}

std::string words_of(const Runs& runs) {
  std::string words;
  for (const Run& run : runs) words += run.look == Run::Look::marked ? "[" + run.text + "]" : run.text;
  return words;
}

TEST(QuotationsReport, MarksTheCodedWordsAndSaysWhoSaidThem) {
  const Prose prose = quotations_prose(small_input());
  std::vector<const ProseBlock*> quotations;
  std::string other;
  for (const ProseBlock& block : prose.blocks)
    if (block.kind == ProseBlock::Kind::quotation)
      quotations.push_back(&block);
    else
      other += words_of(block.runs) + "\n";
  ASSERT_EQ(quotations.size(), 2u);
  EXPECT_EQ(words_of(quotations[0]->runs), "Interviewer: And?\n[No money, no] <hall>.");
  EXPECT_EQ(words_of(quotations[0]->whose), "★ exemplar: Ann, a.txt:2\nMemo (anna): 没有钱");
  EXPECT_EQ(words_of(quotations[1]->whose), "Ann, a.txt:2\nMemo (anna): 没有钱");
  EXPECT_EQ(other,
            "Money\nwant/money\nToo little of it.\n2 quotations (3 codings) of 1 speaker in 1 source.\n"
            "Shown: 1 of 2.\nContrary cases\nRejected; not counted above. 1 quotation of 1 speaker in 1 "
            "source.\n");
}

TEST(QuotationsReport, HasARowACoding) {
  const Table table = quotations_table(small_input());
  ASSERT_EQ(table.rows.size(), 3u);
  for (const auto& row : table.rows) ASSERT_EQ(row.size(), table.columns.size());
  const auto text = [&](std::size_t row, std::size_t column) {
    return std::get<std::string>(table.rows[row][column]);
  };
  EXPECT_EQ(text(0, 7), "No money");
  EXPECT_EQ(text(1, 7), "money, no");
  EXPECT_EQ(text(0, 9), "Interviewer: And?");
  EXPECT_EQ(table.rows[0][13], Value(std::int64_t{1}));
  EXPECT_EQ(table.rows[1][13], Value(std::int64_t{0}));
  EXPECT_EQ(table.rows[2][14], Value(std::int64_t{1}));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[1][12]));
}

TEST(QuotationsReport, SpeaksChinese) {
  QuotationsInput input = small_input();
  input.language = "zh";
  const std::string text = as_text(quotations_prose(input), {});
  EXPECT_NE(text.find("反例"), std::string::npos);
  EXPECT_EQ(text.find("Contrary"), std::string::npos);
  EXPECT_EQ(text.find("Shown"), std::string::npos);
}

}  // namespace
}  // namespace gloss::report
