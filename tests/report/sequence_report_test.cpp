// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sequence_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "report/random_project.h"

namespace gloss::report {
namespace {

/// A source of 100 words that are one byte each, and codings {code, begin, end}.
CodedProject one_interview(const std::vector<std::array<std::uint32_t, 3>>& codings) {
  CodedProject project;
  project.codes = {{"a", "Alpha", -1}, {"a/b", "", 0}, {"c", "", -1}};
  project.sources = {model::Kind::interview};
  project.base.push_back({{0, text::byte_span(0, 100)}, 0, -1, 0, 100});
  for (const auto& [code, begin, end] : codings) {
    CodedSpan& coding =
        project.add(static_cast<std::int32_t>(code), 0, text::byte_span(begin, end), Standing::undecided);
    coding.first_word = begin;
    coding.past_word = end;
  }
  return project;
}

SequenceCounter counted(const CodedProject& project, const SequenceOptions& options,
                        const std::vector<UnitPlace>& units = {}) {
  SequenceCounter counter(project, options);
  counter.add(project, units);
  return counter;
}

std::string csv_of(const CodedProject& project, const SequenceOptions& options) {
  const SequenceCounter counter = counted(project, options);
  return as_csv(options.within < 0 ? transitions_report(counter) : leads_report(counter));
}

TEST(SequenceReport, CountsWhatFollowsWhat) {
  // b, then {b c} at one place, then c, then a: and a with the b below it is left out.
  const auto project = one_interview({{1, 0, 5}, {1, 10, 12}, {2, 10, 20}, {2, 30, 31}, {0, 40, 41}});
  const std::string csv = csv_of(project, {});
  EXPECT_EQ(csv.substr(0, csv.find('\n')), "code_a,code_b,count,expected,share,residual,yules_q");
  const auto table = transitions_report(counted(project, {}));
  std::vector<std::string> pairs;
  for (const auto& row : table.rows)
    pairs.push_back(std::get<std::string>(row[0]) + ">" + std::get<std::string>(row[1]) + " " +
                    std::to_string(std::get<std::int64_t>(row[4])));
  EXPECT_EQ(pairs, (std::vector<std::string>{"a/b>a/b 1", "a/b>c 2", "c>a 1", "c>c 1"}));
  EXPECT_EQ(json_line(table.head["transitions"]), "5");
}

TEST(SequenceReport, SkipsRepeatsAndThenHasNoYulesQ) {
  const auto project = one_interview({{1, 0, 5}, {1, 10, 12}, {2, 20, 21}, {1, 30, 31}, {2, 40, 41}});
  SequenceOptions options;
  options.skip_repeats = true;
  const auto table = transitions_report(counted(project, options));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(test::whole(table, 0, 4), 2);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[0].back()));
}

TEST(SequenceReport, EndsAChainWithItsUnit) {
  const auto project = one_interview({{1, 0, 5}, {2, 10, 60}, {1, 55, 56}, {2, 80, 81}, {1, 95, 99}});
  SequenceOptions options;
  options.chain = "answer";
  const std::vector<UnitPlace> answers{{0, text::byte_span(0, 50)}, {0, text::byte_span(52, 90)}};
  const auto counter = counted(project, options, answers);
  EXPECT_EQ(counter.chains(), 2);
  EXPECT_EQ(counter.events(), 4);
  EXPECT_EQ(counter.outside(), 1) << "what begins after the last answer";
  EXPECT_EQ(counter.transitions().counts.at(1, 2), 2);
  EXPECT_EQ(counter.transitions().counts.at(2, 1), 0) << "the first answer ends between them";
  const std::string text = as_text(transitions_report(counter), {100, false});
  EXPECT_NE(text.find("Chain: answer; 2 chains with 4 codings; 1 stand in none and are left out"),
            std::string::npos)
      << text;
}

TEST(SequenceReport, SaysWhoLeads) {
  const auto project = one_interview({{1, 0, 5}, {2, 9, 10}, {1, 20, 22}, {2, 40, 50}, {1, 50, 51}});
  SequenceOptions options;
  options.within = 4;
  EXPECT_EQ(csv_of(project, options),
            "code_a,code_b,a,a_then_b,share_a_then_b,b,b_then_a,share_b_then_a\n"
            "a/b,c,3,1,0.3333333333333333,2,1,0.5\n");
}

TEST(SequenceReport, TestsOnlyWhenAskedAndSaysWhatPIsWorth) {
  const auto project = one_interview({{1, 0, 5}, {2, 10, 20}, {1, 30, 31}, {2, 40, 41}, {2, 45, 46}});
  SequenceOptions options;
  EXPECT_EQ(as_json(transitions_report(counted(project, options))).find("g2"), std::string::npos);
  options.test = true;
  const std::string text = as_text(transitions_report(counted(project, options)), {400, false});
  EXPECT_NE(text.find("G2 = "), std::string::npos);
  EXPECT_NE(text.find("not independent"), std::string::npos);
  EXPECT_NE(text.find("Sequence is not cause"), std::string::npos);
  const auto nothing = transitions_report(counted(one_interview({{1, 0, 5}}), options));
  EXPECT_TRUE(nothing.rows.empty());
  EXPECT_EQ(json_line(nothing.head["g2"]), "null");
}

/// The distinct (begin, end, code) of each source that meet the base, as they are told apart in reports.
using Events = std::set<std::array<std::uint32_t, 3>>;

std::map<std::int32_t, Events> slow_events(const CodedProject& project) {
  std::map<std::int32_t, Events> events;
  for (const CodedSpan& coding : project.codings)
    for (const BasePassage& passage : project.base)
      if (passage.place.source == coding.source && passage.place.span.overlaps(coding.span))
        events[coding.source].insert(
            {coding.span.begin.count, coding.span.end.count, static_cast<std::uint32_t>(coding.code)});
  return events;
}

using Counts = std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t>;

Counts slow_transitions(const CodedProject& project, std::size_t lag) {
  Counts counts;
  for (const auto& [source, events] : slow_events(project)) {
    std::map<std::uint32_t, std::set<std::uint32_t>> moments;
    for (const auto& [begin, end, code] : events) moments[begin].insert(code);
    for (auto from = moments.begin(); from != moments.end(); ++from) {
      if (static_cast<std::size_t>(std::distance(from, moments.end())) <= lag) break;
      for (const std::uint32_t a : from->second)
        for (const std::uint32_t b : std::next(from, static_cast<std::ptrdiff_t>(lag))->second)
          ++counts[{a, b}];
    }
  }
  return counts;
}

TEST(SequenceReport, CountsAsASlowOracleDoes) {
  std::mt19937_64 random(5);
  std::int64_t transitions = 0, leads = 0;
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(round);
    auto project = test::random_project(random).project;
    for (CodedSpan& coding : project.codings) {
      coding.first_word = coding.span.begin.count;
      coding.past_word = coding.span.end.count;
    }
    const std::size_t codes = project.codes.size();
    SequenceOptions options;
    options.lag = 1 + random() % 3;
    const auto counter = counted(project, options);
    const Counts slow = slow_transitions(project, options.lag);
    for (std::uint32_t a = 0; a < codes; ++a)
      for (std::uint32_t b = 0; b < codes; ++b) {
        const auto at = slow.find({a, b});
        EXPECT_EQ(counter.transitions().counts.at(a, b), at == slow.end() ? 0 : at->second);
      }
    transitions += counter.transitions().counts.n();

    options.within = static_cast<std::int64_t>(random() % 12);
    const auto leading = counted(project, options);
    for (std::uint32_t a = 0; a < codes; ++a)
      for (std::uint32_t b = 0; b < codes; ++b) {
        if (a == b) continue;
        stats::Lead expected;
        for (const auto& [source, events] : slow_events(project)) {
          std::vector<stats::WordSpan> of_a, of_b;
          for (const auto& [begin, end, code] : events) {
            if (code == a) of_a.push_back({begin, end});
            if (code == b) of_b.push_back({begin, end});
          }
          expected += stats::count_leads(of_a, of_b, options.within);
        }
        const stats::Lead lead = leading.lead(a, b);
        EXPECT_EQ(lead.a, expected.a);
        EXPECT_EQ(lead.a_then_b, expected.a_then_b);
        EXPECT_EQ(lead.b_then_a, expected.b_then_a);
        leads += lead.a_then_b;
      }
  }
  EXPECT_GT(transitions, 1000);
  EXPECT_GT(leads, 500);
}

}  // namespace
}  // namespace gloss::report
