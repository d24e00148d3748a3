// SPDX-License-Identifier: GPL-3.0-or-later
// Windows by binary search in running totals, so that their size costs nothing.
#include "tagger/negation.h"

#include <algorithm>

namespace gloss::tagger {
namespace {

namespace flag = text::flag;

constexpr Run no_window{1, 0};

std::uint32_t at_most(int n) { return n > 0 ? static_cast<std::uint32_t>(n) : 0; }

/// The first position from which on, up to `end`, at most `most` are counted.
std::uint32_t reach_left(const std::vector<std::uint32_t>& totals, std::uint32_t end, std::uint32_t most) {
  const std::uint32_t least = totals[end] > most ? totals[end] - most : 0;
  const auto at = std::lower_bound(totals.begin(), totals.begin() + end, least);
  return static_cast<std::uint32_t>(at - totals.begin());
}

/// One past the last position up to which, from `begin` on, at most `most` are counted.
std::uint32_t reach_right(const std::vector<std::uint32_t>& totals, std::uint32_t begin, std::uint32_t most) {
  const std::uint64_t limit = std::uint64_t{totals[begin]} + most;
  const auto past = std::upper_bound(totals.begin() + begin, totals.end(), limit);
  return static_cast<std::uint32_t>(past - totals.begin() - 1);
}

template <class Use>
void for_each_cue(const Runs& cues, Run window, Use use) {
  if (window.first <= window.last) for_each_inside(cues, window, use);
}

}  // namespace

void NegationWindows::start(std::span<const index::Cell> cells, RunSpan cues, RunSpan pseudo, RunSpan stops,
                            codebook::Window before, codebook::Window after) {
  before_ = before;
  after_ = after;
  stops_.assign(stops.begin(), stops.end());
  cues_.clear();
  const Coverage not_negating(pseudo);
  for (const Run cue : cues)
    if (!(index::flags_of(cells[cue.last]) & flag::break_after) && !not_negating.any_around(cue))
      cues_.push_back(cue);
  barriers_.clear();
  words_before_.assign(1, 0);
  characters_before_.assign(1, 0);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    const std::uint8_t flags = index::flags_of(cells[i]);
    if (i == 0 || (flags & (flag::sentence_start | flag::passage_start | flag::stop_before)))
      barriers_.push_back(i);
    const bool character = (flags & flag::character) != 0;
    words_before_.push_back(words_before_.back() + !character);
    characters_before_.push_back(characters_before_.back() + character);
  }
}

Run NegationWindows::left(Run run) const {
  const std::uint32_t end = run.first;
  std::uint32_t first = *(std::upper_bound(barriers_.begin(), barriers_.end(), end) - 1);
  first = std::max(first, reach_left(words_before_, end, at_most(before_.words)));
  first = std::max(first, reach_left(characters_before_, end, at_most(before_.characters)));
  const auto stop = std::partition_point(stops_.begin(), stops_.end(), [&](Run s) { return s.last < end; });
  if (stop != stops_.begin()) first = std::max(first, (stop - 1)->last + 1);
  return first < end ? Run{first, end - 1} : no_window;
}

Run NegationWindows::right(Run run) const {
  const std::uint32_t begin = run.last + 1;
  const auto positions = static_cast<std::uint32_t>(words_before_.size() - 1);
  if (begin >= positions) return no_window;
  const auto barrier = std::lower_bound(barriers_.begin(), barriers_.end(), begin);
  std::uint32_t past = barrier == barriers_.end() ? positions : *barrier;
  past = std::min(past, reach_right(words_before_, begin, at_most(after_.words)));
  past = std::min(past, reach_right(characters_before_, begin, at_most(after_.characters)));
  const std::size_t stop = first_from(stops_, begin);
  if (stop < stops_.size()) past = std::min(past, stops_[stop].first);
  return begin < past ? Run{begin, past - 1} : no_window;
}

void NegationWindows::cues_of(Run run, Runs& out) const {
  const auto keep = [&](Run cue) { out.push_back(cue); };
  for_each_cue(cues_, left(run), keep);
  for_each_cue(cues_, right(run), keep);
}

std::size_t NegationWindows::count(Run run) const {
  std::size_t n = 0;
  const auto one_more = [&](Run) { ++n; };
  for_each_cue(cues_, left(run), one_more);
  for_each_cue(cues_, right(run), one_more);
  return n;
}

}  // namespace gloss::tagger
