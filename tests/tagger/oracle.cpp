// SPDX-License-Identifier: GPL-3.0-or-later
// Formal semantics, line by line.
#include "tagger/oracle.h"

#include <algorithm>

#include "tagger/oracle_sets.h"

namespace gloss::test {

using namespace by_the_book;

namespace {

bool compares(long long a, Comparison comparison, long long b) {
  if (comparison == Comparison::equal) return a == b;
  if (comparison == Comparison::not_equal) return a != b;
  if (comparison == Comparison::less) return a < b;
  if (comparison == Comparison::less_or_equal) return a <= b;
  if (comparison == Comparison::greater) return a > b;
  return a >= b;
}

}  // namespace

Oracle::Oracle(const codebook::Codebook& codebook, const Script& script, text::Tokenizer& tokenizer,
               std::vector<std::string> languages)
    : codebook_(codebook),
      script_(script),
      tokenizer_(tokenizer),
      languages_(std::move(languages)),
      codes_(codebook.codes.size()) {
  text::Positions positions;
  for (std::size_t i = 0; i < script.passages.size(); ++i) {
    passage_begin_.push_back(static_cast<int>(text_.size()));
    tokenizer.positions(script.passages[i].text, positions);
    tokenizer.mark_sentences(script.passages[i].text, script.facts.language, positions);
    for (const auto& item : positions.items)
      text_.push_back({std::string(positions.form(item)), bare(std::string(positions.form(item))), item.flags,
                       static_cast<int>(i), item.begin, item.end});
  }
  passage_begin_.push_back(static_cast<int>(text_.size()));
  for (const Unit unit :
       {Unit::sentence, Unit::passage, Unit::answer, Unit::turn, Unit::section, Unit::source})
    find_units(unit, units_[unit]);
}

const Intervals& Oracle::meaning(const Expression& expression, Unit unit) {
  const auto key = std::pair(&expression, unit);
  if (const auto found = meanings_.find(key); found != meanings_.end()) return found->second;
  return meanings_[key] = compute(expression, unit);
}

/// Characters of a position as distances count them.
int Oracle::length_of(int i) const {
  const Position& position = text_[static_cast<std::size_t>(i)];
  if (position.flags & flag::character) return 1;
  return static_cast<int>(
      std::count_if(position.form.begin(), position.form.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// a before/N b, with the unit.
bool Oracle::before(const Expression& relation, Unit unit, Interval a, Interval b) const {
  if (a.second >= b.first) return false;
  if (relation.distance) {
    int distance = b.first - a.second;
    if (relation.in_characters) {
      distance = 1;
      for (int i = a.second + 1; i < b.first; ++i) distance += length_of(i);
    }
    if (distance > *relation.distance) return false;
  }
  return together(unit, a, b);
}

bool Oracle::related(const Expression& relation, Unit unit, Interval a, Interval b) const {
  switch (relation.kind) {
    case Kind::before:
      return before(relation, unit, a, b);
    case Kind::after:
      return before(relation, unit, b, a);
    case Kind::near:
      return before(relation, unit, a, b) || before(relation, unit, b, a);
    case Kind::inside:
      return in(a, b);
    case Kind::containing:
      return in(b, a);
    case Kind::overlapping:
      return a.first <= b.second && b.first <= a.second;
    default:
      return a != b && together(unit, a, b);  // with, without
  }
}

bool Oracle::unit_valued(const Expression& expression) const {
  switch (expression.kind) {
    case Kind::both:
    case Kind::none:
    case Kind::count:
    case Kind::any_of:
      return true;
    case Kind::either:
      return std::any_of(expression.operands.begin(), expression.operands.end(),
                         [&](const Expression& e) { return unit_valued(e); });
    case Kind::within:
    case Kind::where:
      return unit_valued(expression.operands[0]);
    default:
      return false;
  }
}

Intervals Oracle::compute(const Expression& expression, Unit unit) {
  Intervals out;
  const auto operand = [&](std::size_t i) -> const Intervals& {
    return meaning(expression.operands[i], unit);
  };
  const auto units_if = [&](const auto& wanted) {
    for (const Interval& u : units_[unit])
      if (wanted(u)) out.insert(u);
  };
  const auto some_in = [&](const Intervals& set, Interval u) {
    return std::any_of(set.begin(), set.end(), [&](Interval a) { return in(a, u); });
  };
  const std::size_t operands = expression.operands.size();
  switch (expression.kind) {
    case Kind::word:
    case Kind::phrase:
    case Kind::regex:
    case Kind::exact:
    case Kind::text_literal:
    case Kind::text_regex:
      out = leaf(expression);
      // With answers as units the interviewer's words do not match.
      if (unit == Unit::answer)
        std::erase_if(out, [&](Interval x) {
          return role_is(text_[static_cast<std::size_t>(x.first)].passage, model::Role::interviewer);
        });
      return out;
    case Kind::list:
      return list(codebook_.find_list(expression.text)->entries, unit);
    case Kind::code:
      for (const int index : codes_named(expression)) out.merge(Intervals(code(index).segments));
      return out;
    case Kind::unit:
      return units_[unit];
    case Kind::either:
      if (unit_valued(expression)) {
        units_if([&](Interval u) {
          for (std::size_t i = 0; i < operands; ++i)
            if (some_in(operand(i), u)) return true;
          return false;
        });
      } else {
        for (std::size_t i = 0; i < operands; ++i) out.merge(Intervals(operand(i)));
      }
      return out;
    case Kind::both:
      units_if([&](Interval u) {
        for (std::size_t i = 0; i < operands; ++i)
          if (!some_in(operand(i), u)) return false;
        return true;
      });
      return out;
    case Kind::none:
      units_if([&](Interval u) { return !some_in(operand(0), u); });
      return out;
    case Kind::count: {
      const Intervals counted = maximal(operand(0));
      units_if([&](Interval u) {
        return compares(std::count_if(counted.begin(), counted.end(), [&](Interval a) { return in(a, u); }),
                        expression.comparison, expression.number);
      });
      return out;
    }
    case Kind::any_of:
      units_if([&](Interval u) {
        int n = 0;
        for (std::size_t i = 0; i < operands; ++i) n += some_in(operand(i), u);
        return n >= expression.number;
      });
      return out;
    case Kind::near:
    case Kind::before:
    case Kind::after:
      if (!expression.negative) {
        for (const Interval& a : operand(0))
          for (const Interval& b : operand(1))
            if (related(expression, unit, a, b)) out.insert(hull(a, b));
        return minimal(out);
      }
      [[fallthrough]];
    case Kind::inside:
    case Kind::containing:
    case Kind::overlapping:
    case Kind::with:
    case Kind::without:
      for (const Interval& a : operand(0)) {
        const Intervals& b = operand(1);
        const bool found =
            std::any_of(b.begin(), b.end(), [&](Interval y) { return related(expression, unit, a, y); });
        if (found != (expression.negative || expression.kind == Kind::without)) out.insert(a);
      }
      return out;
    case Kind::affirmed:
    case Kind::negated:
      for (const Interval& x : operand(0))
        if ((cues_of(x).size() % 2 == 1) == (expression.kind == Kind::negated)) out.insert(x);
      return out;
    case Kind::within:
      return meaning(expression.operands[0], expression.unit);
    case Kind::where:
      for (const Interval& x : operand(0))
        if (holds(expression.condition, asked(expression, unit), x)) out.insert(x);
      return out;
  }
  return out;
}

std::vector<int> Oracle::codes_named(const Expression& expression) const {
  std::vector<int> found;
  for (int i = 0; i < static_cast<int>(codebook_.codes.size()); ++i) {
    const std::string& id = codebook_.codes[static_cast<std::size_t>(i)].id;
    if (expression.text == "*" ? i != current_code_
                               : (id == expression.text && !expression.descendants_only) ||
                                     id.starts_with(expression.text + "/"))
      found.push_back(i);
  }
  return found;
}

const Oracle::CodeResult& Oracle::code(int index) {
  CodeResult& result = codes_[static_cast<std::size_t>(index)];
  if (result.known) return result;
  const codebook::Code& own = codebook_.codes[static_cast<std::size_t>(index)];
  const int outer = std::exchange(current_code_, index);
  Intervals all;
  for (std::size_t r = 0; r < own.rules.size(); ++r) {
    Intervals matches;
    for (const Interval& match : meaning(own.rules[r].expression, codebook_.unit))
      if (holds(codebook_.where, codebook_.unit, match)) matches.insert(match);
    if (codebook_.overlap == codebook::Overlap::merge) matches = maximal(matches);
    for (const Interval& match : matches) {
      const Interval span = widened(own.span, match);
      result.found.push_back({static_cast<int>(r) + 1, match, span, &own.rules[r].expression});
      all.insert(span);
    }
  }
  current_code_ = outer;
  if (codebook_.overlap == codebook::Overlap::merge) {
    result.segments = maximal(all);
  } else if (codebook_.overlap == codebook::Overlap::all) {
    result.segments = all;
  } else {
    std::vector<Interval> order(all.begin(), all.end());
    std::stable_sort(order.begin(), order.end(),
                     [](Interval a, Interval b) { return a.second - a.first > b.second - b.first; });
    for (const Interval& x : order)
      if (std::none_of(result.segments.begin(), result.segments.end(),
                       [&](Interval k) { return k.first <= x.second && x.first <= k.second; }))
        result.segments.insert(x);
  }
  result.known = true;
  return result;
}

}  // namespace gloss::test
