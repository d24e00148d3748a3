// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/collocates.h"

#include <algorithm>

#include "text/tokenizer.h"

namespace gloss::project {

void DistinctCounts::add(std::uint32_t thing, std::int32_t met) {
  constexpr std::size_t many = std::size_t{1} << 22;
  pairs_.push_back(std::uint64_t{thing} << 32 | static_cast<std::uint32_t>(met));
  if (pairs_.size() >= many && pairs_.size() >= 2 * distinct_) compress();
}

void DistinctCounts::compress() {
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
  distinct_ = pairs_.size();
}

std::vector<std::int64_t> DistinctCounts::counts(std::size_t things) {
  compress();
  std::vector<std::int64_t> counts(things, 0);
  for (const std::uint64_t pair : pairs_) ++counts[pair >> 32];
  return counts;
}

void WindowCounter::add(const SourceWords& source, const std::vector<tagger::Run>& nodes) {
  const auto& cells = source.tokens.cells;
  std::size_t node = 0;
  for (std::size_t p = 0; p < source.tokens.passages.size() && node < nodes.size(); ++p) {
    const std::uint32_t begin = source.tokens.passages[p].first, end = source.tokens.passage_end(p);
    while (node < nodes.size() && nodes[node].last < begin) ++node;
    if (!source.in_base[p] || node == nodes.size() || nodes[node].first >= end) continue;
    for (std::size_t n = node; n < nodes.size() && nodes[n].first < end; ++n)
      nodes_ += nodes[n].first >= begin;
    sentence_.clear();
    source.for_each_word(p, [&](std::uint32_t at, std::uint32_t length) {
      if (!sentence_.empty() && (index::flags_of(cells[at]) & text::flag::sentence_start) != 0)
        add_sentence(source, p, nodes, node);
      sentence_.push_back({base_.words().number(cells, at, length), at, at + length - 1, 0, 0, false});
    });
    add_sentence(source, p, nodes, node);
  }
}

/// Counts what is in `sentence_`, and empties it.
void WindowCounter::add_sentence(const SourceWords& source, std::size_t passage,
                                 const std::vector<tagger::Run>& nodes, std::size_t& node) {
  const std::size_t n = sentence_.size();
  bool any = false;
  for (Place& place : sentence_) {
    while (node < nodes.size() && nodes[node].last < place.first) ++node;
    place.in_node = node < nodes.size() && nodes[node].first <= place.last;
    any = any || place.in_node;
  }
  for (std::size_t i = 0; any && i < n; ++i) {
    if (!sentence_[i].in_node) continue;
    for (std::size_t k = 1; k <= window_ && i + k < n && !sentence_[i + k].in_node; ++k)
      sentence_[i + k].from_left = static_cast<std::uint32_t>(k);
    for (std::size_t k = 1; k <= window_ && k <= i; ++k)
      if (std::uint32_t& distance = sentence_[i - k].from_right; distance == 0 || distance > k)
        distance = static_cast<std::uint32_t>(k);
  }
  if (any) count(source, source.person(passage));
  sentence_.clear();
}

void WindowCounter::count(const SourceWords& source, std::int32_t person) {
  const auto number = static_cast<std::int32_t>(source.source);
  for (const Place& place : sentence_) {
    if (place.in_node || (place.from_left == 0 && place.from_right == 0)) continue;
    if (place.word >= tallies_.size()) tallies_.resize(base_.words().size());
    Tally& tally = tallies_[place.word];
    ++window_words_;
    const bool after = place.from_right == 0 || (place.from_left != 0 && place.from_left <= place.from_right);
    ++(after ? tally.right : tally.left);
    if (tally.last_source != number) ++tally.sources;
    tally.last_source = number;
    if (person >= 0) speakers_.add(place.word, person);
  }
}

void WindowCounter::collect(const WordCounter& words, report::Collocations& out) {
  out.nodes = nodes_;
  out.window = window_;
  out.window_words = window_words_;
  const auto speakers = speakers_.counts(tallies_.size());
  for (std::uint32_t word = 0; word < tallies_.size(); ++word) {
    const Tally& tally = tallies_[word];
    const std::int64_t both = tally.left + tally.right;
    if (both == 0 || both < out.least) continue;
    if (!out.function_words && base_.words().is_function_word(word)) continue;
    out.found.push_back({base_.words().word(word), "", both, tally.left, tally.right, words.frequency(word),
                         0, speakers[word], tally.sources});
  }
}

template <class Use>
void PairCounter::for_each_pair(const SourceWords& source, Use use) {
  constexpr std::uint8_t ends =
      text::flag::break_before | text::flag::sentence_start | text::flag::passage_start;
  WordLayer& layer = base_.words();
  for (std::size_t p = 0; p < source.tokens.passages.size(); ++p) {
    if (!source.in_base[p]) continue;
    bool has_last = false;
    std::uint32_t last = 0;
    source.for_each_word(p, [&](std::uint32_t at, std::uint32_t length) {
      const std::uint32_t word = layer.number(source.tokens.cells, at, length);
      if ((index::flags_of(source.tokens.cells[at]) & ends) != 0) has_last = false;
      const bool counts = function_words_ || !layer.is_function_word(word);
      if (has_last && counts) use(std::uint64_t{last} << 32 | word, source.person(p));
      has_last = counts;
      last = word;
    });
  }
}

void PairCounter::foresee(const SourceWords& source) {
  for_each_pair(source, [&](std::uint64_t pair, std::int32_t) {
    std::uint8_t& times = foreseen(pair);
    times = static_cast<std::uint8_t>(times + (times < 255));
  });
}

void PairCounter::add(const SourceWords& source) {
  const auto number = static_cast<std::int32_t>(source.source);
  const auto least = static_cast<std::uint8_t>(std::clamp<std::int64_t>(least_, 1, 255));
  for_each_pair(source, [&](std::uint64_t pair, std::int32_t person) {
    if (foreseen(pair) < least) return;
    std::uint32_t& place = places_.at(pair);
    if (place == 0) {
      tallies_.push_back({pair, 0, 0, -1, -1});
      place = static_cast<std::uint32_t>(tallies_.size());
    }
    Tally& tally = tallies_[place - 1];
    ++tally.both;
    if (tally.last_source != number) ++tally.sources;
    tally.last_source = number;
    if (person >= 0 && tally.last_person != person) speakers_.add(place - 1, person);
    tally.last_person = person;
  });
}

void PairCounter::collect(const WordCounter& words, report::Collocations& out) {
  const auto speakers = speakers_.counts(tallies_.size());
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    const Tally& tally = tallies_[i];
    if (tally.both < out.least) continue;
    const auto word = static_cast<std::uint32_t>(tally.pair >> 32),
               next = static_cast<std::uint32_t>(tally.pair);
    out.found.push_back({base_.words().word(word), base_.words().word(next), tally.both, 0, 0,
                         words.frequency(word), words.frequency(next), speakers[i], tally.sources});
  }
}

}  // namespace gloss::project
