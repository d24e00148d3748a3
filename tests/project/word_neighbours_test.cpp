// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_neighbours.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "project/scratch_texts.h"
#include "project/word_relatives.h"
#include "stats/random.h"

namespace gloss::project {
namespace {

class Neighbours : public testing::Test {
 protected:
  void add(const std::string& passage) {
    model::Source source;
    source.language = "en";
    source.text = passage;
    source.passages.push_back({text::byte_span(0, passage.size()), -1, -1});
    numbers_.push_back(texts_.add(source));
  }
  /// All texts, each one passage; the places (all seeds) are where the words of `own` stand.
  std::vector<WordText> word_texts(const std::set<std::string>& own) {
    std::vector<WordText> all;
    runs_.assign(numbers_.size(), {});
    for (std::uint32_t i = 0; i < numbers_.size(); ++i) {
      const auto tokens = texts_.tokens(numbers_[i]);
      for (std::uint32_t at = 0; at < tokens.cells.size(); ++at)
        if (own.contains(std::string(texts_.word(index::id_of(tokens.cells[at])))))
          runs_[i].push_back({at, at});
      all.push_back({tokens, {0}, i, runs_[i], runs_[i]});
    }
    return all;
  }

  ScratchTexts texts_;
  std::vector<std::size_t> numbers_;
  std::vector<std::vector<tagger::Run>> runs_;
};

TEST_F(Neighbours, AreUsedLikeTheWordsOfTheRule) {
  const char* frames[] = {"the council gives {} to every club", "we asked for {} last spring",
                          "no {} came this year", "they promised more {} again", "the {} is spent on balls"};
  const std::vector<std::string> other{"the weather was fine on sunday", "my sister sings in the evening",
                                       "children run around the lake",
                                       "he drank tea and said nothing at all"};
  stats::Random random(1);
  const auto fill = [](std::string frame, const std::string& word) {
    return frame.replace(frame.find("{}"), 2, word);
  };
  for (int i = 0; i < 60; ++i) {
    const char* frame = frames[random.below(5)];
    if (i % 3 == 0)
      add(fill(frame, "funding"));
    else if (i % 3 == 1)
      add(fill(frame, "cash"));
    add(other[random.below(other.size())]);
    add(other[random.below(other.size())]);
  }
  const auto texts = word_texts({"funding"});
  const auto found = neighbours(texts, texts_, 3);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(texts_.word(found.front().word), "cash");
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_GT(found[i].cosine, 0);
    EXPECT_LE(found[i].cosine, 1 + 1e-9);
    EXPECT_NE(texts_.word(found[i].word), "funding");
    if (i > 0) {
      EXPECT_GE(found[i - 1].cosine, found[i].cosine);
    }
  }
}

TEST_F(Neighbours, HaveTheCosineOfTheirVectorsInRandomTexts) {
  std::vector<std::string> words{"own"};
  for (char a = 'a'; a <= 'k'; ++a)
    for (char b = 'l'; b <= 'v'; ++b) words.push_back({a, b});
  stats::Random random(8);
  std::vector<std::vector<std::string>> sentences;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::string> sentence;
    // Each sentence has one of three subjects with words of its own; "own" belongs to the first.
    const std::uint64_t subject = random.below(3);
    for (std::uint64_t n = 3 + random.below(12); n > 0; --n) {
      const std::uint64_t any = std::min({random.below(words.size()), random.below(words.size())});
      sentence.push_back(words[std::min<std::uint64_t>(any - any % 3 + subject, words.size() - 1)]);
    }
    std::string text;
    for (const auto& word : sentence) text += word + " ";
    add(text);
    sentences.push_back(std::move(sentence));
  }
  // Counted again from the words themselves: pairs at most five apart, neither of them "own" but for the
  // seeds.
  std::map<std::string, std::map<std::string, double>> near;
  std::map<std::string, double> hits, slots;
  double positions = 0;
  for (const auto& sentence : sentences)
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const std::string& word = sentence[i];
      if (word != "own") {
        ++hits[word];
        ++positions;
      }
      for (std::size_t j = 0; j < sentence.size(); ++j) {
        if (i == j || (i > j ? i - j : j - i) > 5) continue;
        if (word != "own") ++slots[word];
        if (sentence[j] == "own") continue;
        if (word == "own") ++slots[word];
        ++near[word][sentence[j]];
      }
    }
  const auto ppmi = [&](const std::string& word, const std::string& other, double both) {
    const double a = std::max(slots[word], both), b = std::max(hits[other], both);
    return std::max(0.0, std::log2(both * std::max(positions, a + b) / (a * b)));
  };
  const double most = std::max(std::floor(positions / 500), 50.0);  // what is more frequent tells nothing
  const auto texts = word_texts({"own"});
  const auto found = neighbours(texts, texts_, 3);
  EXPECT_GT(found.size(), 10u);
  for (const Neighbour& one : found) {
    const std::string word(texts_.word(one.word));
    double product = 0, own_square = 0, square = 0;
    for (const auto& [other, both] : near["own"])
      if (hits[other] <= most) own_square += std::pow(ppmi("own", other, both), 2);
    for (const auto& [other, both] : near[word]) {
      if (hits[other] > most) continue;
      square += std::pow(ppmi(word, other, both), 2);
      if (near["own"].contains(other))
        product += ppmi(word, other, both) * ppmi("own", other, near["own"][other]);
    }
    // Only words that are surely near the seeds are in the product.
    EXPECT_LE(one.cosine, product / std::sqrt(own_square * square) + 1e-9) << word;
    EXPECT_GE(one.cosine, 0);
  }
}

TEST_F(Neighbours, AreCutAtWindowsAndPlaces) {
  add("one two three four five six own seven. Eight nine own ten");
  const auto texts = word_texts({"own"});
  std::string around, between;
  for (const Stretch& stretch : stretches_around(texts)) {
    around += stretch.side == Side::target ? '[' : '(';
    for (std::uint32_t i = stretch.begin; i < stretch.end; ++i)
      around += std::string(texts_.word(index::id_of(stretch.text[i]))) + " ";
  }
  for (const Stretch& stretch : stretches_between(texts, {Side::reference}))
    between += std::to_string(stretch.begin) + "-" + std::to_string(stretch.end) + " ";
  EXPECT_EQ(around, "(one [two three four five six [seven eight nine [ten ");
  EXPECT_EQ(between, "0-6 7-10 11-12 ");
}

TEST_F(Neighbours, RelativesHaveTheSameStemOrNearlyTheSameLetters) {
  add("registered registers registration register regster regster club clubs money honey funding fund");
  add("registered registered registered");
  std::vector<Stretch> stretches;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const auto tokens = texts_.tokens(numbers_[i]);
    stretches.push_back(
        {tokens.cells, 0, static_cast<std::uint32_t>(tokens.cells.size()), i, Side::reference});
  }
  TermTable table(texts_.size(), {});
  table.count(stretches, std::vector<PassageState>(2));
  const auto names = [&](const std::vector<RuleWord>& own, const std::vector<std::string>& languages) {
    std::set<std::string> all;
    for (const Relative& one : relatives(own, table, texts_, languages))
      all.insert(std::string(texts_.word(one.word)) + (one.same_stem ? "" : "?"));
    return all;
  };
  using Names = std::set<std::string>;
  EXPECT_EQ(names({{"registering", 9}}, {"en"}), (Names{"register", "registered", "registers"}));
  EXPECT_EQ(names({{"register", 9}}, {"zh"}), (Names{"registered?", "registers?", "regster?"}));
  EXPECT_EQ(names({{"funds", 0}}, {"en"}), (Names{"fund", "funding"}));
  EXPECT_EQ(names({{"money", 1}}, {"zh"}), Names());  // honey is not rarer
  EXPECT_EQ(names({{"money", 2}}, {"zh"}), (Names{"honey?"}));
  EXPECT_EQ(names({{"clib", 5}}, {"zh"}), Names());  // too short to be misspelt
  EXPECT_TRUE(names({}, {"en"}).empty());
}

}  // namespace
}  // namespace gloss::project
