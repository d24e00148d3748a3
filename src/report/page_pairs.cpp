// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the pairs of the heat map: which codes of two branches stand in the same passage.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr std::size_t most_lines = 60;  // a heat map of more rows or columns shows nothing any more

/// The branches asked for, else the first two that occur.
std::pair<std::int32_t, std::int32_t> two_branches(const Page& page) {
  const auto valid = [&](std::int32_t code) {
    return code >= 0 && static_cast<std::size_t>(code) < page.codes.size();
  };
  std::int32_t row = page.input.row_branch, column = page.input.column_branch;
  if (valid(row) && valid(column)) return {row, column};
  row = column = -1;
  for (const std::int32_t branch : page.branches) {
    if (page.all[static_cast<std::size_t>(branch)].empty()) continue;
    if (row < 0) {
      row = branch;
    } else {
      column = branch;
      break;
    }
  }
  return {row, column};
}

/// The codes of the branch that occur, the branch itself first.
std::vector<std::int32_t> occurring(const Page& page, std::int32_t branch, std::size_t& left_out) {
  std::vector<std::int32_t> codes;
  for (std::size_t i = 0; i < page.codes.size(); ++i) {
    const auto code = static_cast<std::int32_t>(i);
    if (!page.is_within(code, branch)) continue;
    if (page.all[i].empty() || codes.size() == most_lines)
      ++left_out;
    else
      codes.push_back(code);
  }
  return codes;
}

/// For one passage: the listed codes on it, with what their rules' words matched.
using Matched = std::map<std::size_t, std::vector<text::ByteSpan>>;  // by place in the list

Matched codes_on(const Page& page, const PagePassage& passage, const std::vector<std::int32_t>& places) {
  Matched found;
  for (const PageCoding& coding : passage.codings) {
    for (auto code = coding.code; code >= 0; code = page.codes[static_cast<std::size_t>(code)].parent) {
      const std::int32_t place = places[static_cast<std::size_t>(code)];
      if (place < 0) continue;
      auto& spans = found[static_cast<std::size_t>(place)];
      for (const PageReason& reason : coding.reasons)
        spans.insert(spans.end(), reason.matched.begin(), reason.matched.end());
    }
  }
  return found;
}

bool overlap(const std::vector<text::ByteSpan>& a, const std::vector<text::ByteSpan>& b) {
  return std::any_of(a.begin(), a.end(), [&](text::ByteSpan one) {
    return std::any_of(b.begin(), b.end(), [&](text::ByteSpan other) { return one.overlaps(other); });
  });
}

/// Per code: its place in the list, or -1.
std::vector<std::int32_t> places_in(const std::vector<std::int32_t>& list, std::size_t codes) {
  std::vector<std::int32_t> places(codes, -1);
  for (std::size_t i = 0; i < list.size(); ++i)
    places[static_cast<std::size_t>(list[i])] = static_cast<std::int32_t>(i);
  return places;
}

bool carries(const PagePassage& passage, std::int32_t code) {
  return std::any_of(passage.codings.begin(), passage.codings.end(),
                     [&](const PageCoding& coding) { return coding.code == code; });
}

/// A sum over one pair only leads to that pair.
void find_places(const Page& page, std::vector<PagePair>& pairs) {
  for (PagePair& pair : pairs) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const PagePair& other = pairs[i];
      if (&other == &pair || other.passages.empty()) continue;
      if (page.is_within(other.row, pair.row) && page.is_within(other.column, pair.column))
        pair.below.push_back(i);
    }
    const bool one = pair.passages.empty() && pair.below.size() == 1;
    const PagePair& shown = one ? pairs[pair.below[0]] : pair;
    pair.place = fmt::format("x{}-{}", shown.row, shown.column);
  }
}

}  // namespace

PagePairs count_pairs(const Page& page) {
  PagePairs counted;
  const auto [row_branch, column_branch] = two_branches(page);
  if (row_branch < 0 || column_branch < 0) return counted;
  if (page.is_within(row_branch, column_branch) || page.is_within(column_branch, row_branch)) return counted;
  counted.row_branch = row_branch, counted.column_branch = column_branch;
  counted.rows = occurring(page, row_branch, counted.rows_left_out);
  counted.columns = occurring(page, column_branch, counted.columns_left_out);
  const auto row_places = places_in(counted.rows, page.codes.size());
  const auto column_places = places_in(counted.columns, page.codes.size());
  std::map<std::pair<std::size_t, std::size_t>, PagePair> pairs;
  for (std::size_t p = 0; p < page.input.passages.size(); ++p) {
    const PagePassage& passage = page.input.passages[p];
    const Matched rows = codes_on(page, passage, row_places);
    if (rows.empty()) continue;
    const Matched columns = codes_on(page, passage, column_places);
    for (const auto& [row, row_spans] : rows) {
      for (const auto& [column, column_spans] : columns) {
        PagePair& pair = pairs[{row, column}];
        pair.row = counted.rows[row], pair.column = counted.columns[column];
        ++pair.both;
        if (overlap(row_spans, column_spans)) ++pair.shared;
        if (carries(passage, pair.row) && carries(passage, pair.column))
          pair.passages.push_back(static_cast<std::int32_t>(p));
      }
    }
  }
  for (auto& [place, pair] : pairs) counted.pairs.push_back(std::move(pair));
  find_places(page, counted.pairs);
  return counted;
}

}  // namespace gloss::report
