// SPDX-License-Identifier: GPL-3.0-or-later
// Why, by the book; and from matches to hits.
#include <algorithm>
#include <tuple>
#include <utility>

#include "tagger/oracle_sets.h"

namespace gloss::test {

using namespace by_the_book;

bool Oracle::countless(const Expression& expression) const {
  const auto first = [&] { return countless(expression.operands[0]); };
  switch (expression.kind) {
    case Kind::both:
    case Kind::none:
    case Kind::count:
    case Kind::any_of:
    case Kind::unit:
    case Kind::code:
      return true;
    case Kind::either:
      return unit_valued(expression) || std::any_of(expression.operands.begin(), expression.operands.end(),
                                                    [&](const Expression& e) { return countless(e); });
    case Kind::near:
    case Kind::before:
    case Kind::after:
      return first() || (!expression.negative && countless(expression.operands[1]));
    case Kind::inside:
    case Kind::containing:
    case Kind::overlapping:
    case Kind::with:
    case Kind::without:
    case Kind::affirmed:
    case Kind::negated:
    case Kind::within:
    case Kind::where:
      return first();
    default:
      return false;
  }
}

OracleReason Oracle::why(const Expression& expression, Unit unit, Interval span) {
  OracleReason reason;
  explain(expression, unit, span, reason);
  return reason;
}

void Oracle::explain(const Expression& expression, Unit unit, Interval span, OracleReason& out) {
  const auto operand = [&](std::size_t i) -> const Intervals& {
    return meaning(expression.operands[i], unit);
  };
  const auto down = [&](std::size_t i, Interval x) { explain(expression.operands[i], unit, x, out); };
  const auto all_inside = [&](std::size_t i, const Intervals& set) {
    for (const Interval& a : set)
      if (in(a, span)) down(i, a);
  };
  switch (expression.kind) {
    case Kind::word:
    case Kind::phrase:
    case Kind::regex:
    case Kind::exact:
    case Kind::text_literal:
    case Kind::text_regex:
    case Kind::list:
      out.leaves.insert(span);
      return;
    case Kind::unit:
    case Kind::none:
      return;
    case Kind::code:
      for (const int index : codes_named(expression)) {
        const CodeResult& other = code(index);
        if (!other.segments.contains(span)) continue;
        const int outer = std::exchange(current_code_, index);
        for (const Found& found : other.found)
          if (codebook_.overlap == codebook::Overlap::all ? found.span == span : in(found.span, span))
            explain(*found.expression, codebook_.unit, found.match, out);
        current_code_ = outer;
      }
      return;
    case Kind::either:
      for (std::size_t i = 0; i < expression.operands.size(); ++i) {
        if (unit_valued(expression))
          all_inside(i, operand(i));
        else if (operand(i).contains(span))
          down(i, span);
      }
      return;
    case Kind::both:
    case Kind::any_of:
      for (std::size_t i = 0; i < expression.operands.size(); ++i) all_inside(i, operand(i));
      return;
    case Kind::count:
      all_inside(0, maximal(operand(0)));
      return;
    case Kind::near:
    case Kind::before:
    case Kind::after:
      if (expression.negative) return down(0, span);
      for (const Interval& a : operand(0))
        for (const Interval& b : operand(1))
          if (hull(a, b) == span && related(expression, unit, a, b)) {
            down(0, a);
            down(1, b);
          }
      return;
    case Kind::inside:
    case Kind::containing:
    case Kind::overlapping:
      down(0, span);
      if (expression.negative || countless(expression.operands[1])) return;
      for (const Interval& b : operand(1))
        if (related(expression, unit, span, b)) down(1, b);
      return;
    case Kind::with: {
      down(0, span);
      if (countless(expression.operands[1])) return;
      const Interval* nearest_before = nullptr;
      const Interval* nearest_after = nullptr;
      for (const Interval& b : operand(1)) {
        if (!related(expression, unit, span, b)) continue;
        if (b < span) nearest_before = &b;
        if (b > span && !nearest_after) nearest_after = &b;
      }
      if (nearest_before) down(1, *nearest_before);
      if (nearest_after) down(1, *nearest_after);
      return;
    }
    case Kind::affirmed:
    case Kind::negated:
      down(0, span);
      out.cues.merge(cues_of(span));
      return;
    case Kind::within:
      return explain(expression.operands[0], expression.unit, span, out);
    default:
      return down(0, span);  // without, where
  }
}

std::vector<OracleHit> Oracle::hits() {
  std::vector<OracleHit> all;
  for (int c = 0; c < static_cast<int>(codes_.size()); ++c) {
    const CodeResult& own = code(c);
    for (const Interval& segment : own.segments) {
      OracleHit hit{c, segment, {}, 0};
      current_code_ = c;
      for (const Found& found : own.found) {
        if (codebook_.overlap == codebook::Overlap::all ? found.span != segment : !in(found.span, segment))
          continue;
        OracleReason reason = why(*found.expression, codebook_.unit, found.match);
        hit.reasons[found.rule].leaves.merge(reason.leaves);
        hit.reasons[found.rule].cues.merge(reason.cues);
      }
      for (const auto& [number, reason] : hit.reasons)
        hit.weight +=
            codebook_.codes[static_cast<std::size_t>(c)].rules[static_cast<std::size_t>(number - 1)].weight;
      all.push_back(std::move(hit));
    }
  }
  if (codebook_.conflict == codebook::Conflict::longest) {
    const std::vector<OracleHit> before = all;
    std::erase_if(all, [&](const OracleHit& hit) {
      return std::any_of(before.begin(), before.end(), [&](const OracleHit& other) {
        return other.span != hit.span && in(hit.span, other.span);
      });
    });
  }
  std::sort(all.begin(), all.end(), [](const OracleHit& a, const OracleHit& b) {
    return std::tie(a.span, a.code) < std::tie(b.span, b.code);
  });
  return all;
}

}  // namespace gloss::test
