// SPDX-License-Identifier: GPL-3.0-or-later
// The nodes of a plan over one source: each is evaluated when first asked for, and only if a leaf below it
// occurred or it can match without any. Why a span matched is worked out afterwards, for the spans that
// survive.
//
// What explains a span x (the leaves of a reason):
//   a leaf, exact or raw text: x. `or`, a list: what explains x in the operands that have it.
//   `A near B`, `A before B`: every pair of spans whose hull is x. Negative relations, `without`, `where`: x
//   as a span of A. `A inside B`, `containing`, `overlapping`: x as a span of A, and every B so related. `A
//   with B`: the nearest such B before x and after it in the order of sets. A B that can hold any number of
//   leaves (a unit, a code) adds none. `and`, lifted `or`, `any of`: every span of an operand inside the
//   unit; `count`: every span counted. `not`, `unit`: nothing. affirmed, negated: x as a span of A, and the
//   cues counted. A code: what explains the spans that made its segment.
#pragma once

#include "tagger/characters.h"
#include "tagger/negation.h"
#include "tagger/scan.h"

namespace gloss::tagger {

/// The segments of a code that others refer to.
struct CodeHits {
  Runs segments;
  std::vector<Record> records;  ///< sorted by run
};

class Evaluation {
 public:
  /// REQUIRES: `plan` outlives this object. Used for one source after another.
  explicit Evaluation(const Plan& plan);

  /// REQUIRES: `source` outlives the use of what follows.
  void start(const SourceView& source);
  /// What the scan found. Once after each start, before anything is evaluated.
  void add(const std::vector<Occurrence>& occurrences);
  Units& units() { return units_; }
  Conditions& conditions() { return conditions_; }

  /// Valid until the next start.
  RunSpan spans(std::uint32_t node);
  /// Whether the node can have spans here at all, before it is evaluated.
  bool may_match(std::uint32_t node) const { return active_[node] || plan_.nodes[node].can_be_bare; }
  /// REQUIRES: no node over this code has been evaluated since the start.
  void set_code_hits(std::uint32_t code, CodeHits hits);
  /// Appends the leaves and cues that explain `run`, unsorted. REQUIRES: `run` is one of spans(node).
  void explain(std::uint32_t node, Run run, Runs& leaves, Runs& cues);
  void explain(const Record& record, Runs& leaves, Runs& cues);

 private:
  void activate(std::uint32_t node);
  void compute(const Node& node, Runs& out);
  void compute_units(const Node& node, Runs& out);
  void compute_distance(const Node& node, Runs& out);
  void compute_position(const Node& node, Runs& out);
  void compute_with(const Node& node, Runs& out);
  void compute_negation(const Node& node, Runs& out);
  void compute_exact(const Node& node, Runs& out);
  void compute_cased(const Node& node, Runs& out);
  void compute_text(const Node& node, Runs& out);
  std::vector<std::size_t> passages_with(const std::vector<std::uint32_t>& children);
  void add_hulls(const Node& node, RunSpan a, RunSpan b, Runs& out);
  void units_with(std::uint32_t child, codebook::Unit unit, Runs& out);
  Reach reach(const Node& node);
  const NegationWindows& negation(const Node& node);
  void explain_hull(const Node& node, std::uint32_t a, std::uint32_t b, Run run, Runs& leaves, Runs& cues);
  void explain_witnesses(const Node& node, Run run, Runs& leaves, Runs& cues);
  std::uint32_t longest_of(std::uint32_t node);
  const Runs& maximal_of(std::uint32_t node);
  void explain_inside(std::uint32_t child, Run unit, Runs& leaves, Runs& cues);

  const Plan& plan_;
  const SourceView* source_ = nullptr;
  Units units_;
  Lengths lengths_;
  Conditions conditions_;
  Characters characters_;
  NegationWindows negation_;
  bool negation_known_ = false;
  std::vector<std::uint32_t> touched_leaves_, leaf_begin_, leaf_end_;  // by leaf, into leaf_runs_
  Runs leaf_runs_;
  std::vector<std::uint8_t> active_;  // by node
  std::vector<std::uint32_t> active_nodes_;
  std::vector<std::uint32_t> slot_;  // by node, into results_
  std::vector<std::uint32_t> evaluated_;
  std::vector<Runs> results_;
  std::map<std::uint32_t, std::uint32_t> longest_;      // by node: positions of its longest span
  std::map<std::uint32_t, Runs> maximal_;               // by node: its spans that lie in no other
  std::vector<CodeHits> codes_;                         // by code
  std::vector<std::vector<std::uint32_t>> code_nodes_;  // by code: the nodes that refer to it
};

}  // namespace gloss::tagger
