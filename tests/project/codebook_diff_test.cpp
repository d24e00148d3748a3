// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_diff.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "project/all_codings.h"
#include "project/decide.h"
#include "project/random_study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

TEST(CodebookDiff, TellsWhatTwoRunsOfTheRulesDoNotShare) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t gained = 0, lost = 0, unchanged = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomStudy study(seed);
    const std::string before = random_codebook(study.random), after = random_codebook(study.random);
    const auto diff = must(diff_codebooks(study.file, parsed(before), parsed(after)));
    using Key = std::tuple<std::string, std::string, std::string, text::ByteSpan>;
    const auto run = [&](const std::string& yaml) {
      std::set<Key> keys;
      const auto coded = must(apply_rules(study.file, parsed(yaml), "c.yaml"));
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
    const auto same = must(diff_codebooks(study.file, parsed(before), parsed(before)));
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
  must(add_sources(file, {study.texts()}, {}));
  const auto before = "codebook: c\ncodes:\n  x: {rules: [hall]}\n  y: {rules: [trust, fee]}\n";
  must(adopt_codebook(file, parsed(before), "c.yaml"));
  must(decide(file, {.codes = "x"}, model::Decision::accepted, ""));
  must(decide(file, {.codes = "y"}, model::Decision::rejected, ""));
  const auto diff = must(diff_codebooks(
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

}  // namespace
}  // namespace gloss::project
