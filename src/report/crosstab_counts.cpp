// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/crosstab_counts.h"

#include <algorithm>
#include <cmath>

#include "stats/fisher.h"
#include "stats/p_adjust.h"

namespace gloss::report {
namespace {

constexpr double threshold_of_tests = 0.05;

std::size_t as_index(std::int32_t number) { return static_cast<std::size_t>(number); }

/// Of all tables of these margins the one that chi-square finds most uneven. It is convex, so there some
/// groups have the code throughout, some not at all, and one at most lies between. REQUIRES: not all have it.
std::vector<stats::GroupPresence> most_uneven(const std::vector<stats::GroupPresence>& groups) {
  std::int64_t present = 0;
  for (const auto& group : groups) present += group.present;
  std::vector<stats::GroupPresence> most;
  double largest = -1;
  for (std::uint32_t full = 0; full < (1u << groups.size()); ++full) {
    std::int64_t left = present;
    for (std::size_t g = 0; g < groups.size(); ++g)
      if ((full >> g & 1) != 0) left -= groups[g].sources;
    for (std::size_t part = 0; part < groups.size(); ++part) {
      if ((full >> part & 1) != 0 || left < 0 || left > groups[part].sources) continue;
      auto table = groups;
      double sum = 0;  // chi-square but for what all tables share
      for (std::size_t g = 0; g < groups.size(); ++g) {
        table[g].present = (full >> g & 1) != 0 ? groups[g].sources : g == part ? left : 0;
        const auto with = static_cast<double>(table[g].present);
        sum += with * with / static_cast<double>(groups[g].sources);
      }
      if (sum <= largest) continue;
      largest = sum;
      most = std::move(table);
    }
  }
  return most;
}

void test_two_groups(const std::vector<stats::GroupPresence>& used, CodeTest& test) {
  const stats::FourCells cells{used[0].present, used[1].present, used[0].sources - used[0].present,
                               used[1].sources - used[1].present};
  test.smallest_p = stats::fisher_smallest_p(cells);
  if (const auto fisher = stats::fisher_exact(cells)) test.p = fisher->two_sided;
}

void test_many_groups(const std::vector<stats::GroupPresence>& used, const stats::PermutationOptions& options,
                      CodeTest& test) {
  constexpr std::size_t most_groups = 12;  // 2^groups tables may be the most uneven
  const auto permuted = stats::permute_groups(used, options);
  if (!permuted) return;
  test.p = permuted->p;
  test.drawn = !permuted->exact;
  if (!permuted->exact || used.size() > most_groups) return;
  if (const auto best = stats::permute_groups(most_uneven(used), options)) test.smallest_p = best->p;
}

CodeTest test_code(std::vector<stats::GroupPresence> groups, const stats::PermutationOptions& options) {
  CodeTest test;
  test.groups = std::move(groups);
  std::vector<stats::GroupPresence> used;
  for (const auto& group : test.groups)
    if (group.sources > 0) used.push_back(group);
  if (used.size() == 2)
    test_two_groups(used, test);
  else if (used.size() > 2)
    test_many_groups(used, options, test);
  if (!test.p) test.reason = CodeTest::Reason::no_variation;
  if (test.smallest_p && *test.smallest_p >= threshold_of_tests) {
    test.p.reset();
    test.reason = CodeTest::Reason::cannot_reach;
  }
  return test;
}

}  // namespace

CrosstabCounter::CrosstabCounter(const CodedProject& head)
    : frequencies_(head),
      ancestry_(head.codes),
      groups_(head.groups.size()),
      sources_(groups_, 0),
      sources_with_(head.codes.size() * groups_, 0),
      last_source_(head.codes.size(), -1),
      said_by_(head.codes.size()) {}

/// Which group each source and speaker is in.
void CrosstabCounter::meet_base(const CodedProject& part) {
  std::int32_t source = -1, group = -1;
  for (const BasePassage& passage : part.base) {
    if (passage.group < 0) continue;
    if (passage.place.source != source) {
      source = passage.place.source;
      group = passage.group;
      ++sources_[as_index(group)];
    }
    groups_meet_ = groups_meet_ || passage.group != group;
    if (passage.person < 0) continue;
    if (persons_.size() <= as_index(passage.person)) persons_.resize(as_index(passage.person) + 1);
    Person& person = persons_[as_index(passage.person)];
    if (person.group == -1) person.group = passage.group;
    if (person.group != passage.group) person.group = several;
    if (person.last_source >= 0 && person.last_source != source) person.in_several_sources = true;
    person.last_source = source;
  }
}

void CrosstabCounter::meet(const BasePassage& passage, std::int32_t code) {
  const std::size_t c = as_index(code);
  if (last_source_[c] != passage.place.source) {
    last_source_[c] = passage.place.source;
    ++sources_with_[c * groups_ + as_index(passage.group)];
  }
  if (passage.person < 0) return;
  auto& persons = said_by_[c];
  if (persons.size() <= as_index(passage.person)) persons.resize(as_index(passage.person) + 1);
  persons[as_index(passage.person)] = true;
}

void CrosstabCounter::add(const CodedProject& part) {
  frequencies_.add(part);
  meet_base(part);
  for (const MetCoding& met : codings_in_base(part))
    for (std::size_t p = met.passages.first; p < met.passages.last; ++p)
      if (part.base[p].group >= 0)
        for (const std::int32_t code : ancestry_.upward(met.coding->code)) meet(part.base[p], code);
}

std::vector<std::int32_t> CrosstabCounter::used_groups() const {
  std::vector<std::int32_t> used;
  for (std::int32_t group = 0; as_index(group) < groups_; ++group)
    if (frequencies_.all(group).passages > 0) used.push_back(group);
  return used;
}

std::int64_t CrosstabCounter::passages_without_group() const {
  std::int64_t without = frequencies_.all(-1).passages;
  for (const std::int32_t group : used_groups()) without -= frequencies_.all(group).passages;
  return without;
}

std::vector<stats::GroupPresence> CrosstabCounter::presence(std::size_t code) const {
  std::vector<stats::GroupPresence> all(groups_);
  if (unit() == TestUnit::source) {
    for (std::size_t g = 0; g < groups_; ++g) all[g] = {sources_with_[code * groups_ + g], sources_[g]};
    return all;
  }
  const auto& said_by = said_by_[code];
  for (std::size_t p = 0; p < persons_.size(); ++p) {
    if (persons_[p].group < 0) continue;
    stats::GroupPresence& group = all[as_index(persons_[p].group)];
    ++group.sources;
    if (p < said_by.size() && said_by[p]) ++group.present;
  }
  return all;
}

std::int64_t CrosstabCounter::speakers_of_several_groups() const {
  return std::count_if(persons_.begin(), persons_.end(),
                       [](const Person& person) { return person.group == several; });
}

std::int64_t CrosstabCounter::speakers_of_several_sources() const {
  return std::count_if(persons_.begin(), persons_.end(),
                       [](const Person& person) { return person.in_several_sources; });
}

PresenceTests test_presence(const CrosstabCounter& counter, const stats::PermutationOptions& options) {
  PresenceTests tests;
  tests.unit = counter.unit();
  std::vector<std::optional<double>> p;
  for (std::size_t code = 0; code < counter.frequencies().codes().size(); ++code) {
    tests.codes.push_back(test_code(counter.presence(code), options));
    p.push_back(tests.codes.back().p);
  }
  const auto q = stats::p_adjust(p, stats::PAdjustment::benjamini_hochberg);
  for (std::size_t code = 0; code < q.size(); ++code) {
    tests.codes[code].q = q[code];
    if (q[code]) ++tests.tested;
  }
  if (tests.codes.empty()) return tests;
  for (const auto& group : tests.codes.front().groups) {
    tests.units.push_back(group.sources);
    if (group.sources > 0) ++tests.groups;
  }
  return tests;
}

}  // namespace gloss::report
