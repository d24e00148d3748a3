// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle's sources share: their words, and the operations on sets of intervals: every pair looked
// at.
#pragma once

#include <algorithm>

#include "tagger/oracle.h"

namespace gloss::test {

using codebook::CodeSpan;
using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = codebook::Expression::Kind;
using Comparison = codebook::Test::Comparison;
namespace flag = text::flag;

}  // namespace gloss::test

namespace gloss::test::by_the_book {

inline bool in(Interval inner, Interval outer) {
  return outer.first <= inner.first && inner.second <= outer.second;
}
inline Interval hull(Interval a, Interval b) {
  return {std::min(a.first, b.first), std::max(a.second, b.second)};
}
inline bool overlap(Interval a, Interval b) { return a.first <= b.second && b.first <= a.second; }

inline Intervals minimal(const Intervals& all) {
  Intervals kept;
  for (const Interval& x : all)
    if (std::none_of(all.begin(), all.end(), [&](Interval y) { return y != x && in(y, x); })) kept.insert(x);
  return kept;
}
inline Intervals maximal(const Intervals& all) {
  Intervals kept;
  for (const Interval& x : all)
    if (std::none_of(all.begin(), all.end(), [&](Interval y) { return y != x && in(x, y); })) kept.insert(x);
  return kept;
}

}  // namespace gloss::test::by_the_book
