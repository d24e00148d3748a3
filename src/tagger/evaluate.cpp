// SPDX-License-Identifier: GPL-3.0-or-later
// One function per family of operators; the sets are those of the formal semantics.
#include "tagger/evaluate.h"

#include <algorithm>

namespace gloss::tagger {

using codebook::Unit;

Evaluation::Evaluation(const Plan& plan)
    : plan_(plan),
      leaf_begin_(plan.leaves.size(), 0),
      leaf_end_(plan.leaves.size(), 0),
      active_(plan.nodes.size(), 0),
      slot_(plan.nodes.size(), no_index),
      codes_(plan.spans.size()),
      code_nodes_(plan.spans.size()) {
  for (std::uint32_t node = 0; node < plan.nodes.size(); ++node)
    for (const std::uint32_t code : plan.nodes[node].codes) code_nodes_[code].push_back(node);
}

void Evaluation::start(const SourceView& source) {
  for (const std::uint32_t node : active_nodes_) active_[node] = 0;
  for (const std::uint32_t node : evaluated_) slot_[node] = no_index;
  for (const std::uint32_t leaf : touched_leaves_) leaf_begin_[leaf] = leaf_end_[leaf] = 0;
  active_nodes_.clear();
  evaluated_.clear();
  touched_leaves_.clear();
  results_.clear();
  longest_.clear();
  maximal_.clear();
  negation_known_ = false;
  for (const std::uint32_t code : plan_.referenced) codes_[code] = {};
  source_ = &source;
  units_.start(source);
  characters_.start(source);
  lengths_.start(source.tokens, plan_.characters);
  conditions_.start(source, plan_.conditions, units_, lengths_);
}

/// Sorts the occurrences by leaf and marks what stands above the leaves.
void Evaluation::add(const std::vector<Occurrence>& occurrences) {
  for (const Occurrence& occurrence : occurrences)
    if (leaf_end_[occurrence.leaf]++ == 0) touched_leaves_.push_back(occurrence.leaf);
  std::uint32_t begin = 0;
  for (const std::uint32_t leaf : touched_leaves_) {
    leaf_begin_[leaf] = begin;
    begin += leaf_end_[leaf];
    leaf_end_[leaf] = leaf_begin_[leaf];
  }
  leaf_runs_.resize(occurrences.size());
  for (const Occurrence& occurrence : occurrences) leaf_runs_[leaf_end_[occurrence.leaf]++] = occurrence.run;
  for (const std::uint32_t leaf : touched_leaves_) {
    const auto first = leaf_runs_.begin() + leaf_begin_[leaf], last = leaf_runs_.begin() + leaf_end_[leaf];
    if (!std::is_sorted(first, last)) std::sort(first, last);
    leaf_end_[leaf] = static_cast<std::uint32_t>(std::unique(first, last) - leaf_runs_.begin());
    activate(plan_.leaf_nodes[leaf]);
  }
}

void Evaluation::activate(std::uint32_t node) {
  std::size_t next = active_nodes_.size();
  if (!active_[node]) {
    active_[node] = 1;
    active_nodes_.push_back(node);
  }
  for (; next < active_nodes_.size(); ++next)
    for (const std::uint32_t parent : plan_.parents[active_nodes_[next]]) {
      if (active_[parent]) continue;
      active_[parent] = 1;
      active_nodes_.push_back(parent);
    }
}

void Evaluation::set_code_hits(std::uint32_t code, CodeHits hits) {
  codes_[code] = std::move(hits);
  if (codes_[code].segments.empty()) return;
  for (const std::uint32_t node : code_nodes_[code]) activate(node);
}

RunSpan Evaluation::spans(std::uint32_t number) {
  if (number == no_index) return {};
  const Node& node = plan_.nodes[number];
  if (node.op == Op::leaf)
    return RunSpan(leaf_runs_)
        .subspan(leaf_begin_[node.index], leaf_end_[node.index] - leaf_begin_[node.index]);
  if (node.op == Op::unit) return units_.all(node.unit);
  if (slot_[number] != no_index) return results_[slot_[number]];
  if (!may_match(number)) return {};
  Runs out;
  compute(node, out);
  slot_[number] = static_cast<std::uint32_t>(results_.size());
  evaluated_.push_back(number);
  results_.push_back(std::move(out));
  return results_.back();
}

void Evaluation::compute(const Node& node, Runs& out) {
  switch (node.op) {
    case Op::leaf:
    case Op::unit:
      break;
    case Op::exact:
      compute_exact(node, out);
      break;
    case Op::cased:
      compute_cased(node, out);
      break;
    case Op::text:
      compute_text(node, out);
      break;
    case Op::spoken:
      for (const Run run : spans(node.children[0]))
        if (!units_.by_interviewer(units_.passage_of(run.first))) out.push_back(run);
      break;
    case Op::list:
    case Op::either:
      for (const std::uint32_t child : node.children) {
        const RunSpan more = spans(child);
        out.insert(out.end(), more.begin(), more.end());
      }
      if (node.op == Op::list)
        keep_maximal(out);
      else
        sort_unique(out);
      break;
    case Op::code:
      for (const std::uint32_t code : node.codes)
        out.insert(out.end(), codes_[code].segments.begin(), codes_[code].segments.end());
      sort_unique(out);
      break;
    case Op::lifted:
    case Op::both:
    case Op::none:
    case Op::count:
    case Op::any_of:
      compute_units(node, out);
      break;
    case Op::near:
    case Op::before:
    case Op::after:
      compute_distance(node, out);
      break;
    case Op::inside:
    case Op::containing:
    case Op::overlapping:
      compute_position(node, out);
      break;
    case Op::with:
      compute_with(node, out);
      break;
    case Op::negation:
      compute_negation(node, out);
      break;
    case Op::where:
      for (const Run run : spans(node.children[0]))
        if (conditions_.holds(node.index, run)) out.push_back(run);
      break;
  }
}

/// The units that hold a span of `child`, as a set.
void Evaluation::units_with(std::uint32_t child, Unit unit, Runs& out) {
  const RunSpan runs = spans(child);
  if (runs.empty()) return;
  if (unit == Unit::section) {
    const Coverage coverage(runs);
    for (const Run section : units_.all(unit))
      if (coverage.any_inside(section)) out.push_back(section);
    return;
  }
  const RunSpan units = units_.all(unit);
  for (const Run run : runs) {
    const std::ptrdiff_t index = units_.holding(unit, run);
    if (index < 0) continue;
    const Run found = units[static_cast<std::size_t>(index)];
    if (out.empty() || out.back() != found) out.push_back(found);
  }
}

void Evaluation::compute_units(const Node& node, Runs& out) {
  const auto keep_if = [&](const auto& wanted) {
    std::erase_if(out, [&](Run unit) { return !wanted(unit); });
  };
  switch (node.op) {
    case Op::lifted:
      for (const std::uint32_t child : node.children) units_with(child, node.unit, out);
      // Each child's units are in order; together they are not.
      sort_unique(out);
      break;
    case Op::none: {
      const RunSpan units = units_.all(node.unit);
      out.assign(units.begin(), units.end());
      const Coverage coverage(spans(node.children[0]));
      keep_if([&](Run unit) { return !coverage.any_inside(unit); });
      break;
    }
    case Op::both: {
      bool begun = false;
      for (const std::uint32_t child : node.children) {
        if (plan_.nodes[child].op == Op::none && plan_.nodes[child].unit == node.unit) continue;
        if (!begun) {
          units_with(child, node.unit, out);
        } else if (!out.empty()) {
          const Coverage coverage(spans(child));
          keep_if([&](Run unit) { return coverage.any_inside(unit); });
        }
        begun = true;
      }
      if (!begun) {
        const RunSpan units = units_.all(node.unit);
        out.assign(units.begin(), units.end());
      }
      for (const std::uint32_t child : node.children) {
        if (out.empty()) break;
        if (plan_.nodes[child].op != Op::none || plan_.nodes[child].unit != node.unit) continue;
        // A unit holds a unit that lacks A: for nested sections an inner one may do.
        if (node.unit == Unit::section) {
          const Coverage coverage(spans(child));
          keep_if([&](Run unit) { return coverage.any_inside(unit); });
        } else {
          const Coverage coverage(spans(plan_.nodes[child].children[0]));
          keep_if([&](Run unit) { return !coverage.any_inside(unit); });
        }
      }
      break;
    }
    case Op::count: {
      const Runs& maximal = maximal_of(node.children[0]);
      for (const Run unit : units_.all(node.unit)) {
        const auto first = maximal.begin() + static_cast<std::ptrdiff_t>(first_from(maximal, unit.first));
        const auto last =
            std::partition_point(first, maximal.end(), [&](Run run) { return run.last <= unit.last; });
        if (compare(last - first, node.comparison, node.number)) out.push_back(unit);
      }
      break;
    }
    case Op::any_of: {
      std::vector<Coverage> coverages;
      for (const std::uint32_t child : node.children) coverages.emplace_back(spans(child));
      for (const Run unit : units_.all(node.unit)) {
        const auto n = std::count_if(coverages.begin(), coverages.end(),
                                     [&](const Coverage& c) { return c.any_inside(unit); });
        if (n >= node.number) out.push_back(unit);
      }
      break;
    }
    default:
      break;
  }
}

Reach Evaluation::reach(const Node& node) {
  Reach made;
  made.anywhere = node.distance < 0;
  made.distance = node.distance < 0 ? 0 : static_cast<std::uint32_t>(node.distance);
  if (!node.in_characters) return made;
  made.totals = lengths_.totals();
  return made;
}

void Evaluation::add_hulls(const Node& node, RunSpan a, RunSpan b, Runs& out) {
  const std::vector<std::uint32_t> ends = next_ends(a, b, reach(node));
  const RunSpan units = units_.outermost(node.unit);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ends[i] == nowhere) continue;
    const std::ptrdiff_t unit = units_.holding(node.unit, a[i]);
    if (unit >= 0 && ends[i] <= units[static_cast<std::size_t>(unit)].last)
      out.push_back({a[i].first, ends[i]});
  }
}

void Evaluation::compute_distance(const Node& node, Runs& out) {
  const RunSpan a = spans(node.children[0]);
  if (a.empty()) return;
  const RunSpan b = spans(node.children[1]);
  if (!node.negative) {
    if (b.empty()) return;
    add_hulls(node, a, b, out);
    if (node.op == Op::near) add_hulls(node, b, a, out);
    keep_minimal(out);
    return;
  }
  std::vector<std::uint32_t> ends, starts;
  if (node.op != Op::after) ends = next_ends(a, b, reach(node));
  if (node.op != Op::before) starts = previous_starts(a, b, reach(node));
  const RunSpan units = units_.outermost(node.unit);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::ptrdiff_t unit = units_.holding(node.unit, a[i]);
    bool related = false;
    if (unit >= 0) {
      const Run whole = units[static_cast<std::size_t>(unit)];
      related = (!ends.empty() && ends[i] != nowhere && ends[i] <= whole.last) ||
                (!starts.empty() && starts[i] != 0 && starts[i] - 1 >= whole.first);
    }
    if (!related) out.push_back(a[i]);
  }
}

void Evaluation::compute_position(const Node& node, Runs& out) {
  const RunSpan a = spans(node.children[0]);
  if (a.empty()) return;
  const Coverage b(spans(node.children[1]));
  for (const Run run : a) {
    const bool related = node.op == Op::inside       ? b.any_around(run)
                         : node.op == Op::containing ? b.any_inside(run)
                                                     : b.any_across(run);
    if (related != node.negative) out.push_back(run);
  }
}

void Evaluation::compute_with(const Node& node, Runs& out) {
  const RunSpan a = spans(node.children[0]);
  if (a.empty()) return;
  const RunSpan b = spans(node.children[1]);
  std::vector<std::uint32_t> counts(units_.outermost(node.unit).size(), 0);  // spans of B in each unit
  for (const Run run : b)
    if (const std::ptrdiff_t unit = units_.holding(node.unit, run); unit >= 0)
      ++counts[static_cast<std::size_t>(unit)];
  for (const Run run : a) {
    const std::ptrdiff_t unit = units_.holding(node.unit, run);
    const bool related = unit >= 0 && counts[static_cast<std::size_t>(unit)] > (has(b, run) ? 1u : 0u);
    if (related != node.negative) out.push_back(run);
  }
}

const NegationWindows& Evaluation::negation(const Node& node) {
  if (!negation_known_) {
    // Every negation node of a plan has the same three lists.
    negation_.start(source_->tokens.cells, maximal_of(node.children[1]), maximal_of(node.children[2]),
                    maximal_of(node.children[3]), plan_.before, plan_.after);
    negation_known_ = true;
  }
  return negation_;
}

const Runs& Evaluation::maximal_of(std::uint32_t node) {
  const auto [at, fresh] = maximal_.try_emplace(node);
  if (fresh) {
    const RunSpan runs = spans(node);
    at->second.assign(runs.begin(), runs.end());
    keep_maximal(at->second);
  }
  return at->second;
}

void Evaluation::compute_negation(const Node& node, Runs& out) {
  const RunSpan what = spans(node.children[0]);
  if (what.empty()) return;
  const NegationWindows& windows = negation(node);
  for (const Run run : what)
    if ((windows.count(run) % 2 == 1) == node.negative) out.push_back(run);
}

}  // namespace gloss::tagger
