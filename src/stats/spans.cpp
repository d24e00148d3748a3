// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/spans.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gloss::stats {
namespace {

/// REQUIRES: both are merged.
std::int64_t shared_by_merged(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::int64_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += std::max<std::int64_t>(0, std::min(a[i].end, b[j].end) - std::max(a[i].begin, b[j].begin));
    if (a[i].end < b[j].end)
      ++i;
    else
      ++j;
  }
  return shared;
}

std::int64_t length_of_merged(const std::vector<Span>& spans) {
  std::int64_t length = 0;
  for (const Span& span : spans) length += span.length();
  return length;
}

std::optional<double> part_of_whole(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<Span> merge_overlapping(std::vector<Span> spans) {
  std::erase_if(spans, [](const Span& span) { return span.length() <= 0; });
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const Span& span : spans)
    if (kept > 0 && span.begin < spans[kept - 1].end)
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    else
      spans[kept++] = span;
  spans.resize(kept);
  return spans;
}

std::int64_t union_length(std::vector<Span> spans) {
  return length_of_merged(merge_overlapping(std::move(spans)));
}

std::int64_t shared_length(std::vector<Span> a, std::vector<Span> b) {
  return shared_by_merged(merge_overlapping(std::move(a)), merge_overlapping(std::move(b)));
}

std::optional<double> coverage(std::vector<Span> spans, std::int64_t length) {
  return part_of_whole(union_length(std::move(spans)), length);
}

std::optional<double> coverage_within(std::vector<Span> spans, std::vector<Span> whole) {
  const auto merged = merge_overlapping(std::move(whole));
  return part_of_whole(shared_by_merged(merge_overlapping(std::move(spans)), merged),
                       length_of_merged(merged));
}

std::optional<double> coverage_of_all(std::span<const CodedSource> sources) {
  std::int64_t covered = 0, length = 0;
  for (const CodedSource& source : sources) {
    covered += union_length(source.spans);
    length += source.length;
  }
  return part_of_whole(covered, length);
}

std::optional<double> mean_coverage(std::span<const CodedSource> sources) {
  double sum = 0, count = 0;
  for (const CodedSource& source : sources)
    if (const auto one = coverage(source.spans, source.length)) {
      sum += *one;
      ++count;
    }
  if (count == 0) return std::nullopt;
  return sum / count;
}

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::exact:
      return "exact";
    case Relation::inclusion:
      return "inclusion";
    case Relation::overlap:
      return "overlap";
    case Relation::proximity:
      return "proximity";
  }
  return {};
}

SpanRelation relation_of(const Span& a, const Span& b) {
  assert(a.length() > 0 && b.length() > 0);
  const auto contains = [](const Span& outer, const Span& inner) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
  };
  if (a == b) return {Relation::exact, {}};
  if (contains(a, b) || contains(b, a)) return {Relation::inclusion, {}};
  const std::int64_t between = std::max(a.begin, b.begin) - std::min(a.end, b.end);
  if (between < 0) return {Relation::overlap, {}};
  return {Relation::proximity, between};
}

void count_characters(const std::vector<Span>& a, const std::vector<Span>& b, std::int64_t length,
                      AgreementTable& table) {
  assert(table.categories() == 2);
  const auto merged_a = merge_overlapping(a), merged_b = merge_overlapping(b);
  const std::int64_t by_a = length_of_merged(merged_a), by_b = length_of_merged(merged_b);
  const std::int64_t both = shared_by_merged(merged_a, merged_b);
  table.add(1, 1, both);
  table.add(1, 0, by_a - both);
  table.add(0, 1, by_b - both);
  table.add(0, 0, length - by_a - by_b + both);
}

std::optional<double> holsti(std::int64_t matched, std::int64_t first, std::int64_t second) {
  assert(0 <= matched && matched <= std::min(first, second));
  return part_of_whole(2 * matched, first + second);
}

}  // namespace gloss::stats
