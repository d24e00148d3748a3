// SPDX-License-Identifier: GPL-3.0-or-later
// The passages of the base, one after another: what the quality of rules is counted in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "project/apply_rules.h"

namespace gloss::project {

class NumberedPassages {
 public:
  explicit NumberedPassages(const CodedProject& coded);

  struct Place {
    std::uint32_t source = 0;   ///< index into CodedProject::sources
    std::uint32_t passage = 0;  ///< index into CodedSource::passages
  };
  /// By number; sources and passages ascend.
  const std::vector<Place>& places() const { return places_; }
  std::size_t size() const { return places_.size(); }
  /// The number of the source's first passage, or of the first one after it.
  std::uint32_t first_of(std::size_t source) const { return first_[source]; }

  /// Calls `use(number)` for each passage of the base that the span meets, in order.
  template <class Use>
  void for_each_met(std::size_t source, text::ByteSpan span, Use use) const {
    const auto begin = places_.begin() + first_[source], end = places_.begin() + first_[source + 1];
    auto place = std::lower_bound(begin, end, span.begin, [&](const Place& one, text::ByteOffset at) {
      return span_of(one).end <= at;
    });
    for (; place != end && span_of(*place).begin < span.end; ++place)
      use(static_cast<std::uint32_t>(place - places_.begin()));
  }
  text::ByteSpan span_of(const Place& place) const {
    return coded_->coded[place.source].passages[place.passage].span;
  }

 private:
  const CodedProject* coded_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> first_;  // per source, and one more
};

}  // namespace gloss::project
