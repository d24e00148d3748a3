// SPDX-License-Identifier: GPL-3.0-or-later
// The algebra of sets of runs that the rule language is made of.
//
// A set is a vector sorted by first, then last, without duplicates. Everything here is linear in its
// operands, give or take a logarithm, so no rule can make a long text slow. After Clarke, Cormack & Burkowski
// (1995), but that only hulls are minimised: `or` keeps all its spans, or a longer alternative would be lost.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "tagger/program.h"

namespace gloss::tagger {

using Runs = std::vector<Run>;
using RunSpan = std::span<const Run>;

inline constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

constexpr bool contains(Run outer, Run inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}
constexpr bool overlap(Run a, Run b) { return a.first <= b.last && b.first <= a.last; }
constexpr Run hull(Run a, Run b) {
  return {a.first < b.first ? a.first : b.first, a.last > b.last ? a.last : b.last};
}

void sort_unique(Runs& runs);
/// Keeps the runs that contain no other run of the set.
void keep_minimal(Runs& runs);
/// Keeps the runs that no other run of the set contains.
void keep_maximal(Runs& runs);
bool has(RunSpan set, Run run);
/// Calls `use(run)` for each run of `set` that lies inside `outer`, in order.
template <class Use>
void for_each_inside(RunSpan set, Run outer, Use use);
/// Index of the first run that begins at or after `position`.
std::size_t first_from(RunSpan set, std::uint32_t position);

/// Answers "is there a run of the set inside, around, across this one?" in logarithmic time.
class Coverage {
 public:
  /// REQUIRES: `set` outlives this object.
  explicit Coverage(RunSpan set);
  bool any_inside(Run outer) const;
  bool any_around(Run inner) const;
  bool any_across(Run run) const;

 private:
  RunSpan set_;
  std::vector<std::uint32_t> least_last_;  // of the runs from i on
  std::vector<std::uint32_t> most_last_;   // of the runs up to and with i
};

/// How far apart two runs may stand: in positions, or in characters by running totals.
struct Reach {
  bool anywhere = true;
  std::uint32_t distance = 0;  ///< adjacent = 1
  std::span<const std::uint32_t>
      totals;  ///< characters before each position, and in all; empty: positions count

  /// The last position at which something after `position` may begin; `position` itself where nothing may.
  std::uint32_t last_after(std::uint32_t position) const;
  /// The first position at which something before `position` may end; `position` itself where nothing may.
  std::uint32_t first_before(std::uint32_t position) const;
  /// REQUIRES: a.last < b.first.
  bool joins(Run a, Run b) const { return b.first <= last_after(a.last); }
};

/// For each run of `a`, the least end of a run of `b` that begins after it and within reach; nowhere if there
/// is none.
std::vector<std::uint32_t> next_ends(RunSpan a, RunSpan b, const Reach& reach);
/// For each run of `a`, one more than the greatest beginning of a run of `b` that ends before it and within
/// reach; 0 if there is none.
std::vector<std::uint32_t> previous_starts(RunSpan a, RunSpan b, const Reach& reach);

template <class Use>
void for_each_inside(RunSpan set, Run outer, Use use) {
  for (std::size_t i = first_from(set, outer.first); i < set.size() && set[i].first <= outer.last; ++i)
    if (set[i].last <= outer.last) use(set[i]);
}

}  // namespace gloss::tagger
