// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/term_table.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "project/scratch_texts.h"
#include "stats/random.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

/// Passages of one text each, with the side and state that each has.
class Terms : public testing::Test {
 protected:
  void add(const std::string& passage, Side side, int times = 1) {
    for (int i = 0; i < times; ++i) {
      model::Source source;
      source.language = "en";
      source.text = passage;
      source.passages.push_back({text::byte_span(0, passage.size()), -1, -1});
      numbers_.push_back(texts_.add(source));
      sides_.push_back(side);
      states_.push_back({side == Side::target, side == Side::target, false});
    }
  }

  TermTable table(const TermOptions& options = {}) const {
    std::vector<Stretch> stretches;
    for (std::uint32_t i = 0; i < numbers_.size(); ++i) {
      const auto tokens = texts_.tokens(numbers_[i]);
      stretches.push_back({tokens.cells, 0, static_cast<std::uint32_t>(tokens.cells.size()), i, sides_[i]});
    }
    TermTable made(texts_.size(), options);
    made.propose(stretches, states_);
    return made;
  }

  std::string text_of(const TermTable& table, std::uint32_t term) const {
    std::string all;
    for (const std::uint32_t id : table.ids(term))
      all += (all.empty() ? "" : " ") + std::string(texts_.word(id));
    return all;
  }
  /// Rows that are units, with their occurrences.
  std::map<std::string, std::uint32_t> units(const TermTable& table) const {
    std::map<std::string, std::uint32_t> found;
    for (std::uint32_t term = 0; term < table.terms(); ++term)
      if (!table.is_word(term) && table.is_unit(term))
        found[text_of(table, term)] = table.count_of(term).hits;
    return found;
  }

  ScratchTexts texts_;
  std::vector<std::size_t> numbers_;
  std::vector<Side> sides_;
  std::vector<PassageState> states_;
};

TEST_F(Terms, TakeARowOfCharactersWholeAndNoFragmentOfIt) {
  add("我们受双重管理很久了", Side::target);
  add("双重管理让人为难", Side::target);
  add("他说双重管理不合适", Side::target);
  add("这个双重管理的事", Side::target);
  add("管是管，理是理，重的很重，双人的双", Side::reference, 2);
  add("今天天气很好大家都来打球吃饭聊天唱歌跳舞", Side::reference, 12);
  const auto found = units(table());
  EXPECT_TRUE(found.contains("双 重 管 理")) << found.size();
  for (const char* fragment : {"双 重", "重 管", "管 理", "双 重 管", "重 管 理"})
    EXPECT_FALSE(found.contains(fragment)) << fragment;
}

TEST_F(Terms, TakeNoPhraseWhoseWordsMeetByChance) {
  for (const char* passage :
       {"we pay from our own pockets here", "they pay out of own pockets", "own pockets again",
        "only own pockets of the group", "the money of the group", "the rest of the day"})
    add(passage, Side::target);
  add("of the and the of a the of the we the of the and of the", Side::reference, 10);
  const auto found = units(table());
  EXPECT_EQ(found.at("own pockets"), 4u);
  EXPECT_FALSE(found.contains("of the"));
}

TEST_F(Terms, EndWhereAPhraseOfARuleWouldEnd) {
  add("red tape, blue ink. Red tape; blue ink", Side::target, 3);
  const TermTable made = table({.least_hits = 2});
  std::set<std::string> rows;
  for (std::uint32_t term = 0; term < made.terms(); ++term)
    if (!made.is_word(term)) rows.insert(text_of(made, term));
  EXPECT_EQ(rows, (std::set<std::string>{"blue ink", "red tape"}));
}

TEST_F(Terms, AreCountedAsByTheSlowCountInRandomTexts) {
  const std::vector<std::string> words{"club", "hall", "own", "pocket", "we", "the",
                                       "双",   "重",   "管",  "理",     "，", ". "};
  stats::Random random(4);
  std::vector<std::string> passages;
  for (int i = 0; i < 400; ++i) {
    std::string passage;
    for (std::uint64_t n = 2 + random.below(14); n > 0; --n)
      passage += words[random.below(words.size())] + " ";
    passages.push_back(passage);
    add(passage, random.below(3) == 0   ? Side::target
                 : random.below(4) == 0 ? Side::neither
                                        : Side::reference);
  }
  const TermOptions options{.least_hits = 2};
  const TermTable made = table(options);
  // All rows of all passages, one by one.
  struct Slow {
    std::uint32_t target = 0, hits = 0, longest = 0;
    bool character = false;
    std::set<std::uint32_t> passages;
  };
  std::map<std::vector<std::uint32_t>, Slow> slow;
  for (std::uint32_t p = 0; p < numbers_.size(); ++p) {
    const auto cells = texts_.tokens(numbers_[p]).cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::vector<std::uint32_t> row;
      bool character = false;
      for (std::size_t j = i; j < cells.size() && row.size() < 6; ++j) {
        if (j > i && (index::flags_of(cells[j]) & (text::flag::break_before | text::flag::sentence_start)))
          break;
        row.push_back(index::id_of(cells[j]));
        character = character || (index::flags_of(cells[j]) & text::flag::character);
        Slow& one = slow[row];
        one.character = character;
        ++one.hits;
        if (sides_[p] == Side::target) ++one.target;
        one.passages.insert(p);
      }
    }
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> quick;
  for (std::uint32_t term = 0; term < made.terms(); ++term) quick[made.ids(term)] = term;
  int compared = 0;
  for (const auto& [row, expected] : slow) {
    const bool wanted =
        row.size() == 1 || (expected.target >= 2 && row.size() <= (expected.character ? 6u : 3u));
    // A row of words that only a longer one with characters may hold is not grown.
    if (wanted && row.size() > 3) {
      bool grown = false;
      for (std::size_t i = 0; i < 4; ++i)
        grown = grown || (index::flags_of(index::make_cell(row[i], 0)) == 0 && made.is_character(row[i]));
      if (!grown) continue;
    }
    ASSERT_EQ(quick.contains(row), wanted) << row.size();
    if (!wanted) continue;
    const TermCount& count = made.count_of(quick[row]);
    ASSERT_EQ(count.hits, expected.hits);
    ASSERT_EQ(count.target, expected.target);
    ASSERT_EQ(count.passages, expected.passages.size());
    ++compared;
  }
  EXPECT_GT(compared, 200);
}

}  // namespace
}  // namespace gloss::project
