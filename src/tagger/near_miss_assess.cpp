// SPDX-License-Identifier: GPL-3.0-or-later
// One function per family of operators. What is fulfilled is not looked into; of what is not, the parts are.
#include "tagger/near_miss_assess.h"

#include <algorithm>
#include <limits>

namespace gloss::tagger {

using codebook::Expression;
using codebook::Unit;
using Kind = Expression::Kind;

namespace {

constexpr std::size_t spans_compared = 200;  // of each operand; a passage rarely has ten
constexpr std::uint32_t loosely = 3;  // words too many in an entry of a list that is still worth a word

Obstacle obstacle(Obstacle::Kind kind, const Expression& of, Unit unit) {
  Obstacle made;
  made.kind = kind;
  made.of = &of;
  made.unit = unit;
  return made;
}

bool is_order(Kind kind) { return kind == Kind::near || kind == Kind::before || kind == Kind::after; }

/// The longest stretch a phrase can take.
std::uint32_t longest_phrase(const Expression& phrase) {
  std::size_t most = 0;
  for (const auto& item : phrase.items) {
    std::size_t longest =
        item.kind == codebook::PhraseItem::Kind::gap ? static_cast<std::size_t>(item.most) : 1;
    for (const auto& words : item.alternatives) longest = std::max(longest, words.size());
    most += longest;
  }
  return static_cast<std::uint32_t>(most);
}

/// The shortest stretch with one run of every piece in the order given; nothing where there is none.
std::optional<Run> shortest_in_order(const std::vector<Obstacle::Piece>& pieces) {
  std::optional<Run> best;
  for (const Run start : pieces.front().runs) {
    Run chain = start;
    bool whole = true;
    for (std::size_t i = 1; i < pieces.size() && whole; ++i) {
      const auto& runs = pieces[i].runs;
      const auto next = std::find_if(runs.begin(), runs.end(), [&](Run r) { return r.first > chain.last; });
      whole = next != runs.end();
      if (whole) chain.last = next->last;
    }
    if (whole && (!best || chain.last - chain.first < best->last - best->first)) best = chain;
  }
  return best;
}

}  // namespace

Assessment::Assessment(const codebook::Codebook& codebook, const RuleParts& parts,
                       const std::vector<std::uint8_t>& characters, const SourceView& source, Units& units,
                       const std::vector<std::vector<ProbeSpan>>& spans, Run passage)
    : codebook_(codebook), parts_(parts), source_(source), units_(units), spans_(spans), passage_(passage) {
  static const std::vector<PreparedCondition> none;  // each is asked by itself
  lengths_.start(source.tokens, characters);
  conditions_.start(source, none, units, lengths_);
}

double parts_of(const Expression& e) {
  if (is_leaf(e)) return 1;
  if (e.kind == Kind::either) {
    double least = std::numeric_limits<double>::max();
    for (const Expression& operand : e.operands) least = std::min(least, parts_of(operand));
    return least;
  }
  if (e.kind == Kind::within) return parts_of(e.operands.front());
  if (e.kind == Kind::where) return parts_of(e.operands.front()) + static_cast<double>(e.condition.size());
  if (e.kind == Kind::none) return 1;
  if (e.kind == Kind::any_of) return e.number;
  if (e.negative || e.kind == Kind::without) return parts_of(e.operands.front()) + 1;
  double all = e.kind == Kind::both ? 0 : 1;
  for (const Expression& operand : e.operands) all += parts_of(operand);
  return all;
}

Assessment::Spans Assessment::spans(const Expression& e, Unit unit, Run region) const {
  Spans found;
  for (const ProbeSpan& span : spans_[parts_.number(code_, e, unit)])
    if (overlap(span.run, region)) found.push_back(&span);
  return found;
}

Obstacle::Piece Assessment::piece(const Expression& e, Unit unit, Run region) const {
  Obstacle::Piece made{codebook::print(e), {}, &e};
  for (const ProbeSpan* span : spans(e, unit, region)) {
    if (span->leaves.empty()) made.runs.push_back(span->run);
    made.runs.insert(made.runs.end(), span->leaves.begin(), span->leaves.end());
  }
  sort_unique(made.runs);
  return made;
}

Assessment::Part Assessment::fulfilled(const Expression& e, Unit unit, Run region) const {
  const double parts = parts_of(e);
  Part made{parts, parts, {}, {}};
  if (e.kind != Kind::none && e.kind != Kind::unit) made.there.push_back(piece(e, unit, region));
  return made;
}

Assessment::Part Assessment::assess(const Expression& e, Unit unit, Run region) {
  if (!spans(e, unit, region).empty()) return fulfilled(e, unit, region);
  const Run wider = hull(region, units_.widened(unit, passage_));
  switch (e.kind) {
    case Kind::phrase:
      return phrase(e, unit, region);
    case Kind::list:
      return list(e, unit, region);
    case Kind::either:
      return either(e, unit, wider);
    case Kind::both:
    case Kind::any_of:
      return several(e, unit, wider);
    case Kind::none: {
      Part made{0, 1, {obstacle(Obstacle::Kind::excluded, e, unit)}, {}};
      const Spans there = spans(e.operands.front(), unit, wider);
      if (!there.empty()) made.obstacles[0].second = there.front()->run;
      return made;
    }
    case Kind::count:
      return counted(e, unit, wider);
    case Kind::affirmed:
    case Kind::negated:
      return polarity(e, unit, region);
    case Kind::within:
      return assess(e.operands.front(), e.unit, region);
    case Kind::where:
      return where(e, unit, region);
    default:
      if (e.operands.size() != 2) return leaf(e, unit, region);
      return e.negative || e.kind == Kind::without ? excluded(e, unit, wider) : related(e, unit, wider);
  }
}

Assessment::Part Assessment::leaf(const Expression& e, Unit unit, Run) {
  return {0, 1, {obstacle(Obstacle::Kind::absent, e, unit)}, {}};
}

/// Half a part for a phrase whose words are all there, less for fewer.
Assessment::Part Assessment::phrase(const Expression& e, Unit unit, Run region) {
  Part made = leaf(e, unit, region);
  Obstacle& missing = made.obstacles.front();
  std::size_t present = 0;
  for (const Expression& word : parts_.pieces(e)) {
    missing.pieces.push_back(piece(word, unit, region));
    present += !missing.pieces.back().runs.empty();
  }
  if (missing.pieces.empty()) return made;
  made.fulfilled = 0.5 * static_cast<double>(present) / static_cast<double>(missing.pieces.size());
  if (present < missing.pieces.size()) return made;
  missing.kind = Obstacle::Kind::scattered;
  if (const auto chain = shortest_in_order(missing.pieces)) {
    missing.first = *chain;
  } else {
    missing.other_way_round = true;
    missing.first = missing.pieces.front().runs.front();
    for (const auto& one : missing.pieces) missing.first = hull(missing.first, one.runs.front());
  }
  missing.in_other_unit = units_.holding(Unit::sentence, missing.first) < 0;
  missing.limit = longest_phrase(e);
  missing.distance = missing.first.last - missing.first.first + 1;
  return made;
}

/// An entry that is nearly there is worth naming.
Assessment::Part Assessment::list(const Expression& e, Unit unit, Run region) {
  Part made = leaf(e, unit, region);
  const codebook::List* list = codebook_.find_list(e.text);
  if (list == nullptr) return made;
  for (const Expression& entry : list->entries) {
    if (entry.kind != Kind::phrase) continue;
    const Part one = phrase(entry, unit, region);
    const Obstacle& missing = one.obstacles.front();
    if (missing.kind != Obstacle::Kind::scattered || missing.other_way_round || missing.in_other_unit ||
        missing.distance > longest_phrase(entry) + loosely)
      continue;
    made.obstacles.front().pieces.push_back({codebook::print(entry), {missing.first}, &entry});
    made.fulfilled = 0.5;
  }
  return made;
}

/// The best alternative; where none has anything, all of them at once.
Assessment::Part Assessment::either(const Expression& e, Unit unit, Run region) {
  Part best;
  double share = -1;
  for (const Expression& operand : e.operands) {
    Part one = assess(operand, unit, region);
    if (const double its = one.fulfilled / one.parts; its > share) {
      share = its;
      best = std::move(one);
    }
  }
  if (share <= 0) best.obstacles.assign(1, obstacle(Obstacle::Kind::absent, e, unit));
  return best;
}

Assessment::Part Assessment::several(const Expression& e, Unit unit, Run region) {
  Part made;
  std::size_t complete = 0;
  std::vector<Part> operands;
  for (const Expression& operand : e.operands) {
    operands.push_back(assess(operand, unit, region));
    complete += operands.back().complete();
    made.there.insert(made.there.end(), operands.back().there.begin(), operands.back().there.end());
  }
  if (e.kind == Kind::any_of) {
    made.parts = e.number;
    made.fulfilled = std::min<double>(static_cast<double>(complete), e.number - 1);
    Obstacle few = obstacle(Obstacle::Kind::too_few, e, unit);
    few.found = complete;
    for (std::size_t i = 0; i < operands.size(); ++i)
      if (!operands[i].complete()) few.pieces.push_back({codebook::print(e.operands[i]), {}, &e.operands[i]});
    made.obstacles.push_back(std::move(few));
    return made;
  }
  for (Part& operand : operands) {
    made.fulfilled += operand.fulfilled;
    made.parts += operand.parts;
    std::move(operand.obstacles.begin(), operand.obstacles.end(), std::back_inserter(made.obstacles));
  }
  if (!made.obstacles.empty()) return made;
  // Each is there, but they never meet.
  Obstacle apart = obstacle(Obstacle::Kind::apart, e, unit);
  for (const Expression& operand : e.operands) apart.pieces.push_back(piece(operand, unit, region));
  made.obstacles.push_back(std::move(apart));
  made.parts += 1;
  return made;
}

Assessment::Part Assessment::counted(const Expression& e, Unit unit, Run region) {
  Part made = assess(e.operands.front(), unit, region);
  // What is absent is found 0 times, and that says it better.
  Obstacle number = obstacle(Obstacle::Kind::number, e, unit);
  Runs all;
  for (const ProbeSpan* span : spans(e.operands.front(), unit, region)) all.push_back(span->run);
  keep_maximal(all);
  for (const Run whole : units_.all(unit)) {
    if (!overlap(whole, region)) continue;
    std::size_t inside = 0;
    for_each_inside(all, whole, [&](Run) { ++inside; });
    number.found = std::max(number.found, inside);
  }
  made.parts += 1;
  made.obstacles.assign(1, std::move(number));
  return made;
}

std::uint32_t Assessment::distance(Run a, Run b, bool in_characters) {
  if (b < a) std::swap(a, b);
  if (a.last >= b.first) return 0;
  if (!in_characters) return b.first - a.last;
  const auto totals = lengths_.totals();
  return 1 + totals[b.first] - totals[a.last + 1];
}

std::optional<Assessment::Pair> Assessment::nearest(const Expression& e, Unit unit, const Spans& as,
                                                    const Spans& bs) {
  std::optional<Pair> best;
  const std::size_t most_a = std::min(as.size(), spans_compared),
                    most_b = std::min(bs.size(), spans_compared);
  for (std::size_t i = 0; i < most_a; ++i)
    for (std::size_t j = 0; j < most_b; ++j) {
      Pair pair{as[i]->run, bs[j]->run, distance(as[i]->run, bs[j]->run, e.in_characters)};
      pair.in_other_unit = units_.holding(unit, hull(pair.a, pair.b)) < 0;
      if (is_order(e.kind)) {
        pair.other_way_round =
            (e.kind == Kind::before && pair.b < pair.a) || (e.kind == Kind::after && pair.a < pair.b);
        pair.too_far = e.distance && pair.distance > static_cast<std::uint32_t>(std::max(*e.distance, 0));
      }
      pair.faults = pair.in_other_unit + pair.other_way_round + pair.too_far + 2 * (pair.distance == 0);
      if (!best || std::tie(pair.faults, pair.distance) < std::tie(best->faults, best->distance)) best = pair;
    }
  return best;
}

Assessment::Part Assessment::related(const Expression& e, Unit unit, Run region) {
  Part made = several(e, unit, region);
  if (made.obstacles.front().kind != Obstacle::Kind::apart || made.obstacles.front().of != &e) {
    made.parts += 1;
    return made;
  }
  // several() has counted the relation already.
  const auto pair = nearest(e, unit, spans(e.operands[0], unit, region), spans(e.operands[1], unit, region));
  if (!pair || e.kind == Kind::with) return made;
  Obstacle& far = made.obstacles.front();
  far.kind = is_order(e.kind) ? Obstacle::Kind::distant : Obstacle::Kind::unrelated;
  far.pieces.clear();
  far.first = pair->a;
  far.second = pair->b;
  far.distance = pair->distance;
  far.other_way_round = pair->other_way_round;
  far.in_other_unit = pair->in_other_unit;
  return made;
}

/// `A not near B`, `A without B`: B stands too near to every A.
Assessment::Part Assessment::excluded(const Expression& e, Unit unit, Run region) {
  Part made = assess(e.operands[0], unit, region);
  made.parts += 1;
  if (!made.complete()) return made;
  Obstacle there = obstacle(Obstacle::Kind::excluded, e, unit);
  const Spans as = spans(e.operands[0], unit, region),
              bs = spans(e.operands[1], unit, hull(region, passage_));
  if (const auto pair = nearest(e, unit, as, bs)) {
    there.first = pair->a;
    there.second = pair->b;
    there.distance = pair->distance;
  }
  made.obstacles.push_back(std::move(there));
  return made;
}

Assessment::Part Assessment::polarity(const Expression& e, Unit unit, Run region) {
  Part made = assess(e.operands[0], unit, region);
  made.parts += 1;
  if (!made.complete()) return made;
  const bool wanted_affirmed = e.kind == Kind::affirmed;
  Obstacle other = obstacle(wanted_affirmed ? Obstacle::Kind::negated : Obstacle::Kind::not_negated, e, unit);
  for (const ProbeSpan* span : spans(parts_.flipped(e), unit, region))
    other.cues.insert(other.cues.end(), span->cues.begin(), span->cues.end());
  sort_unique(other.cues);
  made.obstacles.push_back(std::move(other));
  return made;
}

/// The tests that refuse the span which fewest of them refuse. Where the words are missing, a condition on
/// them says nothing.
Assessment::Part Assessment::where(const Expression& e, Unit unit, Run region) {
  Part made = assess(e.operands.front(), unit, region);
  made.parts += static_cast<double>(e.condition.size());
  std::optional<std::vector<Obstacle>> fewest;
  for (const ProbeSpan* span : spans(e.operands.front(), unit, region))
    if (auto refusing = refused(e.condition, unit, span->run); !fewest || refusing.size() < fewest->size())
      fewest = std::move(refusing);
  if (!fewest) return made;
  made.fulfilled += static_cast<double>(e.condition.size() - fewest->size());
  std::move(fewest->begin(), fewest->end(), std::back_inserter(made.obstacles));
  return made;
}

RuleMiss Assessment::of_rule(int code, int number, const Expression& rule) {
  code_ = code;
  Part part = assess(rule, codebook_.unit, passage_);
  return {code, number, part.fulfilled, part.parts, std::move(part.obstacles), std::move(part.there), {}};
}

std::vector<Run> Assessment::hits_of(int code, const Expression& rule) const {
  std::vector<Run> runs;
  for (const ProbeSpan& span : spans_[parts_.number(code, rule, codebook_.unit)]) runs.push_back(span.run);
  return runs;
}

std::vector<Obstacle> Assessment::refused_by_base(Run run) {
  return refused(codebook_.where, codebook_.unit, run);
}

std::vector<Obstacle> Assessment::refused(const codebook::Condition& condition, Unit unit, Run run) {
  std::vector<Obstacle> refused;
  const auto prepared = prepare(condition, unit);
  if (!prepared) return refused;  // the program is compiled, so this does not happen
  for (std::size_t i = 0; i < condition.size(); ++i) {
    Conditions::Answer answer = conditions_.ask((*prepared)[i], run);
    if (answer.holds) continue;
    Obstacle made;
    made.kind = Obstacle::Kind::refused;
    made.unit = unit;
    made.first = run;
    made.test = condition[i];
    made.values = std::move(answer.values);
    refused.push_back(std::move(made));
  }
  return refused;
}

}  // namespace gloss::tagger
