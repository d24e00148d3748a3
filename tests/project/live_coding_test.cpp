// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/live_coding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "project/all_codings.h"
#include "project/random_study.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

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

/// The codebook with its rules as they are now, coded anew, has the same counts.
CodedProject expect_as_coded_anew(const LiveCoding& live, const Project& project, const std::string& yaml) {
  codebook::Codebook now = parsed(yaml);
  for (std::size_t i = 0; i < now.codes.size(); ++i) now.codes[i].rules = live.codebook().codes[i].rules;
  const int codes = static_cast<int>(now.codes.size());
  auto coded = must(apply_rules(project, std::move(now), "c.yaml"));
  for (int a = 0; a < codes; ++a) {
    const auto of_a = carried(coded, a);
    EXPECT_EQ(live.passages(a), static_cast<std::int64_t>(of_a.size())) << a;
    for (int b = 0; b < codes; ++b) {
      if (a == b) continue;
      const auto of_b = carried(coded, b);
      EXPECT_EQ(live.together(a, b),
                std::count_if(of_a.begin(), of_a.end(), [&](const auto& p) { return of_b.contains(p); }))
          << a << " " << b;
    }
  }
  return coded;
}

TEST(LiveCoding, CountsAfterEveryEditAsIfAllWereCodedAnew) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  int edits = 0, looked_up = 0, changed = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    RandomStudy study(seed + 1000);
    std::string yaml = random_codebook(study.random);
    if (seed % 4 == 3) yaml += "  d: {rules: [<a>]}\n";
    if (seed % 8 == 1) yaml = "conflict: longest\n" + yaml;
    auto live = must(LiveCoding::start(study.file, parsed(yaml), "c.yaml"));
    for (int step = 0; step < 12; ++step) {
      SCOPED_TRACE(fmt::format("seed {} step {}", seed, step));
      const int code = static_cast<int>(study.random() % 3);
      const auto rules = live.codebook().codes[static_cast<std::size_t>(code)].rules.size();
      const int rule = 1 + static_cast<int>(study.random() % (rules + 1));
      const bool remove = rules > 1 && rule <= static_cast<int>(rules) && study.random() % 5 == 0;
      const auto effect = must(live.edit(code, rule, remove ? "" : random_rule(study.random)));
      ++edits;
      looked_up += effect.looked_up ? 1 : 0;
      changed += effect.gained.empty() && effect.lost.empty() ? 0 : 1;
      const auto coded = expect_as_coded_anew(live, study.file, yaml);
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

TEST(LiveCoding, FollowsAnEditedCodebookCodeByCode) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t codes_changed = 0, anew = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    RandomStudy study(seed + 2000);
    std::string yaml = random_codebook(study.random);
    auto live = must(LiveCoding::start(study.file, parsed(yaml), "c.yaml"));
    for (int step = 0; step < 6; ++step) {
      SCOPED_TRACE(fmt::format("seed {} step {}", seed, step));
      const auto had = live.codebook();
      std::vector<std::set<std::string>> before;
      const auto then = must(apply_rules(study.file, parsed(yaml), "c.yaml"));
      for (int code = 0; code < 3; ++code) before.push_back(carried(then, code));
      yaml = random_codebook(study.random);
      const auto effects = must(live.follow(parsed(yaml)));
      const auto coded = expect_as_coded_anew(live, study.file, yaml);
      if (!effects) {
        ++anew;  // `span` differs
        continue;
      }
      std::set<int> told;
      for (const auto& one : *effects) {
        told.insert(one.code);
        ++codes_changed;
      }
      for (int code = 0; code < 3; ++code) {
        const auto& rules = parsed(yaml).codes[static_cast<std::size_t>(code)].rules;
        const auto& old = had.codes[static_cast<std::size_t>(code)].rules;
        const bool same = std::equal(rules.begin(), rules.end(), old.begin(), old.end(),
                                     [](const auto& a, const auto& b) { return a.text == b.text; });
        EXPECT_EQ(told.contains(code), !same) << code;
      }
      // A code without codes below it carries what it gained and not what it lost.
      for (const auto& one : *effects) {
        if (one.code == 0) continue;
        std::set<std::string> expected = before[static_cast<std::size_t>(one.code)];
        for (const auto passage : one.effect.lost) EXPECT_EQ(expected.erase(live.passage_name(passage)), 1u);
        for (const auto passage : one.effect.gained)
          EXPECT_TRUE(expected.insert(live.passage_name(passage)).second);
        EXPECT_EQ(expected, carried(coded, one.code));
      }
    }
  }
  EXPECT_GT(codes_changed, 150u);
  EXPECT_GT(anew, 50u);
}

}  // namespace
}  // namespace gloss::project
