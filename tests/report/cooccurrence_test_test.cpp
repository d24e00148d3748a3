// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooccurrence_test.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "report/cooccurrence_report.h"
#include "report/random_project.h"
#include "support/must.h"

namespace gloss::report {
namespace {

/// By (source, person): for each unit of theirs, in order, the codes of it and of those above.
using UnitsOfSpeakers = std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::set<std::int32_t>>>;

UnitsOfSpeakers slow_sequences(const CodedProject& project) {
  UnitsOfSpeakers all;
  for (const BasePassage& passage : project.base) {
    auto& codes = all[{passage.place.source, passage.person}].emplace_back();
    for (const CodedSpan& coding : project.codings)
      if (coding.source == passage.place.source && coding.span.overlaps(passage.place.span))
        for (std::int32_t code = coding.code; code >= 0;
             code = project.codes[static_cast<std::size_t>(code)].parent)
          codes.insert(code);
  }
  return all;
}

/// Two speakers in each of three sources, passage by passage; codes come in runs, one of them below another.
CodedProject long_interviews(std::mt19937_64& random) {
  CodedProject project;
  project.codes = {{"money", "", -1}, {"money/rent", "", 0}, {"trust", "", -1}, {"rules", "", -1}};
  for (std::int32_t source = 0; source < 3; ++source) {
    project.sources.push_back(model::Kind::interview);
    std::vector<bool> goes_on(project.codes.size(), false);
    for (std::size_t p = 0, n = 6 + random() % 16; p < n; ++p) {
      const auto span = text::byte_span(p * 10, p * 10 + 9);
      const auto person = random() % 5 == 0 ? -1 : 2 * source + static_cast<std::int32_t>(random() % 2);
      project.base.push_back({{source, span}, person});
      for (std::size_t code = 0; code < goes_on.size(); ++code) {
        goes_on[code] = random() % (goes_on[code] ? 2 : 5) == 0;
        if (goes_on[code]) project.add(static_cast<std::int32_t>(code), source, span, Standing::hand);
      }
    }
  }
  return project;
}

/// Turns b by all combinations of offsets, one for each sequence; the share that has at least as many both.
double slow_p(const UnitsOfSpeakers& sequences, std::int32_t a, std::int32_t b, std::int64_t both) {
  std::vector<std::int64_t> chances{1};  // by sum of overlaps: combinations
  for (const auto& [who, units] : sequences) {
    const std::size_t n = units.size();
    std::vector<std::int64_t> next(chances.size() + n, 0);
    for (std::size_t offset = 0; offset < n; ++offset) {
      std::size_t overlap = 0;
      for (std::size_t u = 0; u < n; ++u)
        overlap += units[u].contains(a) && units[(u + offset) % n].contains(b);
      for (std::size_t sum = 0; sum < chances.size(); ++sum) next[sum + overlap] += chances[sum];
    }
    chances = std::move(next);
  }
  std::int64_t enough = 0, all = 0;
  for (std::size_t sum = 0; sum < chances.size(); ++sum) {
    all += chances[sum];
    if (static_cast<std::int64_t>(sum) >= both) enough += chances[sum];
  }
  return static_cast<double>(enough) / static_cast<double>(all);
}

CooccurrenceCounter counted_with_sequences(const CodedProject& project) {
  auto counter = test::must(CooccurrenceCounter::of(project, "passage"));
  test::must(counter.keep_sequences());
  counter.add(project, {});
  return counter;
}

TEST(CooccurrenceTest, EqualsTurningByHand) {
  std::mt19937_64 random(61);
  int tested = 0, small = 0;
  for (int round = 0; round < 400; ++round) {
    const CodedProject project =
        round % 2 == 0 ? long_interviews(random) : test::random_project(random).project;
    const auto counter = counted_with_sequences(project);
    const auto pairs = pairs_shown(counter, {});
    const auto tests = test::must(test_pairs(*counter.sequences(), pairs));
    const UnitsOfSpeakers slow = slow_sequences(project);
    EXPECT_EQ(counter.sequences()->size(), slow.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      double expected = 0;
      std::set<std::int32_t> sources;
      for (const auto& [who, units] : slow) {
        double a = 0, b = 0;
        for (const auto& codes : units) {
          a += codes.contains(pairs[i].code_a);
          b += codes.contains(pairs[i].code_b);
          if (codes.contains(pairs[i].code_a) && codes.contains(pairs[i].code_b)) sources.insert(who.first);
        }
        expected += a * b / static_cast<double>(units.size());
      }
      EXPECT_NEAR(tests.pairs[i].expected, expected, 1e-9);
      EXPECT_EQ(tests.pairs[i].sources, static_cast<std::int64_t>(sources.size()));
      if (!tests.pairs[i].p) continue;
      EXPECT_TRUE(tests.pairs[i].exact);
      EXPECT_NEAR(*tests.pairs[i].p, slow_p(slow, pairs[i].code_a, pairs[i].code_b, pairs[i].both), 1e-9);
      ++tested;
      small += *tests.pairs[i].p < 0.2;
    }
  }
  EXPECT_GT(tested, 300);
  EXPECT_GT(small, 20);
}

TEST(CooccurrenceTest, DoesNotDependOnThreadsAndDrawsWithItsSeed) {
  std::mt19937_64 random(62);
  for (int round = 0; round < 30; ++round) {
    const CodedProject project = long_interviews(random);
    const auto counter = counted_with_sequences(project);
    const auto pairs = pairs_shown(counter, {});
    const auto drawn = [&](unsigned threads) {
      PairTestOptions options;
      options.permutation = {199, 7, false};
      options.threads = threads;
      CooccurrenceOptions shown;
      shown.tests = test::must(test_pairs(*counter.sequences(), pairs, options));
      return as_json(test::must(cooccurrence_report(counter, shown)));
    };
    ASSERT_EQ(drawn(1), drawn(2));
  }
}

TEST(CooccurrenceTest, AdjustsOverThePairsShownAndSaysWhatWasDone) {
  CodedProject project;
  project.codes = {{"a", "A", -1}, {"b", "B", -1}, {"c", "C", -1}};
  project.sources = {model::Kind::interview};
  for (std::size_t p = 0; p < 10; ++p) project.base.push_back({{0, text::byte_span(p * 10, p * 10 + 9)}, 0});
  for (const std::size_t p : {2u, 3u})
    for (int code = 0; code < 2; ++code)
      project.add(code, 0, text::byte_span(p * 10, p * 10 + 3), Standing::hand);
  for (std::size_t p = 0; p < 10; ++p)
    project.add(2, 0, text::byte_span(p * 10 + 5, p * 10 + 7), Standing::hand);
  const auto counter = counted_with_sequences(project);
  CooccurrenceOptions options;
  options.tests = test::must(test_pairs(*counter.sequences(), pairs_shown(counter, options)));
  const Table table = test::must(cooccurrence_report(counter, options));
  ASSERT_EQ(table.rows.size(), 3u);
  const auto cell = [&](std::size_t row, const char* name) -> const Value& {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].name == name) return table.rows[row][c];
    throw std::runtime_error(name);
  };
  EXPECT_DOUBLE_EQ(std::get<double>(cell(0, "expected")), 0.4);  // 2 * 2 / 10
  EXPECT_DOUBLE_EQ(std::get<double>(cell(0, "ratio")), 5);
  EXPECT_DOUBLE_EQ(std::get<double>(cell(0, "p")), 0.1);           // one of ten turnings
  EXPECT_DOUBLE_EQ(std::get<double>(cell(0, "p_adjusted")), 0.1);  // c is everywhere: nothing turns
  EXPECT_EQ(std::get<std::int64_t>(cell(0, "sources")), 1);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(cell(1, "p")));
  EXPECT_EQ(table.head["test"]["tested"], 1);
  EXPECT_EQ(table.head["test"]["seed"], 1);
  EXPECT_NE(as_text(table, {200, false}).find("Units within an interview are not independent"),
            std::string::npos);
}

TEST(CooccurrenceTest, NeedsUnitsThatFollowEachOther) {
  for (const char* unit : {"source", "overlap"}) {
    auto counter = test::must(CooccurrenceCounter::of({}, unit));
    EXPECT_EQ(counter.keep_sequences().error().fault, Fault::usage);
  }
}

}  // namespace
}  // namespace gloss::report
