// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "tagger/compile.h"
#include "tagger/lookup.h"

namespace gloss::tagger {
namespace {

constexpr std::size_t words_described = 8;

std::string_view name_of(Op op) {
  switch (op) {
    case Op::leaf:
      return "leaf";
    case Op::exact:
      return "exact characters";
    case Op::cased:
      return "case kept";
    case Op::text:
      return "raw text";
    case Op::spoken:
      return "spoken";
    case Op::list:
      return "list";
    case Op::code:
      return "code";
    case Op::unit:
      return "unit";
    case Op::either:
      return "or";
    case Op::lifted:
      return "units with one of";
    case Op::both:
      return "and";
    case Op::none:
      return "not";
    case Op::near:
      return "near";
    case Op::before:
      return "before";
    case Op::after:
      return "after";
    case Op::inside:
      return "inside";
    case Op::containing:
      return "containing";
    case Op::overlapping:
      return "overlapping";
    case Op::with:
      return "with";
    case Op::count:
      return "count";
    case Op::any_of:
      return "any of";
    case Op::negation:
      return "affirmed";
    case Op::where:
      return "where";
  }
  return "";
}

class Description {
 public:
  Description(const Plan& plan, const index::Vocabulary& vocabulary) : plan_(plan), vocabulary_(vocabulary) {}

  PlanDescription of(std::uint32_t root) {
    add(root);
    for (const std::uint32_t number : nodes_) made_.nodes.push_back({number, text_of(number)});
    for (const std::uint32_t number : elements_) {
      const Ids& ids = plan_.elements[number];
      PlanDescription::WordSet set{number, ids.size(), {}};
      for (std::size_t i = 0; i < ids.size() && i < words_described; ++i)
        set.words.emplace_back(vocabulary_.word(ids[i]));
      made_.word_sets.push_back(std::move(set));
    }
    return std::move(made_);
  }

 private:
  void add(std::uint32_t number) {
    if (number == no_index || nodes_.contains(number)) return;
    const Node& node = plan_.nodes[number];
    nodes_.insert(number);  // children have smaller numbers
    for (const std::uint32_t child : node.children) add(child);
    if (node.op != Op::leaf) return;
    const Leaf& leaf = plan_.leaves[node.index];
    if (leaf.single) elements_.insert(leaf.element);
    for (const PhrasePart& part : leaf.parts)
      for (const auto& sequence : part.alternatives) elements_.insert(sequence.begin(), sequence.end());
  }

  std::string text_of(std::uint32_t number) const {
    const Node& node = plan_.nodes[number];
    if (node.op == Op::leaf) return leaf_text(plan_.leaves[node.index]);
    std::string text = node.op == Op::negation && node.negative ? "negated" : node.negative ? "not " : "";
    if (!(node.op == Op::negation && node.negative)) text += name_of(node.op);
    if (node.distance >= 0) text += fmt::format("/{}{}", node.distance, node.in_characters ? "c" : "");
    if (node.op == Op::count || node.op == Op::any_of) text += fmt::format(" {}", node.number);
    if (node.op == Op::where) text += fmt::format(" condition {}", node.index);
    text += fmt::format(" in {}", codebook::name_of(node.unit));
    std::string children;
    for (const std::uint32_t child : node.children)
      if (child != no_index) children += fmt::format("{}#{}", children.empty() ? "" : ", ", child);
    for (const std::uint32_t code : node.codes)
      children += fmt::format("{}code {}", children.empty() ? "" : ", ", code);
    if (!children.empty()) text += " (" + children + ")";
    if (node.unit_valued) text += "; its spans are units";
    if (node.can_be_bare) text += "; asked in every source";
    return text;
  }

  static std::string leaf_text(const Leaf& leaf) {
    if (leaf.single) return fmt::format("word of set {}", leaf.element);
    std::string text = "phrase";
    for (const PhrasePart& part : leaf.parts) {
      if (part.gap) {
        text += fmt::format(" [{}-{}]", part.least, part.most);
        continue;
      }
      text += " {";
      for (std::size_t i = 0; i < part.alternatives.size(); ++i) {
        if (i > 0) text += '|';
        for (std::size_t j = 0; j < part.alternatives[i].size(); ++j)
          text += fmt::format("{}{}", j > 0 ? " " : "", part.alternatives[i][j]);
      }
      text += '}';
    }
    return text + fmt::format(" of sets, at most {} positions", leaf.longest);
  }

  const Plan& plan_;
  const index::Vocabulary& vocabulary_;
  std::set<std::uint32_t> nodes_, elements_;
  PlanDescription made_;
};

}  // namespace

Result<PlanDescription> describe_rule(const codebook::Codebook& codebook, int code, int rule,
                                      const index::Vocabulary& vocabulary, const std::string& file,
                                      const CompileOptions& options) {
  GLOSS_TRY(const Plan plan, plan_codebook(codebook, vocabulary, file, options, {}));
  const PlannedRule& planned =
      plan.rules[plan.first_rule[static_cast<std::size_t>(code)] + static_cast<std::uint32_t>(rule - 1)];
  PlanDescription made = Description(plan, vocabulary).of(planned.node);
  const bool bare = plan.nodes[planned.node].can_be_bare;
  made.access = planned.of_leaves ? "scan: the pass over the ids finds its words, no node is evaluated"
                : bare            ? "scan, then its nodes in every source, since it can match without a word"
                                  : "scan, then its nodes in the sources that have a word of it";
  return made;
}

Result<PlanDescription> describe_query(const codebook::Expression& query, const std::string& text,
                                       const index::TokenStore& store, const CompileOptions& options) {
  GLOSS_TRY(const Plan plan, plan_query(query, text, store.vocabulary(), options));
  const std::uint32_t root = plan.rules.front().node;
  PlanDescription made = Description(plan, store.vocabulary()).of(root);
  made.access = Lookup(plan, store).is_complete()
                    ? "postings of its words"
                    : "scan of the texts, since a phrase of it can begin with any word";
  if (is_local(plan, root)) made.access += "; a passage alone decides";
  return made;
}

}  // namespace gloss::tagger
