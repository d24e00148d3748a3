// SPDX-License-Identifier: GPL-3.0-or-later
// A random study of clubs, money and stamps in two languages, with a codebook.
#pragma once

#include <string>
#include <vector>

#include "project/apply_rules.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "stats/random.h"

namespace gloss::test {

/// A study of random interviews about clubs, money and stamps, in two languages.
struct ClubStudy {
  Study study;
  project::Project project;

  ClubStudy(std::uint64_t seed, const std::string& book) : project(study.create()) {
    const std::vector<std::string> filler{"club", "hall", "stamp", "the", "we", "赞助",
                                          "场地", "我们", "的",    ",",   "."};
    const std::vector<std::string> money{"money", "own pockets", "经费", "grant",
                                         "grant", "debt",        "补贴", "公家补贴"};
    stats::Random random(seed);
    for (int file = 0; file < 4; ++file) {
      std::string text;
      for (int turn = 0; turn < 30; ++turn) {
        text += turn % 5 == 0 ? "Interviewer: " : "P1: ";
        const bool about_money = random.below(3) == 0;
        for (std::uint64_t n = 4 + random.below(12); n > 0; --n) {
          const bool of_money = about_money ? random.below(3) == 0 : random.below(40) == 0;
          text += (of_money ? money[random.below(money.size())] : filler[random.below(filler.size())]) + " ";
        }
        text += "\n\n";
      }
      study.write("t" + std::to_string(file) + ".txt", text);
    }
    EXPECT_TRUE(project::add_sources(project, {study.texts()}, {}));
    auto parsed = codebook::parse_codebook(book, "book.yaml");
    EXPECT_TRUE(parsed && project::adopt_codebook(project, *parsed, "book.yaml"));
  }
};

}  // namespace gloss::test
