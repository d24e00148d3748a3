// SPDX-License-Identifier: GPL-3.0-or-later
// Why a span matched: the walk back from a result to its words.
#include <algorithm>

#include "tagger/evaluate.h"

namespace gloss::tagger {

void Evaluation::explain(const Record& record, Runs& leaves, Runs& cues) {
  const PlannedRule& rule = plan_.rules[record.rule];
  if (!rule.of_leaves)
    explain(rule.node, record.match, leaves, cues);
  else
    leaves.push_back(record.match);
}

void Evaluation::explain(std::uint32_t number, Run run, Runs& leaves, Runs& cues) {
  const Node& node = plan_.nodes[number];
  switch (node.op) {
    case Op::leaf:
    case Op::exact:
    case Op::cased:
    case Op::text:
      leaves.push_back(run);
      break;
    case Op::unit:
    case Op::none:
      break;
    case Op::list:
    case Op::either:
      for (const std::uint32_t child : node.children)
        if (has(spans(child), run)) explain(child, run, leaves, cues);
      break;
    case Op::code:
      for (const std::uint32_t code : node.codes) {
        const CodeHits& hits = codes_[code];
        if (!has(hits.segments, run)) continue;
        auto record = std::partition_point(hits.records.begin(), hits.records.end(),
                                           [&](const Record& r) { return r.run.first < run.first; });
        for (; record != hits.records.end() && record->run.first <= run.last; ++record)
          if (plan_.overlap == codebook::Overlap::all ? record->run == run : contains(run, record->run))
            explain(*record, leaves, cues);
      }
      break;
    case Op::lifted:
    case Op::both:
    case Op::any_of:
      for (const std::uint32_t child : node.children)
        if (plan_.nodes[child].op != Op::none) explain_inside(child, run, leaves, cues);
      break;
    case Op::count:
      for_each_inside(maximal_of(node.children[0]), run,
                      [&](Run counted) { explain(node.children[0], counted, leaves, cues); });
      break;
    case Op::near:
    case Op::before:
    case Op::after:
      if (node.negative) {
        explain(node.children[0], run, leaves, cues);
        break;
      }
      explain_hull(node, node.children[0], node.children[1], run, leaves, cues);
      if (node.op == Op::near) explain_hull(node, node.children[1], node.children[0], run, leaves, cues);
      break;
    case Op::inside:
    case Op::containing:
    case Op::overlapping:
    case Op::with:
      explain(node.children[0], run, leaves, cues);
      if (!node.negative && !plan_.nodes[node.children[1]].bulky) explain_witnesses(node, run, leaves, cues);
      break;
    case Op::negation:
      explain(node.children[0], run, leaves, cues);
      negation(node).cues_of(run, cues);
      break;
    case Op::spoken:
    case Op::where:
      explain(node.children[0], run, leaves, cues);
      break;
  }
}

void Evaluation::explain_inside(std::uint32_t child, Run unit, Runs& leaves, Runs& cues) {
  for_each_inside(spans(child), unit, [&](Run run) { explain(child, run, leaves, cues); });
}

/// The pairs of a span of `a` and a later one of `b` that `run` is the hull of.
void Evaluation::explain_hull(const Node& node, std::uint32_t a, std::uint32_t b, Run run, Runs& leaves,
                              Runs& cues) {
  const RunSpan left = spans(a), right = spans(b);
  const Reach joined = reach(node);
  for (std::size_t i = first_from(left, run.first); i < left.size() && left[i].first == run.first; ++i) {
    if (left[i].last >= run.last) break;
    bool found = false;
    for (std::size_t j = first_from(right, left[i].last + 1); j < right.size() && right[j].first <= run.last;
         ++j) {
      if (right[j].last != run.last || !joined.joins(left[i], right[j])) continue;
      explain(b, right[j], leaves, cues);
      found = true;
    }
    if (found) explain(a, left[i], leaves, cues);
  }
}

void Evaluation::explain_witnesses(const Node& node, Run run, Runs& leaves, Runs& cues) {
  const std::uint32_t child = node.children[1];
  const RunSpan b = spans(child);
  const std::size_t begin = first_from(b, run.first), past = first_from(b, run.last + 1);
  if (node.op == Op::containing) {
    for (std::size_t i = begin; i < past; ++i)
      if (b[i].last <= run.last) explain(child, b[i], leaves, cues);
    return;
  }
  const Run unit = [&] {
    if (node.op != Op::with) return run;
    const std::ptrdiff_t index = units_.holding(node.unit, run);
    return index < 0 ? run : units_.outermost(node.unit)[static_cast<std::size_t>(index)];
  }();
  if (node.op == Op::with) {
    const auto here = std::lower_bound(b.begin(), b.end(), run);
    for (auto before = here; before != b.begin() && (before - 1)->first >= unit.first; --before) {
      if (!contains(unit, *(before - 1))) continue;
      explain(child, *(before - 1), leaves, cues);
      break;
    }
    for (auto after = here; after != b.end() && after->first <= unit.last; ++after) {
      if (*after == run || !contains(unit, *after)) continue;
      explain(child, *after, leaves, cues);
      break;
    }
    return;
  }
  // Spans that begin before `run` and reach into it: none may be longer than the longest.
  const std::uint32_t longest = longest_of(child);
  const std::size_t from = first_from(b, run.first >= longest ? run.first - longest + 1 : 0);
  for (std::size_t i = from; i < past; ++i) {
    const bool related = node.op == Op::inside ? contains(b[i], run) : overlap(b[i], run);
    if (related) explain(child, b[i], leaves, cues);
  }
}

std::uint32_t Evaluation::longest_of(std::uint32_t node) {
  const auto [at, fresh] = longest_.try_emplace(node, 0u);
  if (fresh)
    for (const Run run : spans(node)) at->second = std::max(at->second, run.last - run.first + 1);
  return at->second;
}

}  // namespace gloss::tagger
