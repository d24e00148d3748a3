// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/codings_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace gloss::exchange {
namespace {

/// "für 🙂." said by an interviewer, then "管理 und rent" said by P1, then words without a speaker.
model::Source small_source() {
  model::Source source;
  source.name = "notes/p01.txt";
  source.text = "für 🙂.\n管理 und rent\nend";
  source.speakers = {{"INT", model::Role::interviewer}, {"P1", model::Role::interviewee}};
  source.turns = {{0, text::byte_span(0, 10)}, {1, text::byte_span(11, 26)}};
  source.passages = {
      {text::byte_span(0, 10), 0, -1}, {text::byte_span(11, 26), 1, -1}, {text::byte_span(27, 30), -1, -1}};
  return source;
}

model::Coding coding(std::size_t begin, std::size_t end, int passage, const std::string& code,
                     const std::string& id) {
  model::Coding made;
  made.id = id;
  made.source = "notes/p01.txt";
  made.passage = passage;
  made.span = text::byte_span(begin, end);
  made.code = code;
  made.rule = "1;2";
  made.quote = small_source().text.substr(begin, end - begin);
  return made;
}

template <class Row>
std::string shown(const Row& row) {
  std::string line;
  for_each_field(row, [&](std::string_view name, const auto& value) {
    if (!line.empty()) line += ' ';
    line += std::string(name) + '=';
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>)
      line += value;
    else
      line += std::to_string(value);
  });
  return line;
}

TEST(CodingsTable, CountsCodePointsAndNamesPassageAndSpeaker) {
  const model::Source source = small_source();
  const text::OffsetMap map(source.text);
  model::Coding by_hand = coding(5, 9, 1, "mood", "0123456789ab");
  by_hand.origin = model::Origin::coder;
  by_hand.decision = model::Decision::accepted;
  by_hand.coder = "anna";
  by_hand.rule.clear();
  const auto rows = coding_rows(source, map, {coding(11, 17, 2, "policy", "ba9876543210"), by_hand});
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(
      shown((*rows)[0]),
      "coding=0123456789ab source=notes/p01.txt passage=notes/p01.txt:1 speaker=INT start=4 end=5 code=mood "
      "origin=coder rule= decision=accepted coder=anna quote=🙂");
  EXPECT_EQ(
      shown((*rows)[1]),
      "coding=ba9876543210 source=notes/p01.txt passage=notes/p01.txt:2 speaker=P1 start=7 end=9 code=policy "
      "origin=rule rule=1;2 decision= coder= quote=管理");
}

TEST(CodingsTable, SortsByPlaceThenCodeInWhateverOrderTheyCome) {
  const model::Source source = small_source();
  const text::OffsetMap map(source.text);
  std::vector<model::Coding> codings{coding(11, 17, 2, "b", "4"), coding(11, 17, 2, "a", "3"),
                                     coding(11, 14, 2, "z", "2"), coding(27, 30, 3, "a", "5"),
                                     coding(0, 10, 1, "z", "1"),  coding(27, 30, 3, "a", "6")};
  std::mt19937_64 random(1);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(codings.begin(), codings.end(), random);
    const auto rows = coding_rows(source, map, codings);
    ASSERT_TRUE(rows);
    std::string order;
    for (const CodingRow& row : *rows) order += row.coding;
    ASSERT_EQ(order, "123456");
  }
}

TEST(CodingsTable, RefusesPlacesThatAreNotInTheText) {
  const model::Source source = small_source();
  const text::OffsetMap map(source.text);
  model::Coding elsewhere = coding(0, 3, 1, "a", "1");
  elsewhere.source = "other.txt";
  model::Coding backwards = coding(0, 3, 1, "a", "1");
  backwards.span = text::byte_span(4, 1);
  for (const model::Coding& wrong : {elsewhere, backwards, coding(0, 2, 1, "a", "inside a character"),
                                     coding(29, 31, 3, "a", "past the end"),
                                     coding(0, 1, 0, "a", "passage 0"), coding(0, 1, 4, "a", "passage 4")}) {
    const auto rows = coding_rows(source, map, {wrong});
    ASSERT_FALSE(rows) << wrong.id;
    EXPECT_EQ(rows.error().fault, Fault::damaged);
    EXPECT_EQ(rows.error().place, "notes/p01.txt");
  }
}

TEST(PassagesTable, GivesEachPassageItsSpeakerRoleAndKind) {
  model::Source source = small_source();
  source.kind = model::Kind::field_note;
  const text::OffsetMap map(source.text);
  const auto rows = passage_rows(source, map);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ(shown((*rows)[0]),
            "passage=notes/p01.txt:1 source=notes/p01.txt speaker=INT role=interviewer kind=field-note "
            "start=0 end=6 "
            "text=für 🙂.");
  EXPECT_EQ(shown((*rows)[1]),
            "passage=notes/p01.txt:2 source=notes/p01.txt speaker=P1 role=interviewee kind=field-note "
            "start=7 end=18 "
            "text=管理 und rent");
  EXPECT_EQ(shown((*rows)[2]),
            "passage=notes/p01.txt:3 source=notes/p01.txt speaker= role=unknown kind=field-note start=19 "
            "end=22 text=end");
  source.passages[1].span = text::byte_span(12, 26);
  EXPECT_FALSE(passage_rows(source, map));
}

}  // namespace
}  // namespace gloss::exchange
