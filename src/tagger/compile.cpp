// SPDX-License-Identifier: GPL-3.0-or-later
// From a codebook or query to a plan: codes in order, rules, words resolved.
#include "tagger/compile.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "tagger/compiler.h"
#include "tagger/lengths.h"

namespace gloss::tagger {

using codebook::CodeSpan;
using codebook::Expression;
using codebook::Unit;
using Kind = codebook::Expression::Kind;

Unit unit_at(const Expression& where, Unit in_force) {
  const Expression* inner = &where;
  while (inner->kind == Kind::where) inner = &inner->operands.at(0);
  return inner->kind == Kind::within ? inner->unit : in_force;
}

Result<void> Compiler::references(const Expression& expression, int code,
                                  std::set<std::uint32_t>& out) const {
  if (expression.kind == Kind::code) {
    GLOSS_TRY(const auto codes, codes_named(expression, code));
    out.insert(codes.begin(), codes.end());
  }
  for (const Expression& operand : expression.operands) GLOSS_CHECK(references(operand, code, out));
  return {};
}

/// Codes after the codes they refer to. An explicit stack: a chain of codes may be as long as the codebook.
Result<void> Compiler::order_codes() {
  const auto& codes = codebook_->codes;
  references_.assign(codes.size(), {});
  std::set<std::uint32_t> named;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (const codebook::Rule& rule : codes[i].rules) {
      origin_ = {&codebook_->text, rule.line, rule.column};
      GLOSS_CHECK(references(rule.expression, static_cast<int>(i), references_[i]));
    }
    named.insert(references_[i].begin(), references_[i].end());
  }
  enum class Mark : std::uint8_t { fresh, open, done };
  std::vector<Mark> marks(codes.size(), Mark::fresh);
  for (std::uint32_t root = 0; root < codes.size(); ++root) {
    std::vector<std::uint32_t> stack = {root};
    while (!stack.empty()) {
      const std::uint32_t code = stack.back();
      if (marks[code] != Mark::fresh) {
        if (marks[code] == Mark::open) {
          marks[code] = Mark::done;
          code_order_.push_back(code);
          if (named.contains(code)) plan_.referenced.push_back(code);
        }
        stack.pop_back();
        continue;
      }
      marks[code] = Mark::open;
      for (const std::uint32_t other : references_[code]) {
        if (marks[other] == Mark::open) {
          const codebook::Code& at = codes[code];
          origin_ = {&codebook_->text, at.rules.front().line, at.rules.front().column};
          return fail("code '" + at.id + "' refers to '" + codes[other].id + "', which refers back to it");
        }
        if (marks[other] == Mark::fresh) stack.push_back(other);
      }
    }
  }
  return {};
}

Result<PlannedRule> Compiler::plan_rule(int code, int number, const Expression& expression,
                                        const codebook::Condition& where, Unit unit) {
  PlannedRule planned;
  planned.code = code;
  planned.number = number;
  // Conditions and units around the whole rule are taken off it: they are tested on the rule's own spans.
  PreparedCondition all;
  const auto add = [&](const codebook::Condition& condition, Unit asked) -> Result<void> {
    auto prepared = prepare(condition, asked);
    if (!prepared) return fail(std::move(prepared).error());
    std::move(prepared->begin(), prepared->end(), std::back_inserter(all));
    return {};
  };
  GLOSS_CHECK(add(where, unit));
  const Expression* inner = &expression;
  for (; inner->kind == Kind::where || inner->kind == Kind::within; inner = &inner->operands.at(0)) {
    if (inner->kind == Kind::where)
      GLOSS_CHECK(add(inner->condition, unit_at(*inner, unit)));
    else
      unit = inner->unit;
  }
  const bool by_passage = is_decided_by_passage(all);
  planned.condition = add_condition(std::move(all));
  GLOSS_TRY(planned.node, compile(*inner, unit));
  const Node& node = plan_.nodes[planned.node];
  const bool of_leaves = node.op == Op::leaf ||
                         (node.op == Op::either &&
                          std::all_of(node.children.begin(), node.children.end(), [&](std::uint32_t child) {
                            return plan_.nodes[child].op == Op::leaf;
                          }));
  // The scan knows of passages only.
  planned.of_leaves = of_leaves && by_passage;
  return planned;
}

Result<void> Compiler::add_codes() {
  origin_ = {};
  GLOSS_CHECK(condition(codebook_->where, codebook_->unit));
  GLOSS_CHECK(order_codes());
  for (const std::uint32_t code : code_order_) {
    code_ = static_cast<int>(code);
    int number = 0;
    for (const codebook::Rule& rule : codebook_->codes[code].rules) {
      origin_ = {&codebook_->text, rule.line, rule.column};
      GLOSS_TRY(auto planned, plan_rule(code_, ++number, rule.expression, codebook_->where, codebook_->unit));
      planned.weight = rule.weight;
      plan_.rules.push_back(std::move(planned));
    }
  }
  std::sort(plan_.rules.begin(), plan_.rules.end(), [](const PlannedRule& a, const PlannedRule& b) {
    return std::tie(a.code, a.number) < std::tie(b.code, b.number);
  });
  plan_.first_rule.push_back(0);
  for (std::size_t code = 0; code < codebook_->codes.size(); ++code) {
    plan_.first_rule.push_back(plan_.first_rule.back() +
                               static_cast<std::uint32_t>(codebook_->codes[code].rules.size()));
    plan_.spans.push_back(codebook_->codes[code].span);
  }
  plan_.before = codebook_->negation.before;
  plan_.after = codebook_->negation.after;
  plan_.overlap = codebook_->overlap;
  plan_.conflict = codebook_->conflict;
  return {};
}

Result<void> Compiler::add_probe(const Probe& probe) {
  code_ = probe.code;
  origin_ = {};
  GLOSS_TRY(const std::uint32_t node, compile(*probe.expression, probe.unit));
  plan_.probes.push_back(node);
  return {};
}

Result<void> Compiler::add_rule(int code, const Expression& rule) {
  code_ = code;
  GLOSS_TRY(auto planned, plan_rule(0, 1, rule, codebook_->where, codebook_->unit));
  planned.of_leaves = false;  // as of a query: what is asked for is its spans
  plan_.rules.push_back(std::move(planned));
  plan_.first_rule = {0, 1};
  plan_.spans = {codebook_->codes[static_cast<std::size_t>(code)].span};
  plan_.overlap = codebook_->overlap;
  plan_.before = codebook_->negation.before;
  plan_.after = codebook_->negation.after;
  return {};
}

Result<void> Compiler::add_query(const Expression& query, const std::string& text) {
  origin_ = {&text, 1, 1};
  GLOSS_TRY(auto planned, plan_rule(0, 1, query, {}, Unit::passage));
  planned.of_leaves = false;  // a query wants every span, and its nodes for the reasons
  plan_.rules.push_back(std::move(planned));
  plan_.first_rule = {0, 1};
  plan_.spans = {CodeSpan::match};
  plan_.overlap = codebook::Overlap::all;
  plan_.before = codebook::default_negation().before;
  plan_.after = codebook::default_negation().after;
  return {};
}

/// Elements of the leaves that can bring a match about: not those of what is excluded.
void Compiler::find_query_words(std::uint32_t number, std::set<std::uint32_t>& elements) const {
  if (number == no_index) return;
  const Node& node = plan_.nodes[number];
  if (node.op == Op::leaf) {
    const Leaf& leaf = plan_.leaves[node.index];
    if (leaf.single) elements.insert(leaf.element);
    for (const PhrasePart& part : leaf.parts)
      for (const auto& sequence : part.alternatives) elements.insert(sequence.begin(), sequence.end());
    return;
  }
  if (node.op == Op::none) return;
  const bool first_only = node.op == Op::negation || node.negative;
  for (std::size_t i = 0; i < node.children.size() && (i == 0 || !first_only); ++i)
    find_query_words(node.children[i], elements);
}

Result<Plan> Compiler::finish(const index::Vocabulary& vocabulary, const CompileOptions& options) {
  std::uint32_t blame = 0;
  if (auto resolved = sets_.resolve(vocabulary, options.stem_languages, options.wildcard_limit,
                                    !(codebook_ && codebook_->fold_accents), blame);
      !resolved)
    return fail(std::move(resolved).error(), set_origins_[blame]);
  plan_.elements.resize(element_sets_.size());
  for (std::size_t number = 0; number < element_sets_.size(); ++number) {
    const auto& sets = element_sets_[number];
    Ids& ids = plan_.elements[number];
    for (const std::uint32_t set : sets) ids.insert(ids.end(), sets_.ids(set).begin(), sets_.ids(set).end());
    if (sets.size() < 2) continue;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
  plan_.parents.resize(plan_.nodes.size());
  plan_.leaf_nodes.assign(plan_.leaves.size(), no_index);
  for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
    if (plan_.nodes[i].op == Op::leaf) plan_.leaf_nodes[plan_.nodes[i].index] = i;
    for (const std::uint32_t child : plan_.nodes[i].children)
      if (child != no_index) plan_.parents[child].push_back(i);
  }
  if (counts_characters_) {
    plan_.characters.resize(vocabulary.size());
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
      plan_.characters[id] = characters_in(vocabulary.word(id));
    }
  }
  if (!codebook_ && !plan_.nodes[plan_.rules[0].node].can_be_bare) {
    std::set<std::uint32_t> elements;
    find_query_words(plan_.rules[0].node, elements);
    std::set<std::uint32_t> ids;
    for (const std::uint32_t number : elements)
      ids.insert(plan_.elements[number].begin(), plan_.elements[number].end());
    plan_.words.assign(ids.begin(), ids.end());
  }
  return std::move(plan_);
}

Result<Plan> plan_codebook(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary,
                           const std::string& file, const CompileOptions& options,
                           std::span<const Probe> probes) {
  Compiler compiler(&codebook, file);
  GLOSS_CHECK(compiler.add_codes());
  for (const Probe& probe : probes) GLOSS_CHECK(compiler.add_probe(probe));
  return compiler.finish(vocabulary, options);
}

Result<Plan> plan_rule(const codebook::Codebook& codebook, int code, const Expression& rule,
                       const index::Vocabulary& vocabulary, const std::string& file,
                       const CompileOptions& options) {
  Compiler compiler(&codebook, file);
  GLOSS_CHECK(compiler.add_rule(code, rule));
  return compiler.finish(vocabulary, options);
}

Result<Plan> plan_query(const codebook::Expression& query, const std::string& text,
                        const index::Vocabulary& vocabulary, const CompileOptions& options) {
  const std::string file = "query";
  Compiler compiler(nullptr, file);
  GLOSS_CHECK(compiler.add_query(query, text));
  return compiler.finish(vocabulary, options);
}

}  // namespace gloss::tagger
