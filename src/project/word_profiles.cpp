// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_profiles.h"

#include <algorithm>

namespace gloss::project {

/// (row, passage) by row, then place.
std::vector<std::pair<std::int32_t, std::size_t>> WordProfiles::rows_of_passages(
    const SourceWords& source) const {
  std::vector<std::size_t> in_base;
  for (std::size_t p = 0; p < source.in_base.size(); ++p)
    if (source.in_base[p]) in_base.push_back(p);
  std::vector<std::pair<std::int32_t, std::size_t>> all;
  if (of_ == report::ProfileOf::codes) {
    for (const report::PassageCode& one : codes_[source.source])
      all.emplace_back(one.code, in_base[one.passage]);
  } else {
    for (const std::size_t p : in_base)
      all.emplace_back(
          of_ == report::ProfileOf::sources ? static_cast<std::int32_t>(source.source) : source.person(p), p);
  }
  std::sort(all.begin(), all.end());
  return all;
}

void WordProfiles::add(const SourceWords& source) {
  const auto all = rows_of_passages(source);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [number, passage] = all[i];
    without_ += number < 0 ? 1 : 0;
    if (number < 0) continue;
    if (rows_.size() <= static_cast<std::size_t>(number)) rows_.resize(static_cast<std::size_t>(number) + 1);
    Row& row = rows_[static_cast<std::size_t>(number)];
    ++row.passages;
    source.for_each_word(passage, [&](std::uint32_t at, std::uint32_t length) {
      const std::uint32_t word = base_.words().number(source.tokens.cells, at, length);
      if (word >= in_part_.size()) in_part_.resize(std::size_t{word} + word / 4 + 1);
      if (in_part_[word]++ == 0) met_.push_back(word);
    });
    if (i + 1 == all.size() || all[i + 1].first != number) add_part(row);
  }
}

/// What one source has of a row. Parts are merged when they have doubled it, so that merging stays cheap.
void WordProfiles::add_part(Row& row) {
  constexpr std::size_t few = 4096;
  for (const std::uint32_t word : met_) {
    if (!base_.words().is_function_word(word)) row.words.emplace_back(word, in_part_[word]);
    in_part_[word] = 0;
  }
  met_.clear();
  if (row.words.size() > 2 * row.merged + few) merge(row);
}

void WordProfiles::merge(Row& row) {
  std::sort(row.words.begin(), row.words.end());
  std::size_t kept = 0;
  for (const auto& [word, count] : row.words) {
    if (kept > 0 && row.words[kept - 1].first == word)
      row.words[kept - 1].second += count;
    else
      row.words[kept++] = {word, count};
  }
  row.words.resize(kept);
  row.merged = kept;
}

stats::SparseRow WordProfiles::row(std::size_t row) {
  merge(rows_[row]);
  stats::SparseRow counts;
  counts.reserve(rows_[row].words.size());
  for (const auto& [word, count] : rows_[row].words) counts.push_back({word, static_cast<double>(count)});
  return counts;
}

}  // namespace gloss::project
