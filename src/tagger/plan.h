// SPDX-License-Identifier: GPL-3.0-or-later
// A compiled codebook as data: leaves that the scan looks for, nodes over them, rules over nodes.
//
// Nodes are a graph without cycles, children before parents, equal sub-expressions once. `within` is gone:
// each node carries its unit. An element is a set of words that one position may be.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "tagger/conditions.h"
#include "tagger/word_sets.h"
#include "text/pattern.h"

namespace gloss::tagger {

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

inline bool compare(std::int64_t a, codebook::Test::Comparison comparison, std::int64_t b) {
  using Comparison = codebook::Test::Comparison;
  switch (comparison) {
    case Comparison::not_equal:
      return a != b;
    case Comparison::less:
      return a < b;
    case Comparison::less_or_equal:
      return a <= b;
    case Comparison::greater:
      return a > b;
    case Comparison::greater_or_equal:
      return a >= b;
    default:
      return a == b;
  }
}

/// A piece of a phrase: a gap, or one of several sequences of elements.
struct PhrasePart {
  bool gap = false;
  std::uint32_t least = 0, most = 0;
  std::vector<std::vector<std::uint32_t>> alternatives;
  friend bool operator==(const PhrasePart&, const PhrasePart&) = default;
};

struct Leaf {
  bool single = false;               ///< one position
  std::uint32_t element = no_index;  ///< of a single leaf
  std::vector<PhrasePart> parts;     ///< of a phrase
  std::uint64_t longest = 1;         ///< positions of its longest match
};

/// What characters must be there. Its node's children are leaves that say where to look.
struct TextLeaf {
  // exact
  std::string literal;                  ///< as typed; for text("..."): folded
  std::vector<std::uint32_t> steps;     ///< the element of each position
  std::uint32_t anchor = 0;             ///< the step that the child's spans are of
  std::uint32_t before = 0, after = 0;  ///< bytes of the literal before its first position and after its last
  // cased, text
  std::optional<text::Pattern> pattern;  ///< none: text("...")
  bool folded = true;                    ///< it is matched in folded text
};

enum class Op : std::uint8_t {
  leaf,    ///< spans of a leaf
  exact,   ///< spans with exactly these characters; the child's spans are of one of their positions
  cased,   ///< spans of the child whose original form matches
  text,    ///< what a piece of raw text touches, in passages that have a span of each child
  spoken,  ///< spans of the child that the interviewer does not say (leaves, where the unit is answer)
  list,    ///< all spans of the children that lie in no other
  code,    ///< hits of codes
  unit,
  either,  ///< all spans of the children
  lifted,  ///< units that hold a span of one of the children
  both,    ///< units that hold a span of each child
  none,    ///< units that hold no span of the child
  near,
  before,
  after,  ///< negative only
  inside,
  containing,
  overlapping,
  with,
  count,
  any_of,
  negation,  ///< children: what, cues, pseudo-cues, stops; the last three may be no_index
  where,
};

struct Node {
  Op op = Op::leaf;
  codebook::Unit unit = codebook::Unit::passage;
  bool negative = false;  ///< relations and with: keeps the others; negation: odd number of cues wanted
  bool in_characters = false;
  int distance = -1;  ///< -1: anywhere in the unit
  int number = 0;
  codebook::Test::Comparison comparison = codebook::Test::Comparison::equal;
  std::uint32_t index = no_index;  ///< of the leaf, the text leaf, or the condition
  std::vector<std::uint32_t> children;
  std::vector<std::uint32_t> codes;  ///< ascending

  bool unit_valued = false;  ///< spans are whole units
  bool can_be_bare = false;  ///< may have spans in a source where no leaf occurs
  bool bulky = false;        ///< its spans may hold any number of leaves; as a witness it explains nothing
};

struct PlannedRule {
  int code = 0;
  int number = 1;
  std::uint32_t node = no_index;  ///< without outer conditions
  std::uint32_t condition = 0;    ///< index; 0 always holds
  double weight = 1;
  bool of_leaves = false;  ///< the node is a leaf, or any of several
};

struct Plan {
  std::vector<Ids> elements;
  std::vector<Leaf> leaves;
  std::vector<TextLeaf> text_leaves;
  std::vector<Node> nodes;
  std::vector<std::vector<std::uint32_t>> parents;  ///< by node
  std::vector<std::uint32_t> leaf_nodes;            ///< by leaf
  std::vector<PreparedCondition> conditions;        ///< 0 is the empty one
  std::vector<PlannedRule> rules;                   ///< by code, then number
  std::vector<std::uint32_t> first_rule;            ///< by code; one more entry than codes
  std::vector<std::uint32_t> referenced;            ///< codes that <code> names, in order of evaluation
  std::vector<codebook::CodeSpan> spans;            ///< by code
  codebook::Window before, after;
  codebook::Overlap overlap = codebook::Overlap::merge;
  codebook::Conflict conflict = codebook::Conflict::none;
  std::vector<std::uint8_t> characters;  ///< by word, where a distance counts them; at most 255
  Ids words;                             ///< of a query
  std::vector<std::uint32_t> probes;     ///< nodes whose spans are asked for by themselves
};

}  // namespace gloss::tagger
