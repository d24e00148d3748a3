// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/segment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>
#include <random>

#include "support/shared_data.h"

namespace gloss::index {
namespace {

/// Owns what a SegmentContent only views.
struct Made {
  std::vector<Cell> cells;
  std::vector<PassageRow> passages;
  SegmentContent content;
};

Made one_text(std::uint32_t first_word, const std::vector<std::string>& words,
              const std::vector<std::uint32_t>& ids) {
  Made made;
  for (const std::uint32_t id : ids) made.cells.push_back(make_cell(id, 0));
  made.passages.push_back({0, 0, 100, -1, -1, -1});
  made.content.first_word = first_word;
  for (const std::string& word : words) {
    made.content.words += word;
    made.content.word_begin.push_back(static_cast<std::uint32_t>(made.content.words.size()));
  }
  made.content.texts.push_back({1, made.cells, made.passages});
  return made;
}

TEST(Segment, GivesBackPostingsWithDifferencesOfOneToFourBytes) {
  const std::string folder = test::temporary_folder();
  std::vector<std::uint32_t> ids(3'000'000, 0);
  // 1 at distances around 127/128 and 16383/16384, 2 only at the very end, 3 never, 4 at the very start.
  std::vector<std::uint32_t> ones{5, 132, 260, 261, 16644, 33028, 2'130'180, 2'130'181};
  for (const std::uint32_t p : ones) ids[p] = 1;
  ids.back() = 2;
  ids.front() = 4;
  const auto name = write_segment(folder, 1, one_text(0, {"a", "b", "c", "d", "e"}, ids).content);
  ASSERT_TRUE(name) << name.error().line();
  const auto segment = Segment::open(folder, *name, 0);
  ASSERT_TRUE(segment) << segment.error().line();
  const auto list = [&](std::uint32_t id) {
    std::vector<std::uint32_t> out;
    segment->postings(id, out);
    EXPECT_EQ(segment->posting_count(id), out.size());
    return out;
  };
  EXPECT_EQ(list(1), ones);
  EXPECT_EQ(list(2), std::vector<std::uint32_t>{2'999'999});
  EXPECT_TRUE(list(3).empty());
  EXPECT_EQ(list(4), std::vector<std::uint32_t>{0});
  EXPECT_EQ(list(0).size(), ids.size() - ones.size() - 2);
  EXPECT_TRUE(list(99).empty());
}

TEST(Segment, FindsEachOfItsWordsAndNoOther) {
  const std::string folder = test::temporary_folder();
  std::vector<std::string> words;
  for (int i = 0; i < 5000; ++i) words.push_back("word" + std::to_string(i * 7));
  std::vector<std::uint32_t> ids(words.size());
  std::iota(ids.begin(), ids.end(), 0u);
  const auto name = write_segment(folder, 1, one_text(0, words, ids).content);
  ASSERT_TRUE(name);
  const auto segment = Segment::open(folder, *name, 0);
  ASSERT_TRUE(segment);
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    std::uint32_t id = UINT32_MAX;
    ASSERT_TRUE(segment->find(words[i], word_hash(words[i]), id));
    ASSERT_EQ(id, i);
    ASSERT_EQ(segment->word(i), words[i]);
    const std::string other = words[i] + "x";
    ASSERT_FALSE(segment->find(other, word_hash(other), id));
  }
}

TEST(Segment, RefusesAFileThatDoesNotFollowTheOneBefore) {
  const std::string folder = test::temporary_folder();
  const auto name = write_segment(folder, 1, one_text(5, {"a"}, {5, 3}).content);
  ASSERT_TRUE(name);
  EXPECT_TRUE(Segment::open(folder, *name, 5));
  const auto wrong = Segment::open(folder, *name, 4);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fault, Fault::damaged);
}

/// Every number of the file turned to nonsense, with a checksum that fits: what a bug or a forger would
/// leave. Opening refuses it, or all that is read from it stays inside it (the sanitizer builds see to that).
TEST(Segment, NeverLeadsOutsideItselfWhateverItsNumbersSay) {
  const std::string folder = test::temporary_folder();
  std::vector<std::uint32_t> ids(400);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<std::uint32_t>(i * i % 9);
  const auto name = write_segment(
      folder, 1, one_text(2, {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"}, ids).content);
  ASSERT_TRUE(name);
  const std::string path = segment_path(folder, 1);
  const std::string good = test::slurp(path);
  std::mt19937_64 random(11);
  int refused = 0, opened = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bad = good;
    const std::size_t at = random() % (bad.size() / 4) * 4;
    switch (random() % 4) {
      case 0:
        bad[at] = static_cast<char>(random());
        break;
      case 1:
        bad.replace(at, 4, "\xFF\xFF\xFF\xFF", 4);
        break;
      case 2:
        bad.replace(at, 4, std::string(4, '\0'));
        break;
      default:
        bad[at + 3] = static_cast<char>(bad[at + 3] ^ 0x80);
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bad;
    const auto segment = Segment::open(folder, {1, bad.size(), word_hash(bad)}, 2);
    if (!segment) {
      ++refused;
      ASSERT_EQ(segment.error().fault, Fault::damaged);
      continue;
    }
    ++opened;
    std::vector<std::uint32_t> out;
    for (std::uint32_t id = 0; id < 12; ++id) {
      out.clear();
      segment->postings(id, out);
      (void)segment->posting_count(id);
      for (const std::uint32_t p : out) ASSERT_LT(p, segment->positions());
    }
    for (std::uint32_t w = 0; w < segment->words(); ++w) {
      std::uint32_t id = 0;
      if (!segment->find(segment->word(w), word_hash(segment->word(w)), id)) continue;
      ASSERT_LT(id, 2 + segment->words());
    }
    for (const TextRow& row : segment->texts()) {
      for (const Cell cell : segment->cells(row)) ASSERT_LT(id_of(cell), 2 + segment->words());
      for (const PassageRow& p : segment->passages(row)) ASSERT_LE(p.first, row.positions);
    }
  }
  EXPECT_GT(refused, 300);
  EXPECT_GT(opened, 300);
}

}  // namespace
}  // namespace gloss::index
