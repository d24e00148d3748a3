// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/likeness.h"

#include <gtest/gtest.h>

#include <map>

#include "project/network.h"
#include "project/random_study.h"
#include "project/reports.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

constexpr const char* two_codes =
    "codebook: c\ncodes:\n  trust:\n    rules: [trust]\n  money:\n    rules: [money, fee]\n"
    "  hall:\n    codes:\n      place:\n        rules: [hall]\n      absent:\n        rules: [stadium]\n";

/// Two persons in three sources, in English, in one of which nobody is named.
struct TalkStudy : Study {
  explicit TalkStudy(std::uint64_t seed) : random(seed), file(create()) {
    for (int i = 0; i < 3; ++i) write("s" + std::to_string(i) + ".txt", talk(i == 2));
    write("cases.csv",
          "source,speaker,case,group\ns0.txt,P1,Ann,east\ns1.txt,P1,Ann,east\ns1.txt,P2,Bo,west\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file, parsed(two_codes), "c.yaml"));
  }
  std::string talk(bool unnamed) {
    const std::vector<std::string> words{"hall", "money", "trust", "fee", "the", "bureau"};
    std::string text;
    for (int turn = 0; turn < 12; ++turn) {
      const std::string speaker = unnamed ? "" : "P" + std::to_string(1 + random() % 2);
      if (!unnamed) text += speaker + ":";
      for (std::size_t i = 0, n = 1 + random() % 6; i < n; ++i) {
        const std::string& word = words[random() % words.size()];
        text += " " + word;
        const std::string name = unnamed ? "s2.txt" : speaker;
        ++said[{name, word}];
      }
      text += ".\n\n";
    }
    return text;
  }
  std::mt19937_64 random;
  std::map<std::pair<std::string, std::string>, int> said;  // by label (or the source without one) and word
  Project file;
};

double jaccard_in(const report::Table& table, const std::string& a, const std::string& b) {
  std::size_t column = 0;
  while (table.columns[column].name != "jaccard") ++column;
  for (const auto& row : table.rows)
    if (std::get<std::string>(row[0]) == a && std::get<std::string>(row[1]) == b)
      return std::get<double>(row[column]);
  return 0;
}

TEST(Likeness, OfCodesIsTheJaccardOfCooccurrence) {
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomStudy study(seed + 500);
    must(adopt_codebook(study.file, parsed(random_codebook(study.random)), "c.yaml"));
    LikenessRequest request;
    request.of = "codes";
    const double mine = jaccard_in(must(similarity(study.file, request)), "a/b", "c");
    EXPECT_EQ(mine, jaccard_in(must(cooccurrence(study.file, CooccurrenceRequest{})), "a/b", "c")) << seed;
    sum += mine;
  }
  EXPECT_GT(sum, 1);
}

TEST(Likeness, CountsWordsOfSpeakersAsTheTextHasThem) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    TalkStudy study(seed);
    LikenessRequest request;
    request.of = "speakers";
    request.by_what = "words";
    const auto made = must(profiles(study.file, request));
    std::map<std::string, double> words;  // by name: how many in all; function words are left out
    for (std::size_t r = 0; r < made.rows.size(); ++r)
      for (const auto& entry : made.rows[r]) words[made.names[r]] += entry.value;
    std::map<std::string, double> slow;
    for (const auto& [who, count] : study.said)
      if (who.second != "the" && who.first != "s2.txt") slow[who.first] += count;
    double all = 0, slow_all = 0;
    for (const auto& [name, count] : words) all += count;
    for (const auto& [name, count] : slow) slow_all += count;
    EXPECT_EQ(all, slow_all);
    EXPECT_TRUE(words.contains("Ann"));  // one person in two sources
    EXPECT_EQ(made.without, 12);         // nobody is named in s2
    EXPECT_EQ(words.size(), 3u);         // Ann, Bo, and P2 of s0
  }
}

TEST(Likeness, OfCasesLeavesOutWhoIsInNone) {
  TalkStudy study(3);
  LikenessRequest request;
  request.of = "cases";
  const auto made = must(profiles(study.file, request));
  EXPECT_EQ(made.names, (std::vector<std::string>{"Ann", "Bo"}));
  EXPECT_GT(made.without, 12);
}

TEST(Likeness, OfCodesByWordsHasARowForEachCodeThatMayBeCoded) {
  TalkStudy study(4);
  LikenessRequest request;
  request.of = "codes";
  request.by_what = "words";
  request.measure = "cosine";
  const auto made = must(profiles(study.file, request));
  EXPECT_EQ(made.ids, (std::vector<std::string>{"trust", "money", "hall/place", "hall/absent"}));
  EXPECT_TRUE(made.rows[3].empty());
  EXPECT_EQ(must(similarity(study.file, request)).rows.size(), 3u);
}

TEST(Likeness, NamesWhatItDoesNotKnow) {
  TalkStudy study(5);
  LikenessRequest request;
  request.of = "towns";
  EXPECT_EQ(similarity(study.file, request).error().fault, Fault::usage);
  request.of = "sources";
  request.linkage = "median";
  EXPECT_EQ(clusters(study.file, request).error().fault, Fault::usage);
}

/// Everything that the reports say, on so many threads.
std::string all_answers(TalkStudy& study, unsigned threads) {
  const Project project = must(Project::open(study.path, store::Access::read, study.environment(threads)));
  std::string all;
  for (const char* by : {"codes", "words"})
    for (const char* of : {"sources", "speakers", "cases", "codes"}) {
      LikenessRequest request;
      request.of = of;
      request.by_what = by;
      all += report::as_json(must(similarity(project, request)));
      const auto tree = must(clusters(project, request));
      all += report::as_json(tree.table) + report::as_text(tree.drawing, {}) + tree.svg;
    }
  for (const char* by : {"", "group"}) {
    const auto map = must(correspondence_map(project, {.selection = {.by = by}, .language = {}}));
    all += report::as_json(map.table) + map.svg;
  }
  const auto words = must(network(project, WordNetworkRequest{}));
  const auto codes = must(code_network(project, CooccurrenceRequest{}));
  return all + words.svg + words.gexf + codes.graphml + codes.svg;
}

TEST(Likeness, AnswersAreTheSameOnOneAndTwoThreads) {
  TalkStudy study(6);
  EXPECT_EQ(all_answers(study, 1), all_answers(study, 2));
}

}  // namespace
}  // namespace gloss::project
