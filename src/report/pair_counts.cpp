// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pair_counts.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace gloss::report {

namespace {

struct Leaf {
  text::ByteSpan span;
  std::int32_t code;
};

auto leaf_key(const Leaf& leaf) { return std::tie(leaf.span, leaf.code); }
bool leaf_less(const Leaf& x, const Leaf& y) { return leaf_key(x) < leaf_key(y); }

std::span<const text::ByteSpan> leaves_of(const CodedProject& project, const CodedSpan& coding) {
  return {project.leaves.data() + coding.leaves_begin, project.leaves.data() + coding.leaves_end};
}

class SharedPairs {
 public:
  explicit SharedPairs(const Ancestry& ancestry) : ancestry_(ancestry) {}

  void clear() { pairs_.clear(); }
  /// All pairs of one code at or above x and one at or above y.
  void add(std::int32_t x, std::int32_t y) {
    for (const std::int32_t a : ancestry_.upward(x))
      for (const std::int32_t b : ancestry_.upward(y))
        if (!stats::are_related(ancestry_.parents(), a, b))
          pairs_.push_back({std::min(a, b), std::max(a, b)});
  }
  std::span<const stats::SharedPair> all() const { return pairs_; }

 private:
  const Ancestry& ancestry_;
  std::vector<stats::SharedPair> pairs_;
};

/// Adds the codes of all leaves that overlap. `leaves` of one unit, sorted.
void add_overlapping(std::span<const Leaf> leaves, SharedPairs& shared) {
  for (std::size_t i = 0; i < leaves.size(); ++i)
    for (std::size_t j = i + 1; j < leaves.size() && leaves[j].span.begin < leaves[i].span.end; ++j)
      if (leaves[i].code != leaves[j].code) shared.add(leaves[i].code, leaves[j].code);
}

/// A span with all codings that stand on it, and their codes, ancestors included.
struct SpanGroup {
  std::int32_t source;
  text::ByteSpan span;
  std::vector<std::int32_t> codes;  // ascending
  std::vector<Leaf> leaves;         // each with its own code
};

std::vector<SpanGroup> grouped_by_span(const CodedProject& project, const Ancestry& ancestry,
                                       std::span<const MetCoding> codings) {
  std::vector<SpanGroup> groups;
  for (const MetCoding& met : codings) {
    const CodedSpan& coding = *met.coding;
    if (groups.empty() || groups.back().source != coding.source || groups.back().span != coding.span)
      groups.push_back({coding.source, coding.span, {}, {}});
    SpanGroup& group = groups.back();
    const auto up = ancestry.upward(coding.code);
    group.codes.insert(group.codes.end(), up.begin(), up.end());
    for (const text::ByteSpan leaf : leaves_of(project, coding)) group.leaves.push_back({leaf, coding.code});
  }
  for (SpanGroup& group : groups) {
    std::sort(group.codes.begin(), group.codes.end());
    group.codes.erase(std::unique(group.codes.begin(), group.codes.end()), group.codes.end());
  }
  return groups;
}

struct OverlapCount {
  std::int64_t both = 0, shared = 0;
};

/// Counts of pairs, by 2^32 a + b.
class OverlapTable {
 public:
  explicit OverlapTable(const Ancestry& ancestry) : ancestry_(ancestry) {}

  /// One pair of spans. Equal groups: one span that carries both codes.
  void add(const SpanGroup& x, const SpanGroup& y) {
    const bool same = &x == &y;
    for (const std::int32_t a : x.codes)
      for (const std::int32_t b : y.codes)
        if (a != b && (!same || a < b) && !stats::are_related(ancestry_.parents(), a, b)) ++at(a, b).both;
    add_shared(x, y, same);
  }

  std::vector<stats::CodePair> pairs(const std::vector<std::int64_t>& codings) const {
    std::vector<stats::CodePair> all;
    for (const auto& [key, count] : counts_) {
      const auto a = static_cast<std::int32_t>(key >> 32), b = static_cast<std::int32_t>(key & 0xFFFFFFFF);
      all.push_back({a, b, codings[static_cast<std::size_t>(a)], codings[static_cast<std::size_t>(b)],
                     count.both, count.shared});
    }
    std::sort(all.begin(), all.end(), [](const stats::CodePair& x, const stats::CodePair& y) {
      return std::tie(x.code_a, x.code_b) < std::tie(y.code_a, y.code_b);
    });
    return all;
  }

 private:
  OverlapCount& at(std::int32_t a, std::int32_t b) {
    const auto low = static_cast<std::uint64_t>(std::min(a, b)),
               high = static_cast<std::uint64_t>(std::max(a, b));
    return counts_[low << 32 | high];
  }

  void add_shared(const SpanGroup& x, const SpanGroup& y, bool same) {
    ordered_.clear();  // (code of x, code of y) whose leaves overlap
    for (const Leaf& leaf : x.leaves)
      for (const Leaf& other : y.leaves) {
        if (!leaf.span.overlaps(other.span)) continue;
        for (const std::int32_t a : ancestry_.upward(leaf.code))
          for (const std::int32_t b : ancestry_.upward(other.code))
            if (a != b && (!same || a < b) && !stats::are_related(ancestry_.parents(), a, b))
              ordered_.emplace_back(a, b);
      }
    std::sort(ordered_.begin(), ordered_.end());
    ordered_.erase(std::unique(ordered_.begin(), ordered_.end()), ordered_.end());
    for (const auto& [a, b] : ordered_) ++at(a, b).shared;
  }

  const Ancestry& ancestry_;
  std::unordered_map<std::uint64_t, OverlapCount> counts_;
  std::vector<std::pair<std::int32_t, std::int32_t>> ordered_;
};

}  // namespace

stats::CodedUnits coded_units(const CodedProject& project, const Ancestry& ancestry,
                              std::span<const MetCoding> codings, std::span<const UnitPlace> units) {
  const auto met = units_met(codings, units);
  // The codings of each unit, one after another.
  std::vector<std::size_t> begin(units.size() + 1, 0);
  for (const Stretch& stretch : met)
    for (std::size_t u = stretch.first; u < stretch.last; ++u) ++begin[u + 1];
  for (std::size_t u = 0; u < units.size(); ++u) begin[u + 1] += begin[u];
  std::vector<std::uint32_t> of_unit(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t c = 0; c < met.size(); ++c)
    for (std::size_t u = met[c].first; u < met[c].last; ++u)
      of_unit[next[u]++] = static_cast<std::uint32_t>(c);

  stats::CodedUnits coded;
  SharedPairs shared(ancestry);
  std::vector<std::int32_t> codes;
  std::vector<Leaf> leaves;
  for (std::size_t u = 0; u < units.size(); ++u) {
    codes.clear();
    leaves.clear();
    shared.clear();
    bool several = false;
    for (std::size_t i = begin[u]; i < begin[u + 1]; ++i) {
      const CodedSpan& coding = *codings[of_unit[i]].coding;
      several = several || coding.code != codings[of_unit[begin[u]]].coding->code;
      const auto up = ancestry.upward(coding.code);
      codes.insert(codes.end(), up.begin(), up.end());
    }
    if (several) {
      const text::ByteSpan unit = units[u].span;
      for (std::size_t i = begin[u]; i < begin[u + 1]; ++i) {
        const CodedSpan& coding = *codings[of_unit[i]].coding;
        for (const text::ByteSpan leaf : leaves_of(project, coding))
          if (leaf.overlaps(unit))
            leaves.push_back({{std::max(leaf.begin, unit.begin), std::min(leaf.end, unit.end)}, coding.code});
      }
      std::sort(leaves.begin(), leaves.end(), leaf_less);
      add_overlapping(leaves, shared);
    }
    coded.add(codes, shared.all());
  }
  return coded;
}

stats::PairCounts count_overlaps(const CodedProject& project, const Ancestry& ancestry,
                                 std::span<const MetCoding> codings) {
  const auto groups = grouped_by_span(project, ancestry, codings);
  stats::PairCounts counts;
  counts.units.assign(project.codes.size(), 0);
  OverlapTable overlaps(ancestry);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::int32_t code : groups[g].codes) ++counts.units[static_cast<std::size_t>(code)];
    overlaps.add(groups[g], groups[g]);
    for (std::size_t h = g + 1; h < groups.size() && groups[h].source == groups[g].source &&
                                groups[h].span.begin < groups[g].span.end;
         ++h)
      overlaps.add(groups[g], groups[h]);
  }
  counts.pairs = overlaps.pairs(counts.units);
  return counts;
}

}  // namespace gloss::report
