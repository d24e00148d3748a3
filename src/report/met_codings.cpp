// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/met_codings.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace gloss::report {

namespace {

/// Walks places and spans, both in order, side by side. `place(i)` is the i-th of `count` places.
class Walk {
 public:
  explicit Walk(std::size_t count) : count_(count) {}

  template <class Place>
  Stretch meet(std::int32_t source, text::ByteSpan span, Place place) {
    const auto is_before = [&](const UnitPlace& p) {
      return p.source != source ? p.source < source : p.span.end <= span.begin;
    };
    while (next_ < count_ && is_before(place(next_))) ++next_;
    Stretch met{next_, next_};
    while (met.last < count_ && place(met.last).source == source && place(met.last).span.begin < span.end)
      ++met.last;
    return span.empty() ? Stretch{} : met;
  }

 private:
  std::size_t count_, next_ = 0;
};

auto order_key(const CodedSpan& c) {
  return std::tie(c.source, c.span.begin, c.span.end, c.code, c.standing);
}

}  // namespace

CodedSpan& CodedProject::add(std::int32_t code, std::int32_t source, text::ByteSpan span, Standing standing,
                             std::span<const text::ByteSpan> its_leaves) {
  CodedSpan coding{code, source, span, standing, static_cast<std::uint32_t>(leaves.size()), 0, 0, 0};
  leaves.insert(leaves.end(), its_leaves.begin(), its_leaves.end());
  coding.leaves_end = static_cast<std::uint32_t>(leaves.size());
  return codings.emplace_back(coding);
}

std::vector<MetCoding> codings_in_base(const CodedProject& project) {
  std::vector<MetCoding> all;
  all.reserve(project.codings.size());
  for (const CodedSpan& coding : project.codings) all.push_back({&coding, {}, {}});
  const auto less = [](const MetCoding& x, const MetCoding& y) {
    return order_key(*x.coding) < order_key(*y.coding);
  };
  if (!std::is_sorted(all.begin(), all.end(), less)) std::sort(all.begin(), all.end(), less);

  const auto place = [&](std::size_t i) -> const UnitPlace& { return project.base[i].place; };
  Walk walk(project.base.size());
  std::size_t kept = 0;
  for (MetCoding met : all) {
    met.passages = walk.meet(met.coding->source, met.coding->span, place);
    if (met.passages.empty()) continue;
    met.in_base.begin = std::max(met.coding->span.begin, place(met.passages.first).span.begin);
    met.in_base.end = std::min(met.coding->span.end, place(met.passages.last - 1).span.end);
    all[kept++] = met;
  }
  all.resize(kept);
  return all;
}

std::vector<Stretch> units_met(std::span<const MetCoding> codings, std::span<const UnitPlace> units) {
  std::vector<Stretch> met;
  met.reserve(codings.size());
  Walk walk(units.size());
  for (const MetCoding& coding : codings)
    met.push_back(walk.meet(coding.coding->source, coding.in_base,
                            [&](std::size_t i) -> const UnitPlace& { return units[i]; }));
  return met;
}

Ancestry::Ancestry(std::span<const CodeRow> codes) {
  for (std::size_t c = 0; c < codes.size(); ++c) {
    assert(codes[c].parent < static_cast<std::int32_t>(c));
    parents_.push_back(codes[c].parent);
    for (auto up = static_cast<std::int32_t>(c); up >= 0; up = codes[static_cast<std::size_t>(up)].parent)
      codes_.push_back(up);
    begin_.push_back(codes_.size());
  }
}

}  // namespace gloss::report
