// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_diff.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <tuple>

#include "project/all_codings.h"
#include "project/decide.h"
#include "project/live_coding.h"
#include "project/study.h"
#include "project/use_codebook.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

template <class T>
T sure(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().line();
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

const std::vector<std::string> spoken_words = {"hall", "money", "trust", "bureau", "经费", "信任", "场地", "fee"};

std::string random_interview(std::mt19937_64& random) {
  std::string text;
  for (int turn = 0; turn < 8; ++turn) {
    text += turn % 2 == 0 ? "Interviewer:" : "P1:";
    for (std::size_t i = 0, n = 1 + random() % 9; i < n; ++i)
      text += (random() % 7 == 0 ? ". " : " ") + spoken_words[random() % spoken_words.size()];
    text += ".\n\n";
  }
  return text;
}

std::string random_rule(std::mt19937_64& random) {
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

std::string in_yaml(const std::string& rule) { return "'" + rule + "'"; }

/// Three codes, one below another, two rules each.
std::string random_codebook(std::mt19937_64& random) {
  const auto rules = [&] {
    return fmt::format("[{}, {}]", in_yaml(random_rule(random)), in_yaml(random_rule(random)));
  };
  return fmt::format(
      "codebook: c\nunit: passage\ncodes:\n  a:\n    rules: {}\n    span: {}\n    codes:\n      b:\n        "
      "rules: {}\n  c:\n    rules: {}\n",
      rules(), random() % 3 == 0 ? "sentence" : "match", rules(), rules());
}

struct Random : Study {
  explicit Random(std::uint64_t seed) : random(seed), file(create()) {
    for (int i = 0; i < 3; ++i) write(fmt::format("s{}.txt", i), random_interview(random));
    sure(add_sources(file, {texts()}, {}));
  }
  std::mt19937_64 random;
  project::Project file;
};

codebook::Codebook parsed(const std::string& yaml) { return sure(codebook::parse_codebook(yaml, "c.yaml")); }

TEST(CodebookDiff, TellsWhatTwoRunsOfTheRulesDoNotShare) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t gained = 0, lost = 0, unchanged = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    Random study(seed);
    const std::string before = random_codebook(study.random), after = random_codebook(study.random);
    const auto diff = sure(diff_codebooks(study.file, parsed(before), parsed(after)));
    using Key = std::tuple<std::string, std::string, std::string, text::ByteSpan>;
    const auto run = [&](const std::string& yaml) {
      std::set<Key> keys;
      const auto coded = sure(apply_rules(study.file, parsed(yaml), "c.yaml"));
      for (const auto& source : coded.coded)
        for (const auto& [coding, code] : source.codings)
          keys.insert({coding.code, coding.source, coding.quote, coding.span});
      return keys;
    };
    const auto old_keys = run(before), new_keys = run(after);
    std::map<std::string, std::array<std::size_t, 3>> expected;
    for (const auto& key : new_keys) ++expected[std::get<0>(key)][old_keys.contains(key) ? 2 : 0];
    for (const auto& key : old_keys)
      if (!new_keys.contains(key)) ++expected[std::get<0>(key)][1];
    for (const auto& code : diff.codes) {
      EXPECT_EQ(code.gained.size(), expected[code.code][0]) << code.code;
      EXPECT_EQ(code.lost.size(), expected[code.code][1]) << code.code;
      EXPECT_EQ(code.unchanged, expected[code.code][2]) << code.code;
    }
    gained += diff.gained;
    lost += diff.lost;
    unchanged += diff.unchanged;
    const auto same = sure(diff_codebooks(study.file, parsed(before), parsed(before)));
    EXPECT_FALSE(same.changes());
  }
  EXPECT_GT(gained, 100u);
  EXPECT_GT(lost, 100u);
  EXPECT_GT(unchanged, 20u);
}

TEST(CodebookDiff, FollowsCodesThatMovedAndSaysWhatBecomesOfDecisions) {
  Study study;
  study.write("a.txt", "P1: The hall is dear. No trust.\n\nP1: A hall and a fee.\n");
  auto file = study.create();
  sure(add_sources(file, {study.texts()}, {}));
  const auto before = "codebook: c\ncodes:\n  x: {rules: [hall]}\n  y: {rules: [trust, fee]}\n";
  sure(adopt_codebook(file, parsed(before), "c.yaml"));
  sure(decide(file, {.codes = "x"}, model::Decision::accepted, ""));
  sure(decide(file, {.codes = "y"}, model::Decision::rejected, ""));
  const auto diff = sure(diff_codebooks(
      file, parsed(before),
      parsed(
          "codebook: c\ncodes:\n  z:\n    was: [x]\n    rules: ['\"the hall\"']\n  new: {rules: [dear]}\n")));
  ASSERT_EQ(diff.codes.size(), 3u);
  EXPECT_EQ(diff.codes[0].code, "z");
  EXPECT_EQ(diff.codes[0].was, "x");
  EXPECT_EQ(diff.codes[0].lost.size(), 2u);
  EXPECT_EQ(diff.codes[0].lost[0].decision, "accepted");
  EXPECT_EQ(diff.codes[0].lost[0].passage, "a.txt:1");
  EXPECT_TRUE(diff.codes[1].is_new);
  EXPECT_TRUE(diff.codes[2].is_gone);
  EXPECT_EQ(diff.codes[2].lost.size(), 2u);
  std::map<Conflict::Kind, int> kinds;
  for (const auto& conflict : diff.conflicts) ++kinds[conflict.kind];
  EXPECT_EQ(kinds[Conflict::Kind::lost_accepted], 2);
  EXPECT_EQ(kinds[Conflict::Kind::unknown_code], 2);
}

/// Passages of the base with the code or one below it, from all codings.
std::set<std::string> carried(const CodedProject& coded, int code) {
  std::set<std::string> passages;
  for (std::size_t i = 0; i < coded.coded.size(); ++i)
    for (const auto& one : coded.coded[i].codings) {
      if (!coded.codebook->is_within(one.code, code)) continue;
      for (std::size_t p = 0; p < coded.coded[i].passages.size(); ++p)
        if (coded.coded[i].passages[p].in_base && coded.coded[i].passages[p].span.overlaps(one.coding.span))
          passages.insert(fmt::format("{}:{}", coded.sources[i].stored.name, p + 1));
    }
  return passages;
}

TEST(LiveCoding, CountsAfterEveryEditAsIfAllWereCodedAnew) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  int edits = 0, looked_up = 0, changed = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random study(seed + 1000);
    std::string yaml = random_codebook(study.random);
    if (seed % 4 == 3) yaml += "  d: {rules: [<a>]}\n";
    if (seed % 8 == 1) yaml = "conflict: longest\n" + yaml;
    auto live = sure(LiveCoding::start(study.file, parsed(yaml), "c.yaml"));
    for (int step = 0; step < 12; ++step) {
      SCOPED_TRACE(fmt::format("seed {} step {}", seed, step));
      const int code = static_cast<int>(study.random() % 3);
      const auto rules = live.codebook().codes[static_cast<std::size_t>(code)].rules.size();
      const int rule = 1 + static_cast<int>(study.random() % (rules + 1));
      const bool remove = rules > 1 && rule <= static_cast<int>(rules) && study.random() % 5 == 0;
      const auto effect = sure(live.edit(code, rule, remove ? "" : random_rule(study.random)));
      ++edits;
      looked_up += effect.looked_up ? 1 : 0;
      changed += effect.gained.empty() && effect.lost.empty() ? 0 : 1;
      // The codebook with its rules as they are now, coded anew.
      codebook::Codebook now = parsed(yaml);
      for (std::size_t i = 0; i < now.codes.size(); ++i) now.codes[i].rules = live.codebook().codes[i].rules;
      const int codes = static_cast<int>(now.codes.size());
      const auto coded = sure(apply_rules(study.file, std::move(now), "c.yaml"));
      for (int a = 0; a < codes; ++a) {
        const auto of_a = carried(coded, a);
        ASSERT_EQ(live.passages(a), static_cast<std::int64_t>(of_a.size())) << a;
        for (int b = 0; b < codes; ++b) {
          if (a == b) continue;
          const auto of_b = carried(coded, b);
          ASSERT_EQ(live.together(a, b),
                    std::count_if(of_a.begin(), of_a.end(), [&](const auto& p) { return of_b.contains(p); }));
        }
      }
      for (const auto passage : effect.gained)
        EXPECT_TRUE(carried(coded, code).contains(live.passage_name(passage)));
    }
    const auto refused = live.edit(0, 1, "money near/");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::bad_configuration);
  }
  EXPECT_GT(looked_up, edits / 2);
  EXPECT_LT(looked_up, edits);
  EXPECT_GT(changed, edits / 2);
}

}  // namespace
}  // namespace gloss::project
