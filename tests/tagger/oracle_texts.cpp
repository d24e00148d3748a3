// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves of characters by the book: every place in every passage.
#include <algorithm>
#include <regex>

#include "tagger/oracle_sets.h"
#include "tagger/patterns.h"
#include "text/fold.h"

namespace gloss::test {

namespace {

std::vector<std::pair<std::size_t, std::size_t>> places_of(const std::string& text, const std::string& in) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t at = 0; at + text.size() <= in.size(); ++at)
    if (in.compare(at, text.size(), text) == 0) places.emplace_back(at, at + text.size());
  return places;
}

/// From match to match; empty ones are passed over.
std::vector<std::pair<std::size_t, std::size_t>> places_of(const std::regex& pattern, const std::string& in) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::smatch match;
  for (std::size_t from = 0; from <= in.size();) {
    const auto flags = from == 0
                           ? std::regex_constants::match_default
                           : std::regex_constants::match_prev_avail | std::regex_constants::match_not_bol;
    if (!std::regex_search(in.begin() + static_cast<std::ptrdiff_t>(from), in.end(), match, pattern, flags))
      break;
    const std::size_t begin = from + static_cast<std::size_t>(match.position(0));
    from = begin + static_cast<std::size_t>(match.length(0));
    if (match.length(0) > 0) places.emplace_back(begin, from);
    if (match.length(0) > 0) continue;
    do ++from;
    while (from < in.size() && (in[from] & 0xC0) == 0x80);
  }
  return places;
}

}  // namespace

Intervals Oracle::exact(const std::string& literal) {
  text::Positions positions;
  tokenizer_.positions(literal, positions);
  const std::size_t before = positions.items.front().begin,
                    after = literal.size() - positions.items.back().end;
  Intervals out;
  for (std::size_t p = 0; p < script_.passages.size(); ++p)
    for (const auto& [begin, end] : places_of(literal, script_.passages[p].text)) {
      int first = -1, last = -1;
      for (int i = passage_begin_[p]; i < passage_begin_[p + 1]; ++i) {
        const Position& position = text_[static_cast<std::size_t>(i)];
        if (position.begin == begin + before && first < 0) first = i;
        if (position.end == end - after) last = i;
      }
      if (first >= 0 && last >= first) out.insert({first, last});
    }
  return out;
}

Intervals Oracle::cased(const std::string& expression) {
  const std::regex pattern(twin_of(expression).original);
  Intervals out;
  for (int i = 0; i < static_cast<int>(text_.size()); ++i) {
    const Position& position = text_[static_cast<std::size_t>(i)];
    const std::string& passage = script_.passages[static_cast<std::size_t>(position.passage)].text;
    if (std::regex_match(passage.substr(position.begin, position.end - position.begin), pattern))
      out.insert({i, i});
  }
  return out;
}

Intervals Oracle::raw(const Expression& expression) {
  Intervals out;
  const bool folded = expression.kind == Kind::text_literal || !expression.case_sensitive;
  for (std::size_t p = 0; p < script_.passages.size(); ++p) {
    const std::string& original = script_.passages[p].text;
    const text::FoldedText map(original);
    const std::string in(folded ? map.text() : original);
    std::vector<std::pair<std::size_t, std::size_t>> places;
    if (expression.kind == Kind::text_literal)
      places = places_of(text::fold(expression.text), in);
    else if (folded)
      places = places_of(std::regex(twin_of(expression.text).folded, std::regex::icase), in);
    else
      places = places_of(std::regex(twin_of(expression.text).original), in);
    for (auto [begin, end] : places) {
      if (folded) {
        const text::ByteSpan span = map.source_span(begin, end);
        begin = span.begin.count;
        end = span.end.count;
      }
      // The positions it touches; else the last before it; else the first of the passage.
      Interval touched{-1, -1};
      int previous = -1, next = -1;
      for (int i = passage_begin_[p]; i < passage_begin_[p + 1]; ++i) {
        const Position& position = text_[static_cast<std::size_t>(i)];
        if (next < 0) next = i;
        if (position.end <= begin) previous = i;
        if (position.begin >= end || position.end <= begin) continue;
        if (touched.first < 0) touched.first = i;
        touched.second = i;
      }
      const int neighbour = previous >= 0 ? previous : next;
      if (touched.first < 0) touched = {neighbour, neighbour};
      if (touched.first >= 0) out.insert(touched);
    }
  }
  return out;
}

}  // namespace gloss::test
