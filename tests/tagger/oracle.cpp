// SPDX-License-Identifier: GPL-3.0-or-later
// Formal semantics, line by line.
#include "tagger/oracle.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <regex>

#include "text/fold.h"
#include "text/stem.h"

namespace gloss::test {
namespace {

using codebook::CodeSpan;
using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = codebook::Expression::Kind;
using Comparison = codebook::Test::Comparison;
namespace flag = text::flag;

bool in(Interval inner, Interval outer) { return outer.first <= inner.first && inner.second <= outer.second; }
Interval hull(Interval a, Interval b) { return {std::min(a.first, b.first), std::max(a.second, b.second)}; }

Intervals minimal(const Intervals& all) {
  Intervals kept;
  for (const Interval& x : all)
    if (std::none_of(all.begin(), all.end(), [&](Interval y) { return y != x && in(y, x); })) kept.insert(x);
  return kept;
}

Intervals maximal(const Intervals& all) {
  Intervals kept;
  for (const Interval& x : all)
    if (std::none_of(all.begin(), all.end(), [&](Interval y) { return y != x && in(x, y); })) kept.insert(x);
  return kept;
}

bool compares(long long a, Comparison comparison, long long b) {
  if (comparison == Comparison::equal) return a == b;
  if (comparison == Comparison::not_equal) return a != b;
  if (comparison == Comparison::less) return a < b;
  if (comparison == Comparison::less_or_equal) return a <= b;
  if (comparison == Comparison::greater) return a > b;
  return a >= b;
}

bool number_of(const std::string& text, double* number) {
  char* end = nullptr;
  *number = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

int characters_in(const std::string& form) {
  return static_cast<int>(std::count_if(form.begin(), form.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

bool oracle_glob(const std::string& glob, const std::string& text, std::size_t g, std::size_t t) {
  if (g == glob.size()) return t == text.size();
  const auto next = [&](std::size_t at) {
    do ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80);
    return at;
  };
  if (glob[g] == '*') {
    for (std::size_t at = t;; at = next(at)) {
      if (oracle_glob(glob, text, g + 1, at)) return true;
      if (at >= text.size()) return false;
    }
  }
  if (t == text.size()) return false;
  if (glob[g] == '?') return oracle_glob(glob, text, g + 1, next(t));
  return glob[g] == text[t] && oracle_glob(glob, text, g + 1, t + 1);
}

Oracle::Oracle(const codebook::Codebook& codebook, const Script& script, text::Tokenizer& tokenizer,
               std::vector<std::string> languages)
    : codebook_(codebook),
      script_(script),
      tokenizer_(tokenizer),
      languages_(std::move(languages)),
      codes_(codebook.codes.size()) {
  text::Positions positions;
  for (std::size_t i = 0; i < script.passages.size(); ++i) {
    tokenizer.positions(script.passages[i].text, positions);
    tokenizer.mark_sentences(script.passages[i].text, script.facts.language, positions);
    for (const auto& item : positions.items)
      text_.push_back({std::string(positions.form(item)), item.flags, static_cast<int>(i)});
  }
  for (const Unit unit :
       {Unit::sentence, Unit::passage, Unit::answer, Unit::turn, Unit::section, Unit::source})
    find_units(unit, units_[unit]);
}

bool Oracle::role_is(int passage, model::Role role) const {
  const int speaker = script_.passages[static_cast<std::size_t>(passage)].speaker;
  const model::Role own =
      speaker < 0 ? model::Role::unknown : script_.facts.speakers[static_cast<std::size_t>(speaker)].role;
  return own == role;
}

/// One past the last passage of the turn that begins with `passage`.
int Oracle::turn_end(int passage) const {
  const auto turn = [&](int i) { return script_.passages[static_cast<std::size_t>(i)].turn; };
  int end = passage + 1;
  while (turn(passage) != -1 && end < static_cast<int>(script_.passages.size()) && turn(end) == turn(passage))
    ++end;
  return end;
}

void Oracle::find_units(Unit unit, Intervals& out) const {
  const int n = static_cast<int>(text_.size()), passages = static_cast<int>(script_.passages.size());
  // The interval of all positions whose passage satisfies `wanted`.
  const auto cover = [&](const auto& wanted) {
    Interval found{-1, -1};
    for (int i = 0; i < n; ++i) {
      if (!wanted(text_[static_cast<std::size_t>(i)].passage)) continue;
      if (found.first < 0) found.first = i;
      found.second = i;
    }
    if (found.first >= 0) out.insert(found);
  };
  switch (unit) {
    case Unit::source:
      cover([](int) { return true; });
      break;
    case Unit::passage:
      for (int p = 0; p < passages; ++p) cover([&](int own) { return own == p; });
      break;
    case Unit::sentence:
      for (int i = 0; i < n; ++i) {
        if (!(text_[static_cast<std::size_t>(i)].flags & flag::sentence_start)) continue;
        int last = i;
        while (last + 1 < n && !(text_[static_cast<std::size_t>(last + 1)].flags & flag::sentence_start))
          ++last;
        out.insert({i, last});
      }
      break;
    case Unit::turn:
      for (int p = 0; p < passages; p = turn_end(p))
        cover([&, end = turn_end(p)](int own) { return p <= own && own < end; });
      break;
    case Unit::section:
      for (int s = 0; s < static_cast<int>(script_.facts.sections.size()); ++s)
        cover([&](int own) {
          for (int at = script_.passages[static_cast<std::size_t>(own)].section; at >= 0;
               at = script_.facts.section_parents[static_cast<std::size_t>(at)])
            if (at == s) return true;
          return false;
        });
      break;
    case Unit::answer: {
      bool interviewer = false;
      for (int p = 0; p < passages; ++p) interviewer = interviewer || role_is(p, model::Role::interviewer);
      if (!interviewer) return find_units(Unit::turn, out);
      std::set<int> said;  // passages of the answer that is open
      const auto close = [&] {
        cover([&](int own) { return said.contains(own); });
        said.clear();
      };
      for (int p = 0; p < passages; p = turn_end(p)) {
        if (!role_is(p, model::Role::interviewer)) {
          for (int i = p; i < turn_end(p); ++i) said.insert(i);
          continue;
        }
        int words = 0, characters = 0;
        bool asks = false;
        for (const Position& position : text_) {
          if (position.passage < p || position.passage >= turn_end(p)) continue;
          if (position.flags & flag::character)
            ++characters;
          else
            ++words;
          asks = asks || (position.flags & flag::question_after);
        }
        if (asks || words > 3 || characters > 4) close();
      }
      close();
      break;
    }
  }
}

/// The positions of a word as typed: pattern and whether its stem is meant.
const std::vector<std::pair<std::string, bool>>& Oracle::cut(const std::string& word) {
  const auto [at, fresh] = cuts_.try_emplace(word);
  std::vector<std::pair<std::string, bool>>& all = at->second;
  if (!fresh) return all;
  if (word.find_first_of("*?") != std::string::npos) {
    // Wildcards stand in words that only hyphens cut.
    std::string piece;
    for (const char c : word + "-") {
      if (c != '-') {
        piece += c;
      } else if (!piece.empty()) {
        all.emplace_back(text::fold(piece), false);
        piece.clear();
      }
    }
    return all;
  }
  const bool stem = word.ends_with('~');
  text::Positions positions;
  tokenizer_.positions(stem ? word.substr(0, word.size() - 1) : word, positions);
  for (const auto& item : positions.items) all.emplace_back(std::string(positions.form(item)), false);
  if (stem && !all.empty()) all.back().second = true;
  return all;
}

bool Oracle::form_is(const std::string& pattern, const std::string& form, bool stem) {
  if (!stem && pattern.find_first_of("*?") == std::string::npos) return pattern == form;
  const auto [at, fresh] = form_matches_[{pattern, stem}].try_emplace(form, false);
  if (fresh) {
    at->second = stem ? pattern == form : oracle_glob(pattern, form);
    for (const std::string& language : languages_) {
      text::Stemmer one(language), two(language);
      if (stem && one.stem(pattern) == two.stem(form)) at->second = true;
    }
  }
  return at->second;
}

bool Oracle::words_at(const std::vector<std::string>& words, int at, bool free, int* past) {
  const int first = at;
  for (const std::string& word : words)
    for (const auto& [pattern, stem] : cut(word)) {
      if (at >= static_cast<int>(text_.size())) return false;
      const Position& position = text_[static_cast<std::size_t>(at)];
      if (at > first || !free) {
        if (position.flags & (flag::break_before | flag::sentence_start)) return false;
      }
      if (!form_is(pattern, position.form, stem)) return false;
      ++at;
    }
  *past = at;
  return true;
}

/// `free`: a gap or nothing stands before, so punctuation may. The sentence is checked at the end, on the
/// whole.
void Oracle::phrase_from(const std::vector<PhraseItem>& items, std::size_t item, int at, bool free, int first,
                         Intervals& out) {
  if (item == items.size()) {
    const Interval found{first, at - 1};
    if (at > first && together(Unit::sentence, found, found)) out.insert(found);
    return;
  }
  const PhraseItem& now = items[item];
  if (now.kind == PhraseItem::Kind::gap) {
    for (int gap = now.least; gap <= now.most && at + gap <= static_cast<int>(text_.size()); ++gap)
      phrase_from(items, item + 1, at + gap, true, first, out);
    return;
  }
  const auto go_on = [&](const std::vector<std::string>& words) {
    int past = at;
    if (words_at(words, at, free, &past)) phrase_from(items, item + 1, past, false, first, out);
  };
  if (now.kind == PhraseItem::Kind::word) go_on({now.word});
  for (const auto& words : now.alternatives) go_on(words);
}

Intervals Oracle::leaf(const Expression& expression) {
  Intervals out;
  std::vector<PhraseItem> items = expression.items;
  if (expression.kind == Kind::word) {
    items.emplace_back();
    items.back().word = expression.text;
  }
  for (int i = 0; i < static_cast<int>(text_.size()); ++i) {
    if (expression.kind == Kind::regex) {
      const std::string& form = text_[static_cast<std::size_t>(i)].form;
      const auto [at, fresh] = form_matches_[{"/" + expression.text, false}].try_emplace(form, false);
      if (fresh) at->second = std::regex_match(form, std::regex(expression.text, std::regex::icase));
      if (at->second) out.insert({i, i});
    } else {
      phrase_from(items, 0, i, true, i, out);
    }
  }
  return out;
}

const Intervals& Oracle::list(const std::vector<Expression>& entries, Unit unit) {
  const auto [at, fresh] = lists_.try_emplace({&entries, unit});
  if (fresh) {
    Intervals all;
    for (const Expression& entry : entries) all.merge(Intervals(meaning(entry, unit)));
    at->second = maximal(all);
  }
  return at->second;
}

const Intervals& Oracle::meaning(const Expression& expression, Unit unit) {
  const auto key = std::pair(&expression, unit);
  if (const auto found = meanings_.find(key); found != meanings_.end()) return found->second;
  return meanings_[key] = compute(expression, unit);
}

/// Only sections nest, so of other units the last one that begins before `a` is the only one to look at.
bool Oracle::together(Unit unit, Interval a, Interval b) const {
  const Intervals& units = units_.at(unit);
  auto at = units.upper_bound({a.first, std::numeric_limits<int>::max()});
  while (at != units.begin()) {
    --at;
    if (in(a, *at) && in(b, *at)) return true;
    if (unit != Unit::section) return false;
  }
  return false;
}

/// a before/N b, with the unit.
bool Oracle::before(const Expression& relation, Unit unit, Interval a, Interval b) const {
  if (a.second >= b.first) return false;
  if (relation.distance) {
    int distance = b.first - a.second;
    if (relation.in_characters) {
      distance = 1;
      for (int i = a.second + 1; i < b.first; ++i) {
        const Position& between = text_[static_cast<std::size_t>(i)];
        distance += (between.flags & flag::character) ? 1 : characters_in(between.form);
      }
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
        if (holds(expression.condition, x)) out.insert(x);
      return out;
    case Kind::exact:
    case Kind::text_literal:
    case Kind::text_regex:
      std::abort();
  }
  return out;
}

Intervals Oracle::cues_of(Interval span) {
  const codebook::Negation& negation = codebook_.negation;
  const Intervals &cues = list(negation.cues, Unit::passage), &pseudo = list(negation.pseudo, Unit::passage),
                  &stops = list(negation.stops, Unit::passage);
  const auto at = [&](int i) -> const Position& { return text_[static_cast<std::size_t>(i)]; };
  const auto edge = [&](int i) { return (at(i).flags & (flag::sentence_start | flag::stop_before)) != 0; };
  std::set<int> window;
  int words = 0, characters = 0;
  for (int i = span.first; i > 0 && !edge(i);) {
    --i;
    if (std::any_of(stops.begin(), stops.end(), [&](Interval s) { return s.second == i; })) break;
    int& used = (at(i).flags & flag::character) ? characters : words;
    if (++used > ((at(i).flags & flag::character) ? negation.before.characters : negation.before.words))
      break;
    window.insert(i);
  }
  words = characters = 0;
  for (int i = span.second + 1; i < static_cast<int>(text_.size()) && !edge(i); ++i) {
    if (std::any_of(stops.begin(), stops.end(), [&](Interval s) { return s.first == i; })) break;
    int& used = (at(i).flags & flag::character) ? characters : words;
    if (++used > ((at(i).flags & flag::character) ? negation.after.characters : negation.after.words)) break;
    window.insert(i);
  }
  Intervals counted;
  for (const Interval& q : cues) {
    bool counts = !(at(q.second).flags & flag::break_after);
    for (int i = q.first; i <= q.second; ++i) counts = counts && window.contains(i);
    for (const Interval& p : pseudo) counts = counts && !in(q, p);
    if (counts) counted.insert(q);
  }
  return counted;
}

bool Oracle::holds(const codebook::Condition& condition, Interval span) const {
  return std::all_of(condition.begin(), condition.end(),
                     [&](const codebook::Test& test) { return holds(test, span); });
}

bool Oracle::holds(const codebook::Test& test, Interval span) const {
  const tagger::SourceFacts& facts = script_.facts;
  std::set<int> speakers, passages;
  for (int i = span.first; i <= span.second; ++i) passages.insert(text_[static_cast<std::size_t>(i)].passage);
  for (const int p : passages) speakers.insert(script_.passages[static_cast<std::size_t>(p)].speaker);
  const bool one = speakers.size() == 1;
  const tagger::SpeakerFacts* who =
      one && *speakers.begin() >= 0 ? &facts.speakers[static_cast<std::size_t>(*speakers.begin())] : nullptr;

  std::vector<std::string> values;
  if (test.attribute == "source") {
    values = {facts.name};
  } else if (test.attribute == "kind") {
    values = {facts.kind == model::Kind::interview ? "interview" : "field-note"};
  } else if (test.attribute == "language") {
    values = {facts.language};
  } else if (test.attribute == "speaker") {
    if (who) values = {who->label};
  } else if (test.attribute == "role") {
    if (one) values = {std::string(model::name_of(who ? who->role : model::Role::unknown))};
  } else if (test.attribute == "section") {
    for (std::size_t s = 0; s < facts.sections.size(); ++s) {
      const bool holds_all = std::all_of(passages.begin(), passages.end(), [&](int p) {
        for (int up = script_.passages[static_cast<std::size_t>(p)].section; up >= 0;
             up = facts.section_parents[static_cast<std::size_t>(up)])
          if (up == static_cast<int>(s)) return true;
        return false;
      });
      if (holds_all) values.push_back(facts.sections[s]);
    }
  } else if (who && who->variables.contains(test.attribute)) {
    values = {who->variables.at(test.attribute)};
  } else if (facts.variables.contains(test.attribute)) {
    values = {facts.variables.at(test.attribute)};
  }

  if (test.comparison == Comparison::is_set) return !values.empty();
  if (test.comparison == Comparison::is_not_set) return values.empty();
  bool any = false;
  for (const std::string& value : values)
    for (const std::string& wanted : test.values) {
      double a = 0, b = 0;
      const bool numbers = number_of(value, &a) && number_of(wanted, &b);
      switch (test.comparison) {
        case Comparison::less:
          any = any || (numbers && a < b);
          break;
        case Comparison::less_or_equal:
          any = any || (numbers && a <= b);
          break;
        case Comparison::greater:
          any = any || (numbers && a > b);
          break;
        case Comparison::greater_or_equal:
          any = any || (numbers && a >= b);
          break;
        default:
          any = any || (numbers && a == b) || oracle_glob(text::fold(wanted), text::fold(value));
          break;
      }
    }
  return test.comparison == Comparison::not_equal ? !any : any;
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

/// The smallest run of units that covers the match.
Interval Oracle::widened(CodeSpan span, Interval match) const {
  static const std::map<CodeSpan, Unit> kinds = {
      {CodeSpan::sentence, Unit::sentence}, {CodeSpan::passage, Unit::passage},
      {CodeSpan::answer, Unit::answer},     {CodeSpan::turn, Unit::turn},
      {CodeSpan::section, Unit::section},   {CodeSpan::source, Unit::source}};
  if (span == CodeSpan::match) return match;
  Interval wide = match;
  for (const int end : {match.first, match.second}) {
    Interval best{end, end};
    bool any = false;
    for (const Interval& u : units_.at(kinds.at(span))) {
      if (!in({end, end}, u) || (any && in(best, u))) continue;
      best = u;
      any = true;
    }
    wide = hull(wide, best);
  }
  return wide;
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
      if (holds(codebook_.where, match)) matches.insert(match);
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
      OracleHit hit{c, segment, {}};
      current_code_ = c;
      for (const Found& found : own.found) {
        if (codebook_.overlap == codebook::Overlap::all ? found.span != segment : !in(found.span, segment))
          continue;
        OracleReason reason = why(*found.expression, codebook_.unit, found.match);
        hit.reasons[found.rule].leaves.merge(reason.leaves);
        hit.reasons[found.rule].cues.merge(reason.cues);
      }
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
