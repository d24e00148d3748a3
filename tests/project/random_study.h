// SPDX-License-Identifier: GPL-3.0-or-later
// Small random studies: interviews of few words, and codebooks whose rules find them often.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::test {

inline const std::vector<std::string> spoken_words = {"hall", "money", "trust", "bureau",
                                                      "经费", "信任",  "场地",  "fee"};

inline std::string random_interview(std::mt19937_64& random) {
  std::string text;
  for (int turn = 0; turn < 8; ++turn) {
    text += turn % 2 == 0 ? "Interviewer:" : "P1:";
    for (std::size_t i = 0, n = 1 + random() % 9; i < n; ++i)
      text += (random() % 7 == 0 ? ". " : " ") + spoken_words[random() % spoken_words.size()];
    text += ".\n\n";
  }
  return text;
}

inline std::string random_rule(std::mt19937_64& random) {
  const auto word = [&] { return spoken_words[random() % spoken_words.size()]; };
  switch (random() % 6) {
    case 0:
      return fmt::format("\"{} {}\"", word(), word());
    case 1:
      return fmt::format("{} near/3 {}", word(), word());
    case 2:
      return fmt::format("{} with {}", word(), word());
    case 3:
      return fmt::format("{} or {}", word(), word());
    case 4:
      return fmt::format("{} where role != interviewer", word());
    default:
      return word();
  }
}

inline std::string in_yaml(const std::string& rule) { return "'" + rule + "'"; }

/// Three codes, one below another, two rules each.
inline std::string random_codebook(std::mt19937_64& random) {
  const auto rules = [&] {
    return fmt::format("[{}, {}]", in_yaml(random_rule(random)), in_yaml(random_rule(random)));
  };
  return fmt::format(
      "codebook: c\nunit: passage\ncodes:\n  a:\n    rules: {}\n    span: {}\n    codes:\n      b:\n        "
      "rules: {}\n  c:\n    rules: {}\n",
      rules(), random() % 3 == 0 ? "sentence" : "match", rules(), rules());
}

/// A project with three of the interviews.
struct RandomStudy : Study {
  explicit RandomStudy(std::uint64_t seed) : random(seed), file(create()) {
    for (int i = 0; i < 3; ++i) write(fmt::format("s{}.txt", i), random_interview(random));
    must(project::add_sources(file, {texts()}, {}));
  }
  std::mt19937_64 random;
  project::Project file;
};

inline codebook::Codebook parsed(const std::string& yaml) {
  return must(codebook::parse_codebook(yaml, "c.yaml"));
}

}  // namespace gloss::test
