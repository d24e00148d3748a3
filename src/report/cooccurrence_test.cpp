// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooccurrence_test.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/parallel.h"
#include "stats/p_adjust.h"

namespace gloss::report {
namespace {

bool stand_together(const stats::Stratum& stratum) {
  for (std::size_t i = 0, j = 0; i < stratum.a.size() && j < stratum.b.size();) {
    if (stratum.a[i] == stratum.b[j]) return true;
    ++(stratum.a[i] < stratum.b[j] ? i : j);
  }
  return false;
}

PairTest test_pair(const UnitSequences& sequences, const stats::CodePair& pair,
                   const stats::PermutationOptions& options) {
  PairTest test;
  std::vector<stats::Stratum> strata;
  std::int32_t last_source = -1;
  for (const auto& [source, stratum] : sequences.of_pair(pair.code_a, pair.code_b)) {
    strata.push_back(stratum);
    test.expected += static_cast<double>(stratum.a.size()) * static_cast<double>(stratum.b.size()) /
                     static_cast<double>(stratum.units);
    if (source == last_source || !stand_together(stratum)) continue;
    ++test.sources;
    last_source = source;
  }
  if (const auto rotated = stats::rotate_codes(strata, options)) {
    test.p = rotated->p;
    test.exact = rotated->exact;
  }
  return test;
}

void adjust(PairTests& tests) {
  std::vector<std::optional<double>> p;
  for (const PairTest& one : tests.pairs) p.push_back(one.p);
  const auto adjusted = stats::p_adjust(p, stats::PAdjustment::benjamini_hochberg);
  for (std::size_t i = 0; i < p.size(); ++i) {
    tests.pairs[i].adjusted = adjusted[i];
    tests.tested += p[i] ? 1 : 0;
    tests.exact += tests.pairs[i].exact ? 1 : 0;
  }
}

}  // namespace

std::span<const std::int64_t> UnitSequences::OfCode::in_run(std::size_t run) const {
  const std::size_t end = run + 1 < runs.size() ? runs[run + 1].begin : positions.size();
  return std::span(positions).subspan(runs[run].begin, end - runs[run].begin);
}

std::int64_t UnitSequences::sources() const {
  std::int64_t count = 0;
  for (std::size_t s = 0; s < sources_.size(); ++s)  // those of one source follow each other
    if (s == 0 || sources_[s] != sources_[s - 1]) ++count;
  return count;
}

void UnitSequences::add(const CodedProject& part, std::span<const UnitPlace> units,
                        const stats::CodedUnits& coded) {
  std::size_t passage = 0;
  for (std::size_t first = 0; first < units.size();) {
    std::size_t past = first;
    while (past < units.size() && units[past].source == units[first].source) ++past;
    add_source(part, units.subspan(first, past - first), first, passage, coded);
    first = past;
  }
}

/// `passage` walks along with the units: it is the first of the base that does not end before them.
void UnitSequences::add_source(const CodedProject& part, std::span<const UnitPlace> units,
                               std::size_t first_unit, std::size_t& passage, const stats::CodedUnits& coded) {
  std::map<std::int32_t, std::uint32_t> sequence_of;  // by person
  std::vector<Found> found;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const auto is_before = [&](const UnitPlace& place) {
      return place.source != units[u].source ? place.source < units[u].source
                                             : place.span.end <= units[u].span.begin;
    };
    while (passage < part.base.size() && is_before(part.base[passage].place)) ++passage;
    const std::int32_t person = passage < part.base.size() ? part.base[passage].person : -1;
    const auto [at, is_new] = sequence_of.try_emplace(person, static_cast<std::uint32_t>(units_.size()));
    if (is_new) {
      units_.push_back(0);
      sources_.push_back(units[u].source);
    }
    const std::int64_t position = units_[at->second]++;
    for (const std::int32_t code : coded.codes(first_unit + u)) found.push_back({at->second, code, position});
  }
  std::sort(found.begin(), found.end(), [](const Found& x, const Found& y) {
    return std::tie(x.code, x.sequence, x.position) < std::tie(y.code, y.sequence, y.position);
  });
  for (const Found& one : found) {
    OfCode& code = codes_[static_cast<std::size_t>(one.code)];
    if (code.runs.empty() || code.runs.back().sequence != one.sequence)
      code.runs.push_back({one.sequence, code.positions.size()});
    code.positions.push_back(one.position);
  }
}

std::vector<UnitSequences::OfPair> UnitSequences::of_pair(std::int32_t a, std::int32_t b) const {
  const OfCode &of_a = codes_[static_cast<std::size_t>(a)], &of_b = codes_[static_cast<std::size_t>(b)];
  std::vector<OfPair> all;
  for (std::size_t i = 0, j = 0; i < of_a.runs.size() && j < of_b.runs.size();) {
    const std::uint32_t in_a = of_a.runs[i].sequence, in_b = of_b.runs[j].sequence;
    if (in_a == in_b) {
      all.push_back({sources_[in_a], {units_[in_a], of_a.in_run(i), of_b.in_run(j)}});
      ++i, ++j;
    } else {
      ++(in_a < in_b ? i : j);
    }
  }
  return all;
}

Result<PairTests> test_pairs(const UnitSequences& sequences, std::span<const stats::CodePair> pairs,
                             const PairTestOptions& options) {
  constexpr std::size_t pairs_ahead = 64;
  NoProgress nobody;
  ProgressSink& progress = options.progress != nullptr ? *options.progress : nobody;
  PairTests tests;
  tests.pairs.resize(pairs.size());
  tests.options = options.permutation;
  tests.sequences = static_cast<std::int64_t>(sequences.size());
  tests.sources = sequences.sources();
  progress.begin("Testing pairs", pairs.size(), "pairs");
  bool stopped = false;
  make_in_parallel(
      pairs.size(), options.threads, pairs_ahead,
      [&](std::size_t i) { tests.pairs[i] = test_pair(sequences, pairs[i], options.permutation); },
      [&](std::size_t) {
        progress.advance(1);
        stopped = progress.stopped();
        return !stopped;
      });
  progress.end();
  if (stopped) return Err(Fault::stopped, "", "stopped");
  adjust(tests);
  return tests;
}

}  // namespace gloss::report
