// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that compare characters. Ordinary leaves say where that is worth while, so most texts are not read.
#include <algorithm>
#include <iterator>

#include "tagger/evaluate.h"

namespace gloss::tagger {
namespace {

using text::Positions;

/// A stretch of a passage, in bytes.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

/// The positions that the stretch touches; where it touches none (punctuation, emoji), the one before it,
/// else the one after it. REQUIRES: there are positions.
Run touched(const Positions& positions, Stretch stretch) {
  const auto& items = positions.items;
  const auto first = std::partition_point(
      items.begin(), items.end(), [&](const Positions::Item& item) { return item.end <= stretch.begin; });
  const auto past = std::partition_point(
      first, items.end(), [&](const Positions::Item& item) { return item.begin < stretch.end; });
  const auto at = [&](auto item) { return static_cast<std::uint32_t>(item - items.begin()); };
  if (first != past) return {at(first), at(past) - 1};
  const std::uint32_t neighbour = first == items.begin() ? 0 : at(first) - 1;
  return {neighbour, neighbour};
}

/// Calls `use` for each place of the leaf's text in the passage, in bytes of the original.
template <class Use>
void for_each_place(const TextLeaf& leaf, const Characters::Passage& passage, Use use) {
  const std::string_view in = leaf.folded ? passage.folded->text() : passage.text;
  const auto found = [&](std::size_t begin, std::size_t end) {
    if (!leaf.folded) return use(Stretch{begin, end});
    const text::ByteSpan span = passage.folded->source_span(begin, end);
    use(Stretch{span.begin.count, span.end.count});
  };
  if (!leaf.pattern) {
    for (std::size_t at = in.find(leaf.literal); at != std::string_view::npos;
         at = in.find(leaf.literal, at + 1))
      found(at, at + leaf.literal.size());
    return;
  }
  // From match to match, left to right; an empty one marks nothing.
  std::string_view match;
  for (std::size_t from = 0; from <= in.size() && leaf.pattern->find_match(in, from, match);) {
    const auto begin = static_cast<std::size_t>(match.data() - in.data());
    from = begin + match.size();
    if (!match.empty()) {
      found(begin, from);
      continue;
    }
    do ++from;
    while (from < in.size() && (static_cast<unsigned char>(in[from]) & 0xC0) == 0x80);
  }
}

}  // namespace

void Evaluation::compute_exact(const Node& node, Runs& out) {
  const TextLeaf& leaf = plan_.text_leaves[node.index];
  const auto length = static_cast<std::uint32_t>(leaf.steps.size());
  const auto& tokens = source_->tokens;
  for (const Run run : spans(node.children[0])) {
    const std::size_t number = units_.passage_of(run.first);
    const std::uint32_t begin = tokens.passages[number].first, past = tokens.passage_end(number);
    if (run.first - begin < leaf.anchor) continue;
    const std::uint32_t first = run.first - leaf.anchor;
    if (past - first < length) continue;
    bool same = true;
    for (std::uint32_t i = 0; i < length && same; ++i) {
      const Ids& ids = plan_.elements[leaf.steps[i]];
      same = std::binary_search(ids.begin(), ids.end(), index::id_of(tokens.cells[first + i]));
    }
    if (!same) continue;
    const Characters::Passage* const passage = characters_.passage(number);
    if (!passage) return;
    const auto& items = passage->positions.items;
    const std::size_t from = items[first - begin].begin, to = items[first - begin + length - 1].end;
    if (from < leaf.before || to + leaf.after > passage->text.size()) continue;
    if (passage->text.substr(from - leaf.before, to + leaf.after - (from - leaf.before)) == leaf.literal)
      out.push_back({first, first + length - 1});
  }
}

void Evaluation::compute_cased(const Node& node, Runs& out) {
  const TextLeaf& leaf = plan_.text_leaves[node.index];
  for (const Run run : spans(node.children[0])) {
    const std::size_t number = units_.passage_of(run.first);
    const Characters::Passage* const passage = characters_.passage(number);
    if (!passage) return;
    const Positions::Item& item =
        passage->positions.items[run.first - source_->tokens.passages[number].first];
    if (leaf.pattern->matches(passage->text.substr(item.begin, item.end - item.begin))) out.push_back(run);
  }
}

/// Indices of passages that hold a span of each child; all where there is none.
std::vector<std::size_t> Evaluation::passages_with(const std::vector<std::uint32_t>& children) {
  std::vector<std::size_t> passages;
  if (children.empty()) {
    for (std::size_t i = 0; i < source_->tokens.passages.size(); ++i) passages.push_back(i);
    return passages;
  }
  for (const std::uint32_t child : children) {
    std::vector<std::size_t> with, both;
    for (const Run run : spans(child))
      if (const std::size_t passage = units_.passage_of(run.first); with.empty() || with.back() != passage)
        with.push_back(passage);
    if (child != children.front())
      std::set_intersection(with.begin(), with.end(), passages.begin(), passages.end(),
                            std::back_inserter(both));
    passages = std::move(child == children.front() ? with : both);
    if (passages.empty()) break;
  }
  return passages;
}

void Evaluation::compute_text(const Node& node, Runs& out) {
  const TextLeaf& leaf = plan_.text_leaves[node.index];
  const auto& tokens = source_->tokens;
  for (const std::size_t number : passages_with(node.children)) {
    const std::uint32_t begin = tokens.passages[number].first;
    if (begin == tokens.passage_end(number)) continue;
    const Characters::Passage* const passage =
        leaf.folded ? characters_.folded_passage(number) : characters_.passage(number);
    if (!passage) return;
    for_each_place(leaf, *passage, [&](Stretch stretch) {
      const Run run = touched(passage->positions, stretch);
      out.push_back({begin + run.first, begin + run.last});
    });
  }
  sort_unique(out);
}

}  // namespace gloss::tagger
