// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/lookup.h"

#include <algorithm>

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
    const auto& rows = tokens_.passages;
    const auto after =
        std::upper_bound(rows.begin(), rows.end(), position,
                         [](std::uint32_t place, const index::PassageRow& row) { return place < row.first; });
    const auto passage = static_cast<std::size_t>(after - rows.begin() - 1);
    first = rows[passage].first;
    past = tokens_.passage_end(passage);
  }
  std::uint32_t first = 0, past = 0;

 private:
  const index::TextTokens& tokens_;
};

}  // namespace

Lookup::Lookup(const Plan& plan, const index::TokenStore& store) : plan_(plan), store_(store) {
  for (std::uint32_t leaf = 0; leaf < plan.leaves.size(); ++leaf) add_anchors(leaf);
  can_be_bare_ = plan.nodes[plan.rules[0].node].can_be_bare;
  clauses_ = needs(plan.rules[0].node);
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
  Ids firsts;
  for (const auto& sequence : one.parts.front().alternatives) {
    const Ids& ids = plan_.elements[sequence.front()];
    firsts.insert(firsts.end(), ids.begin(), ids.end());
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  anchors_.push_back({leaf, {}, 0, &places(firsts)});
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
    case Op::both:
      for (const std::uint32_t child : node.children) add_all_of(child);
      break;
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
  const std::uint32_t begin = tokens.first, end = begin + static_cast<std::uint32_t>(tokens.cells.size());
  std::vector<Range> ranges(anchors_.size());
  std::vector<std::uint8_t> occurs(plan_.leaves.size(), 0);  // or may: its anchor does
  bool any = false;
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const Positions& places = (*anchors_[i].places)[tokens.segment];
    const auto first = std::lower_bound(places.begin(), places.end(), begin);
    const auto last = std::lower_bound(first, places.end(), end);
    ranges[i] = {places.data() + (first - places.begin()), places.data() + (last - places.begin())};
    if (first == last) continue;
    occurs[anchors_[i].leaf] = 1;
    any = true;
  }
  if (!any && !can_be_bare_) return false;
  for (const auto& clause : clauses_)
    if (std::none_of(clause.begin(), clause.end(), [&](std::uint32_t leaf) { return occurs[leaf] != 0; }))
      return false;
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    if (plan_.leaves[anchors_[i].leaf].single) {
      for (const std::uint32_t* place = ranges[i].begin; place != ranges[i].end; ++place)
        out.push_back({anchors_[i].leaf, {*place - begin, *place - begin}});
    } else {
      add_phrase(anchors_[i], ranges[i], tokens, out);
    }
  }
  return true;
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
