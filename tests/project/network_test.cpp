// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/network.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "project/cooccurrence.h"
#include "project/random_study.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// What was written, as lists of words by passage and sentence.
struct SentenceStudy : Study {
  explicit SentenceStudy(std::uint64_t seed) : random(seed), file(create()) {
    for (int i = 0; i < 2; ++i) write("s" + std::to_string(i) + ".txt", talk());
    must(add_sources(file, {texts()}, {}));
  }
  std::string talk() {
    const std::vector<std::string> words{"hall", "money", "trust", "fee", "the", "bureau", "club"};
    std::string text;
    for (int turn = 0; turn < 10; ++turn) {
      text += "P" + std::to_string(1 + turn % 2) + ":";
      auto& passage = passages.emplace_back();
      for (std::size_t s = 0, n = 1 + random() % 3; s < n; ++s) {
        auto& sentence = sentences.emplace_back();
        for (std::size_t i = 0, k = 1 + random() % 4; i < k; ++i) {
          std::string word = words[random() % words.size()];
          if (word != "the") sentence.insert(word), passage.insert(word);
          if (i == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
          text += " " + word;
        }
        text += "!";
      }
      text += "\n\n";
    }
    return text;
  }
  std::mt19937_64 random;
  std::vector<std::set<std::string>> passages, sentences;
  Project file;
};

using Pairs = std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, double>>;

Pairs slow_pairs_of_words(const std::vector<std::set<std::string>>& units, double least) {
  std::set<std::string> words;
  for (const auto& unit : units) words.insert(unit.begin(), unit.end());
  Pairs pairs;
  for (const auto& a : words)
    for (const auto& b : words) {
      if (a >= b) continue;
      std::int64_t both = 0, either = 0;
      for (const auto& unit : units) {
        both += unit.contains(a) && unit.contains(b);
        either += unit.contains(a) || unit.contains(b);
      }
      const double jaccard = static_cast<double>(both) / static_cast<double>(either);
      if (both > 0 && jaccard >= least) pairs[{a, b}] = {both, jaccard};
    }
  return pairs;
}

TEST(WordNetwork, EqualsCountsOfWordsInTheirUnits) {
  std::size_t edges = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    SentenceStudy study(seed);
    for (const char* unit : {"passage", "sentence"}) {
      WordNetworkRequest request;
      request.unit = unit;
      request.least_jaccard = 0.2;
      request.edges = 0;
      const auto made = must(word_network(study.file, request));
      const auto& units = request.unit == "passage" ? study.passages : study.sentences;
      EXPECT_EQ(made.units, static_cast<std::int64_t>(units.size()));
      Pairs fast;
      for (const auto& edge : made.edges) {
        auto a = made.nodes[edge.a].id, b = made.nodes[edge.b].id;
        if (a > b) std::swap(a, b);
        fast[{a, b}] = {edge.both, edge.jaccard};
      }
      EXPECT_EQ(fast, slow_pairs_of_words(units, 0.2)) << seed << ' ' << unit;
      edges += fast.size();
    }
  }
  EXPECT_GT(edges, 50u);
}

TEST(WordNetwork, KeepsTheStrongestAndSaysHowStrong) {
  SentenceStudy study(1);
  WordNetworkRequest request;
  request.edges = 3;
  request.least_jaccard = 0;
  const auto made = must(word_network(study.file, request));
  ASSERT_GE(made.edges.size(), 3u);
  double least = 1;
  for (const auto& edge : made.edges) least = std::min(least, edge.jaccard);
  EXPECT_EQ(made.least_jaccard, least);
  EXPECT_EQ(word_network(study.file, {.selection = {}, .unit = "turn"}).error().fault, Fault::usage);
}

TEST(CodeNetwork, HasThePairsOfTheTable) {
  RandomStudy study(77);
  must(adopt_codebook(study.file, parsed(random_codebook(study.random)), "c.yaml"));
  const auto answer = must(code_network(study.file, CooccurrenceRequest{}));
  const auto table = must(cooccurrence(study.file, CooccurrenceRequest{}));
  std::size_t edges = 0;
  for (std::size_t at = 0; (at = answer.graphml.find("<edge ", at)) != std::string::npos; ++at) ++edges;
  EXPECT_EQ(edges, table.rows.size());
  EXPECT_EQ(report::as_json(answer.table), report::as_json(table));
  CooccurrenceRequest overlap;
  overlap.unit = "overlap";
  EXPECT_EQ(code_network(study.file, overlap).error().fault, Fault::usage);
}

TEST(TestedCooccurrence, HasTheRowsOfTheTable) {
  RandomStudy study(78);
  must(adopt_codebook(study.file, parsed(random_codebook(study.random)), "c.yaml"));
  for (const char* unit : {"passage", "sentence", "answer", "turn"}) {
    CooccurrenceRequest request;
    request.unit = unit;
    const auto tested = must(tested_cooccurrence(study.file, request, {}));
    const auto plain = must(cooccurrence(study.file, request));
    ASSERT_EQ(tested.rows.size(), plain.rows.size());
    for (std::size_t r = 0; r < plain.rows.size(); ++r)
      for (std::size_t c = 0; c < plain.rows[r].size(); ++c) EXPECT_EQ(tested.rows[r][c], plain.rows[r][c]);
  }
  CooccurrenceRequest request;
  request.unit = "source";
  EXPECT_EQ(tested_cooccurrence(study.file, request, {}).error().fault, Fault::usage);
}

}  // namespace
}  // namespace gloss::project
