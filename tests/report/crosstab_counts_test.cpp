// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/crosstab_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>
#include <random>
#include <set>

#include "report/crosstab_report.h"
#include "report/interviews.h"
#include "report/random_project.h"
#include "stats/p_adjust.h"

namespace gloss::report {
namespace {

using namespace gloss::test;

TEST(CrosstabCounts, TakesSpeakersWhereGroupsMeetInASource) {
  CodedProject project = interviews({0, 0, 1});
  project.base[1].person = 3;  // an organiser in the first source
  project.base[1].group = 1;
  project.base[9].person = 0;  // an official who speaks as an organiser elsewhere
  code_passage(project, 1, 0, 1);
  const CrosstabCounter counter = counter_of(project);
  EXPECT_EQ(counter.unit(), TestUnit::speaker);
  EXPECT_EQ(counter.speakers_of_several_groups(), 1);
  const std::vector<stats::GroupPresence> expected{{0, 1}, {1, 2}, {0, 0}};
  EXPECT_EQ(counter.presence(0), expected);
}

/// p of more than two groups as chance deals it: every way to choose the sources with the code.
double slow_p(const std::vector<std::int32_t>& groups, const std::vector<bool>& with, bool smallest) {
  const auto chi_square = [&](std::uint32_t chosen) {
    double sum = 0;
    for (std::int32_t group = 0; group < 3; ++group) {
      double present = 0, sources = 0;
      for (std::size_t s = 0; s < groups.size(); ++s) {
        if (groups[s] != group) continue;
        ++sources;
        present += chosen >> s & 1;
      }
      if (sources > 0) sum += present * present / sources;
    }
    return sum;
  };
  std::uint32_t observed = 0;
  for (std::size_t s = 0; s < with.size(); ++s) observed |= static_cast<std::uint32_t>(with[s]) << s;
  double all = 0, most = -1;
  std::vector<double> sums;
  for (std::uint32_t chosen = 0; chosen < (1u << groups.size()); ++chosen) {
    if (std::popcount(chosen) != std::popcount(observed)) continue;
    ++all;
    sums.push_back(chi_square(chosen));
    most = std::max(most, sums.back());
  }
  const double least = (smallest ? most : chi_square(observed)) - 1e-9;
  return static_cast<double>(
             std::count_if(sums.begin(), sums.end(), [&](double sum) { return sum >= least; })) /
         all;
}

TEST(CrosstabCounts, PermutesMoreGroupsExactlyAndKnowsWhatTheyCanReach) {
  std::mt19937_64 random(5);
  int tested = 0, unreachable = 0, constant = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int32_t> groups{0, 1, 2};
    for (std::size_t more = random() % 8; more > 0; --more)
      groups.push_back(static_cast<std::int32_t>(random() % 3));
    CodedProject project = interviews(groups);
    std::vector<bool> with;
    for (std::size_t s = 0; s < groups.size(); ++s) {
      with.push_back(random() % 2 == 0);
      if (with.back()) code_passage(project, 2, static_cast<std::int32_t>(s), random() % 4);
    }
    const auto tests = test_presence(counter_of(project), {});
    const CodeTest& test = tests.codes[2];
    if (std::count(with.begin(), with.end(), true) % static_cast<std::ptrdiff_t>(with.size()) == 0) {
      EXPECT_EQ(test.reason, CodeTest::Reason::no_variation);
      EXPECT_FALSE(test.p || test.smallest_p);
      ++constant;
      continue;
    }
    const double best = slow_p(groups, with, true);
    ASSERT_TRUE(test.smallest_p) << round;
    EXPECT_NEAR(*test.smallest_p, best, 1e-9) << round;
    EXPECT_EQ(test.p.has_value(), best < 0.05);
    if (test.p) {
      EXPECT_NEAR(*test.p, slow_p(groups, with, false), 1e-9) << round;
      ++tested;
    } else {
      EXPECT_EQ(test.reason, CodeTest::Reason::cannot_reach);
      ++unreachable;
    }
  }
  EXPECT_GT(tested, 30);
  EXPECT_GT(unreachable, 20);
  EXPECT_GT(constant, 0);
}

TEST(CrosstabCounts, AdjustsOverAllCodesThatWereTested) {
  std::mt19937_64 random(6);
  CodedProject project = interviews({0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2});
  for (std::int32_t code = 3; code < 20; ++code)
    project.codes.push_back({"c" + std::to_string(code), "", -1});
  for (std::int32_t code = 1; code < 20; ++code)
    for (std::int32_t source = 0; source < 16; ++source)
      if (random() % 20 < static_cast<std::uint64_t>(code + (source < 6 ? 4 : 0)))
        code_passage(project, code, source, random() % 4);
  const stats::PermutationOptions drawn{.draws = 999, .seed = 7, .exact_where_cheap = false};
  const auto tests = test_presence(counter_of(project), drawn),
             again = test_presence(counter_of(project), drawn);
  std::vector<std::optional<double>> p;
  for (std::size_t code = 0; code < tests.codes.size(); ++code) {
    p.push_back(tests.codes[code].p);
    EXPECT_EQ(tests.codes[code].p, again.codes[code].p) << "the same seed";
  }
  const auto q = stats::p_adjust(p, stats::PAdjustment::benjamini_hochberg);
  for (std::size_t code = 0; code < q.size(); ++code) EXPECT_EQ(tests.codes[code].q, q[code]);
  EXPECT_EQ(tests.tested, std::count_if(q.begin(), q.end(), [](const auto& one) { return one.has_value(); }));
  EXPECT_GT(tests.tested, 10);
}

bool is_at_or_below(const CodedProject& project, std::int32_t code, std::size_t above) {
  for (; code >= 0; code = project.codes[static_cast<std::size_t>(code)].parent)
    if (code == static_cast<std::int32_t>(above)) return true;
  return false;
}

/// Which sources and speakers of each group have the code, by looking at every coding and every passage.
std::vector<stats::GroupPresence> slow_presence(const CodedProject& project, std::size_t code,
                                                TestUnit unit) {
  std::map<std::int32_t, std::set<std::int32_t>> groups_of;  // by unit
  std::set<std::int32_t> with;
  for (const BasePassage& passage : project.base) {
    const std::int32_t one = unit == TestUnit::source ? passage.place.source : passage.person;
    if (one < 0 || passage.group < 0) continue;
    groups_of[one].insert(passage.group);
    for (const CodedSpan& coding : project.codings)
      if (is_at_or_below(project, coding.code, code) && coding.source == passage.place.source &&
          coding.span.overlaps(passage.place.span))
        with.insert(one);
  }
  std::vector<stats::GroupPresence> all(project.groups.size());
  for (const auto& [one, groups] : groups_of) {
    if (groups.size() > 1) continue;
    auto& group = all[static_cast<std::size_t>(*groups.begin())];
    ++group.sources;
    if (with.contains(one)) ++group.present;
  }
  return all;
}

/// The codings and passages of one source.
CodedProject part_of(const CodedProject& project, std::int32_t source) {
  CodedProject part = project;
  std::erase_if(part.base, [&](const BasePassage& passage) { return passage.place.source != source; });
  std::erase_if(part.codings, [&](const CodedSpan& coding) { return coding.source != source; });
  part.rejected = 0;
  return part;
}

TEST(CrosstabCounts, CountsPresenceAsASlowReaderSourceBySource) {
  std::mt19937_64 random(21);
  int by_source = 0, by_speaker = 0;
  std::int64_t present = 0;
  for (int round = 0; round < 400; ++round) {
    CodedProject project = random_project(random).project;
    project.by = "group";
    project.groups = {"east", "north", "west"};
    const bool apart = round % 2 == 0;  // a group for each source, or for each passage
    for (BasePassage& passage : project.base)
      passage.group = static_cast<std::int32_t>(apart ? static_cast<std::uint64_t>(passage.place.source) % 4
                                                      : random() % 4) -
                      1;
    std::erase_if(project.codings, [](const CodedSpan& coding) { return coding.span.empty(); });
    CrosstabCounter counter(project);
    for (std::size_t s = 0; s < project.sources.size(); ++s)
      counter.add(part_of(project, static_cast<std::int32_t>(s)));
    std::map<std::int32_t, std::set<std::int32_t>> groups;
    for (const BasePassage& passage : project.base)
      if (passage.group >= 0) groups[passage.place.source].insert(passage.group);
    const bool meet =
        std::any_of(groups.begin(), groups.end(), [](const auto& one) { return one.second.size() > 1; });
    ASSERT_EQ(counter.unit(), meet ? TestUnit::speaker : TestUnit::source) << round;
    ++(meet ? by_speaker : by_source);
    for (std::size_t code = 0; code < project.codes.size(); ++code) {
      ASSERT_EQ(counter.presence(code), slow_presence(project, code, counter.unit()))
          << "round " << round << ", code " << code;
      for (const auto& group : counter.presence(code)) present += group.present;
    }
    CrosstabOptions options;
    options.test = true;
    ASSERT_EQ(crosstab_report(counter, options).rows, crosstab_report(counter_of(project), options).rows);
  }
  EXPECT_GT(by_source, 150);
  EXPECT_GT(by_speaker, 50);
  EXPECT_GT(present, 1000);
}

}  // namespace
}  // namespace gloss::report
