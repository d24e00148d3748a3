// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting, minimising, sweeping.
#include "tagger/intervals.h"

#include <algorithm>
#include <numeric>

namespace gloss::tagger {

void sort_unique(Runs& runs) {
  if (!std::is_sorted(runs.begin(), runs.end())) std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
}

void keep_minimal(Runs& runs) {
  sort_unique(runs);
  // From the right: of equal beginnings the shortest comes last, and replaces what it lies in.
  std::size_t out = runs.size();
  for (std::size_t i = runs.size(); i-- > 0;) {
    const Run run = runs[i];
    if (out < runs.size() && runs[out].first == run.first) {
      runs[out] = run;
      continue;
    }
    if (out < runs.size() && runs[out].last <= run.last) {
      // `run` contains the kept one, but a shorter run with the same beginning may still come: remember
      // nothing.
      continue;
    }
    runs[--out] = run;
  }
  runs.erase(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(out));
}

void keep_maximal(Runs& runs) {
  sort_unique(runs);
  std::size_t out = 0;
  std::uint32_t furthest = 0;  // one past the greatest last so far
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t same = i;
    while (same + 1 < runs.size() && runs[same + 1].first == runs[i].first) ++same;
    const Run longest = runs[same];
    if (longest.last >= furthest) {
      runs[out++] = longest;
      furthest = longest.last + 1;
    }
    i = same + 1;
  }
  runs.resize(out);
}

bool has(RunSpan set, Run run) { return std::binary_search(set.begin(), set.end(), run); }

std::size_t first_from(RunSpan set, std::uint32_t position) {
  const auto at = std::partition_point(set.begin(), set.end(), [&](Run run) { return run.first < position; });
  return static_cast<std::size_t>(at - set.begin());
}

Coverage::Coverage(RunSpan set) : set_(set), least_last_(set.size()), most_last_(set.size()) {
  std::uint32_t least = nowhere;
  for (std::size_t i = set.size(); i-- > 0;) least_last_[i] = least = std::min(least, set[i].last);
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < set.size(); ++i) most_last_[i] = most = std::max(most, set[i].last);
}

bool Coverage::any_inside(Run outer) const {
  const std::size_t i = first_from(set_, outer.first);
  return i < set_.size() && least_last_[i] <= outer.last;
}

bool Coverage::any_around(Run inner) const {
  const std::size_t i = first_from(set_, inner.first + 1);
  return i > 0 && most_last_[i - 1] >= inner.last;
}

bool Coverage::any_across(Run run) const {
  const std::size_t i = first_from(set_, run.last + 1);
  return i > 0 && most_last_[i - 1] >= run.first;
}

std::uint32_t Reach::last_after(std::uint32_t position) const {
  if (anywhere) return nowhere;
  if (totals.empty()) return distance > nowhere - position ? nowhere : position + distance;
  // Begins at p: 1 + totals[p] - totals[position + 1] <= distance.
  if (distance == 0) return position;
  const std::uint64_t most = std::uint64_t{totals[position + 1]} + distance - 1;
  const auto past = std::upper_bound(totals.begin() + position + 1, totals.end(), most);
  return static_cast<std::uint32_t>(past - totals.begin() - 1);
}

std::uint32_t Reach::first_before(std::uint32_t position) const {
  if (anywhere) return 0;
  if (totals.empty()) return distance > position ? 0 : position - distance;
  // Ends at q: 1 + totals[position] - totals[q + 1] <= distance.
  if (distance == 0) return position;
  const std::uint64_t gap = distance - 1;
  const std::uint32_t least = totals[position] > gap ? static_cast<std::uint32_t>(totals[position] - gap) : 0;
  const auto at = std::lower_bound(totals.begin() + 1, totals.begin() + position + 1, least);
  return static_cast<std::uint32_t>(at - totals.begin() - 1);
}

namespace {

/// Indices of `runs` by ascending last.
std::vector<std::uint32_t> by_last(RunSpan runs) {
  std::vector<std::uint32_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto before = [&](std::uint32_t i, std::uint32_t j) { return runs[i].last < runs[j].last; };
  if (!std::is_sorted(order.begin(), order.end(), before))
    std::stable_sort(order.begin(), order.end(), before);
  return order;
}

}  // namespace

std::vector<std::uint32_t> next_ends(RunSpan a, RunSpan b, const Reach& reach) {
  std::vector<std::uint32_t> ends(a.size(), nowhere);
  std::vector<std::uint32_t>
      window;  // indices into b, by rising beginning and rising end; a queue from `front` on
  std::size_t front = 0, next = 0;
  for (const std::uint32_t i : by_last(a)) {
    const std::uint32_t until = reach.last_after(a[i].last);
    for (; next < b.size() && b[next].first <= until; ++next) {
      while (window.size() > front && b[window.back()].last >= b[next].last) window.pop_back();
      window.push_back(static_cast<std::uint32_t>(next));
    }
    while (front < window.size() && b[window[front]].first <= a[i].last) ++front;
    if (front < window.size()) ends[i] = b[window[front]].last;
  }
  return ends;
}

std::vector<std::uint32_t> previous_starts(RunSpan a, RunSpan b, const Reach& reach) {
  std::vector<std::uint32_t> starts(a.size(), 0);
  const std::vector<std::uint32_t> order = by_last(b);
  std::vector<std::uint32_t>
      window;  // indices into b, by rising end and falling beginning; a queue from `front` on
  std::size_t front = 0, next = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::uint32_t from = reach.first_before(a[i].first);
    for (; next < order.size() && b[order[next]].last < a[i].first; ++next) {
      const std::uint32_t index = order[next];
      while (window.size() > front && b[window.back()].first <= b[index].first) window.pop_back();
      window.push_back(index);
    }
    while (front < window.size() && b[window[front]].last < from) ++front;
    if (front < window.size()) starts[i] = b[window[front]].first + 1;
  }
  return starts;
}

}  // namespace gloss::tagger
