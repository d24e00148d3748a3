// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reading.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "project/code_passage.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

struct Reading : Study {
  Reading() : file(create()) {
    write("first.md",
          "---\ndate: 2021-06-01\n---\n\nInterviewer: Well?\n\nP1: There is money. There is no hall.\n");
    write("second.md",
          "---\ndate: 2021-05-01\n---\n\nInterviewer: And?\n\nP1: Money, always money.\n\n"
          "P1: We walked home along the river that night.\n\nP1: 后来下雨了。\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(
        file,
        must(codebook::parse_codebook("codebook: c\nwhere: role != interviewer\ncodes:\n  means:\n"
                                      "    codes:\n      money: {rules: [money]}\n"
                                      "      hall: {rules: [hall]}\n",
                                      "c.yaml")),
        "c.yaml"));
  }
  project::Project file;
};

TEST(Reading, ShowsWhatIsNewInTheOrderOfDates) {
  Reading study;
  const auto table = must(accumulation(study.file, {}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(std::get<std::string>(table.rows[0][1]), "second.md");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][4]), 1);  // money; "means" above it is no code of its own
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][5]), 2);
  AccumulationRequest other;
  other.date = "day";
  EXPECT_EQ(std::get<std::string>(must(accumulation(study.file, other)).rows[0][1]), "first.md");
}

TEST(Reading, ShowsTheLongestPassagesWithoutACode) {
  Reading study;
  const auto table = must(uncoded(study.file, {}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(std::get<std::string>(table.rows[0][3]), "We walked home along the river that night.");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[0][2]), 8);
  EXPECT_EQ(std::get<std::string>(table.rows[1][3]), "后来下雨了。");
  EXPECT_EQ(std::get<std::int64_t>(table.rows[1][2]), 5);
  EXPECT_EQ(table.head["uncoded"]["words_without_code"], 5 + 8 + 1 + 5);
  // By hand it is coded, and in bytes, not positions.
  must(add_coding(study.file, {.place = "second.md:3"}, "means/hall"));
  const auto after = must(uncoded(study.file, {}));
  ASSERT_EQ(after.rows.size(), 1u);
  EXPECT_EQ(after.head["uncoded"]["words_without_code"], 5 + 1 + 5);
}

/// Interviews whose passages are about money, and coded for it, or about anything else; some are coded by
/// hand. What is said is kept, word by word.
struct MoodyStudy : Study {
  struct Said {
    std::vector<std::string> words;
    bool coded = false;
  };

  explicit MoodyStudy(std::uint64_t seed) : random(seed), file(create()) {
    for (int i = 0; i < 3; ++i) write(fmt::format("s{}.txt", i), interview());
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(
        file,
        must(codebook::parse_codebook("codebook: c\nlanguages: [en, zh]\nwhere: role != interviewer\ncodes:\n"
                                      "  money: {rules: [money]}\n"
                                      "  never: {rules: [nobody with (经费 or 下雨 or 场地)]}\n",
                                      "c.yaml")),
        "c.yaml"));
    for (int n = 0; n < 5; ++n) {  // the passages of P1 are every second one
      const auto spoken = random() % said.size();
      if (said[spoken].coded) continue;
      must(add_coding(file, {.place = fmt::format("s{}.txt:{}", spoken / 40, spoken % 40 * 2 + 2)}, "never"));
      said[spoken].coded = true;
    }
  }

  std::string interview() {
    std::string text;
    for (int turn = 0; turn < 40; ++turn) {
      Said& spoken = said.emplace_back();
      spoken.coded = random() % 2 == 0;
      if (spoken.coded) spoken.words.push_back("money");
      const auto& mood = spoken.coded ? of_money : of_else;
      for (std::uint64_t n = 3 + random() % 9; n > 0; --n)
        spoken.words.push_back(random() % 3 == 0 ? of_all[random() % of_all.size()]
                                                 : mood[random() % mood.size()]);
      text += "Interviewer: rain river walk?\n\nP1:";
      for (const std::string& word : spoken.words) text += " " + word + (random() % 5 == 0 ? "!" : ",");
      text += "\n\n";
    }
    return text;
  }

  /// "word f1/n1 f2/n2" of the first ten by log ratio, of those with a G2 of 6.63.
  std::vector<std::string> slow_typical() const {
    std::map<std::string, std::array<double, 2>> times;
    std::array<double, 2> all{};
    for (const Said& spoken : said)
      for (const std::string& word : spoken.words) {
        ++times[word][spoken.coded];
        ++all[spoken.coded];
      }
    std::vector<std::pair<double, std::string>> found;
    for (const auto& [word, f] : times) {
      const double n = all[0] + all[1], with = f[0] + f[1];
      const auto cell = [&](double o, double row, double column) {
        return o > 0 ? 2 * o * std::log(o * n / (row * column)) : 0;
      };
      const double g2 = cell(f[0], with, all[0]) + cell(f[1], with, all[1]) +
                        cell(all[0] - f[0], n - with, all[0]) + cell(all[1] - f[1], n - with, all[1]);
      const double ratio = std::log2((f[0] + 0.5) / (all[0] + 0.5) / ((f[1] + 0.5) / (all[1] + 0.5)));
      if (word == "the" || word == "的" || g2 < 6.63 || ratio <= 0) continue;
      found.emplace_back(-ratio, fmt::format("{} {}/{} {}/{}", word, f[0], all[0], f[1], all[1]));
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> lines;
    for (const auto& [ratio, line] : found)
      if (lines.size() < 10) lines.push_back(line);
    return lines;
  }

  const std::vector<std::string> of_money = {"grant", "debt", "经费", "the", "hall"},
                                 of_else = {"rain", "river", "walk", "dog", "sun", "下雨", "snow", "hill",
                                            "cat",  "moon",  "tea",  "bus", "的",  "song", "shoe"},
                                 of_all = {"we", "hall", "场地", "rain", "the", "very", "tree"};
  std::vector<Said> said;  // by P1
  std::mt19937_64 random;
  project::Project file;
};

TEST(Reading, NamesTheWordsThatMarkWhatHasNoCode) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t full = 0, named = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    MoodyStudy study(seed);
    const auto table = must(uncoded(study.file, {}));
    std::vector<std::string> lines;
    for (const auto& one : table.head["uncoded"]["typical_words"])
      lines.push_back(fmt::format("{} {}/{} {}/{}", one["word"].get<std::string>(), one["f1"].get<int>(),
                                  one["n1"].get<int>(), one["f2"].get<int>(), one["n2"].get<int>()));
    EXPECT_EQ(lines, study.slow_typical());
    full += lines.size() == 10;
    named += lines.size();
  }
  EXPECT_GT(named, 60u);
  EXPECT_GT(full, 2u);
}

}  // namespace
}  // namespace gloss::project
