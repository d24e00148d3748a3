// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/lookup.h"

#include <algorithm>
#include <utility>

namespace gloss::tagger {
namespace {

using index::Cell;
namespace flag = text::flag;

constexpr std::uint8_t phrase_breaks = flag::break_before | flag::sentence_start | flag::passage_start;

/// The passage that holds a position; positions are asked for in ascending order, more or less.
class PassageCursor {
 public:
  explicit PassageCursor(const index::TextTokens& tokens) : tokens_(tokens) {}
  void go_to(std::uint32_t position) {
    if (position >= first && position < past) return;
    const std::size_t passage = tokens_.passage_of(position);
    first = tokens_.passages[passage].first;
    past = tokens_.passage_end(passage);
  }
  std::uint32_t first = 0, past = 0;

 private:
  const index::TextTokens& tokens_;
};

/// The first place at or after `wanted`: most are near, so the steps grow.
const std::uint32_t* advance(const std::uint32_t* place, const std::uint32_t* end, std::uint32_t wanted) {
  std::ptrdiff_t step = 1;
  while (step < end - place && place[step] < wanted) {
    place += step;
    step *= 2;
  }
  return std::lower_bound(place, place + std::min(step + 1, end - place), wanted);
}

}  // namespace

bool is_local(const Plan& plan, std::uint32_t number) {
  if (number == no_index) return true;
  const Node& node = plan.nodes[number];
  switch (node.op) {
    case Op::code:
      return false;
    case Op::unit:
    case Op::none:
    case Op::lifted:
    case Op::both:
    case Op::count:
    case Op::any_of:
    case Op::near:
    case Op::before:
    case Op::after:
    case Op::with:
      if (node.unit != codebook::Unit::sentence && node.unit != codebook::Unit::passage) return false;
      break;
    default:
      break;
  }
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](std::uint32_t child) { return is_local(plan, child); });
}

Lookup::Lookup(const Plan& plan, const index::TokenStore& store) : plan_(plan), store_(store) {
  for (std::uint32_t leaf = 0; leaf < plan.leaves.size(); ++leaf) add_anchors(leaf);
  const std::uint32_t root = plan.rules[0].node;
  can_be_bare_ = plan.nodes[root].can_be_bare;
  is_local_ = is_local(plan, root);
  clauses_ = needs(root);
  order_clauses();
}

/// From leaves to anchors; the clause with the fewest postings comes first.
void Lookup::order_clauses() {
  std::vector<std::pair<std::uint64_t, std::vector<std::uint32_t>>> counted;
  for (const auto& leaves : clauses_) {
    auto& [count, anchors] = counted.emplace_back();
    for (std::uint32_t i = 0; i < anchors_.size(); ++i) {
      if (std::find(leaves.begin(), leaves.end(), anchors_[i].leaf) == leaves.end()) continue;
      anchors.push_back(i);
      for (const Positions& positions : *anchors_[i].places) count += positions.size();
    }
  }
  std::sort(counted.begin(), counted.end());
  clauses_.clear();
  for (auto& [count, anchors] : counted) clauses_.push_back(std::move(anchors));
}

void Lookup::add_anchors(std::uint32_t leaf) {
  const Leaf& one = plan_.leaves[leaf];
  if (one.single) {
    anchors_.push_back({leaf, {}, 0, &places(plan_.elements[one.element])});
    return;
  }
  for (const auto& sequence : sequences_of(one)) {
    std::uint32_t rarest = 0;
    for (std::uint32_t i = 1; i < sequence.size(); ++i)
      if (count(plan_.elements[sequence[i]]) < count(plan_.elements[sequence[rarest]])) rarest = i;
    anchors_.push_back({leaf, sequence, rarest, &places(plan_.elements[sequence[rarest]])});
  }
  if (!anchors_.empty() && anchors_.back().leaf == leaf) return;
  if (one.parts.front().gap) {
    complete_ = false;
    return;
  }
  anchors_.push_back({leaf, {}, 0, &places(first_words(plan_, one))});
}

std::uint64_t Lookup::count(const Ids& ids) const {
  std::uint64_t sum = 0;
  for (std::uint32_t segment = 0; segment < store_.segments(); ++segment)
    for (const std::uint32_t id : ids) sum += store_.posting_count(segment, id);
  return sum;
}

const std::vector<Lookup::Positions>& Lookup::places(const Ids& ids) {
  const auto [at, fresh] = read_.try_emplace(ids);
  if (!fresh) return at->second;
  for (std::uint32_t segment = 0; segment < store_.segments(); ++segment) {
    Positions& positions = at->second.emplace_back();
    for (const std::uint32_t id : ids) store_.postings(segment, id, positions);
    if (ids.size() > 1) std::sort(positions.begin(), positions.end());
  }
  return at->second;
}

/// Sets of leaves of which each must occur; empty where a match may lack them all.
std::vector<std::vector<std::uint32_t>> Lookup::needs(std::uint32_t number) const {
  if (number == no_index) return {};
  const Node& node = plan_.nodes[number];
  std::vector<std::vector<std::uint32_t>> clauses;
  const auto add_all_of = [&](std::uint32_t child) {
    for (auto& clause : needs(child)) clauses.push_back(std::move(clause));
  };
  switch (node.op) {
    case Op::leaf:
      return {{node.index}};
    case Op::list:
    case Op::either:
    case Op::lifted: {
      std::vector<std::uint32_t> any;
      for (const std::uint32_t child : node.children) {
        const auto of_child = needs(child);
        if (of_child.empty()) return {};
        any.insert(any.end(), of_child.front().begin(), of_child.front().end());
      }
      return {any};
    }
    case Op::near:
    case Op::before:
    case Op::after:
    case Op::inside:
    case Op::containing:
    case Op::overlapping:
    case Op::with:
      add_all_of(node.children[0]);
      if (!node.negative) add_all_of(node.children[1]);
      break;
    case Op::both:
    case Op::text:
      for (const std::uint32_t child : node.children) add_all_of(child);
      break;
    case Op::exact:
    case Op::cased:
    case Op::spoken:
    case Op::negation:
    case Op::where:
      add_all_of(node.children[0]);
      break;
    case Op::code:
    case Op::unit:
    case Op::none:
    case Op::count:
    case Op::any_of:
      break;
  }
  return clauses;
}

bool Lookup::find(const index::TextTokens& tokens, std::vector<Occurrence>& out) const {
  out.clear();
  if (tokens.cells.empty()) return false;
  const std::uint32_t begin = tokens.first, end = begin + static_cast<std::uint32_t>(tokens.cells.size());
  std::vector<Range> ranges(anchors_.size());
  bool any = false;
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const Positions& places = (*anchors_[i].places)[tokens.segment];
    const std::uint32_t* const past = places.data() + places.size();
    ranges[i].begin = std::lower_bound(places.data(), past, begin);
    ranges[i].end = std::lower_bound(ranges[i].begin, past, end);
    any = any || ranges[i].begin != ranges[i].end;
  }
  if (!any && !can_be_bare_) return false;
  const auto occurs = [&](std::uint32_t anchor) { return ranges[anchor].begin != ranges[anchor].end; };
  for (const auto& clause : clauses_)
    if (std::none_of(clause.begin(), clause.end(), occurs)) return false;
  if (!is_local_ || clauses_.empty() || clauses_.front().size() == anchors_.size()) {
    for (std::size_t i = 0; i < anchors_.size(); ++i) add(anchors_[i], ranges[i], tokens, out);
    return true;
  }
  std::vector<Stretch> passages;
  find_passages(ranges, tokens, passages);
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const std::uint32_t* place = ranges[i].begin;
    for (const Stretch passage : passages) {
      place = advance(place, ranges[i].end, passage.begin);
      const std::uint32_t* const from = place;
      while (place != ranges[i].end && *place < passage.end) ++place;
      if (from != place) add(anchors_[i], {from, place}, tokens, out);
    }
  }
  return !passages.empty();
}

/// The passages in which every clause has an anchor.
void Lookup::find_passages(const std::vector<Range>& ranges, const index::TextTokens& tokens,
                           std::vector<Stretch>& passages) const {
  PassageCursor cursor(tokens);
  for (const std::uint32_t anchor : clauses_.front())
    for (const std::uint32_t* place = ranges[anchor].begin; place != ranges[anchor].end; ++place) {
      cursor.go_to(*place - tokens.first);
      const Stretch passage{tokens.first + cursor.first, tokens.first + cursor.past};
      if (passages.empty() || passages.back().begin != passage.begin) passages.push_back(passage);
    }
  if (clauses_.front().size() > 1) {
    std::sort(passages.begin(), passages.end(), [](Stretch a, Stretch b) { return a.begin < b.begin; });
    passages.erase(std::unique(passages.begin(), passages.end(),
                               [](Stretch a, Stretch b) { return a.begin == b.begin; }),
                   passages.end());
  }
  for (std::size_t c = 1; c < clauses_.size(); ++c) {
    std::vector<const std::uint32_t*> places;
    for (const std::uint32_t anchor : clauses_[c]) places.push_back(ranges[anchor].begin);
    std::erase_if(passages, [&](Stretch passage) {
      bool holds = false;
      for (std::size_t i = 0; i < places.size() && !holds; ++i) {
        const std::uint32_t* const end = ranges[clauses_[c][i]].end;
        places[i] = advance(places[i], end, passage.begin);
        holds = places[i] != end && *places[i] < passage.end;
      }
      return !holds;
    });
  }
}

void Lookup::add(const Anchor& anchor, Range range, const index::TextTokens& tokens,
                 std::vector<Occurrence>& out) const {
  if (!plan_.leaves[anchor.leaf].single) return add_phrase(anchor, range, tokens, out);
  for (const std::uint32_t* place = range.begin; place != range.end; ++place)
    out.push_back({anchor.leaf, {*place - tokens.first, *place - tokens.first}});
}

void Lookup::add_phrase(const Anchor& anchor, Range range, const index::TextTokens& tokens,
                        std::vector<Occurrence>& out) const {
  PassageCursor passage(tokens);
  std::vector<std::uint32_t> ends;
  const auto length = static_cast<std::uint32_t>(anchor.steps.size());
  const auto stands = [&](std::uint32_t start) {
    for (std::uint32_t i = 0; i < length; ++i) {
      const Cell cell = tokens.cells[start + i];
      if (i > 0 && (index::flags_of(cell) & phrase_breaks) != 0) return false;
      const Ids& ids = plan_.elements[anchor.steps[i]];
      if (!std::binary_search(ids.begin(), ids.end(), index::id_of(cell))) return false;
    }
    return true;
  };
  for (const std::uint32_t* place = range.begin; place != range.end; ++place) {
    const std::uint32_t at = *place - tokens.first;
    passage.go_to(at);
    if (length == 0) {
      find_ends(plan_, plan_.leaves[anchor.leaf], tokens.cells, at, passage.past, ends);
      for (const std::uint32_t end : ends) out.push_back({anchor.leaf, {at, end}});
      continue;
    }
    if (at - passage.first < anchor.offset) continue;
    const std::uint32_t start = at - anchor.offset;
    if (passage.past - start >= length && stands(start))
      out.push_back({anchor.leaf, {start, start + length - 1}});
  }
}

}  // namespace gloss::tagger
