// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that compare characters: 'US', /re/c, text("..."), text(/re/), each with the ordinary leaves that
// say where it can be.
#include <algorithm>
#include <utility>

#include "tagger/compiler.h"
#include "text/fold.h"
#include "text/required_runs.h"

namespace gloss::tagger {

using codebook::Expression;
using codebook::Unit;
using Kind = codebook::Expression::Kind;

/// The node over the `leaf`; equal leaves have equal keys, and one number.
std::uint32_t Compiler::text_node(Op op, TextLeaf leaf, std::string key, std::vector<std::uint32_t> children,
                                  Unit unit) {
  key += static_cast<char>(op);
  Node node;
  node.op = op;
  const auto [at, fresh] =
      text_leaf_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(plan_.text_leaves.size()));
  if (fresh) plan_.text_leaves.push_back(std::move(leaf));
  node.index = at->second;
  node.children = std::move(children);
  return spoken(add(std::move(node)), unit);
}

Result<std::uint32_t> Compiler::compile_exact(const Expression& expression, Unit unit) {
  const text::Positions& positions = cutter_.positions(expression.text);
  const auto& items = positions.items;
  if (items.empty())
    return fail("'" + expression.text + "' has no letter or digit, so it can never match",
                "write text(\"...\") for raw characters");
  TextLeaf leaf;
  leaf.literal = expression.text;
  leaf.before = items.front().begin;
  leaf.after = static_cast<std::uint32_t>(leaf.literal.size()) - items.back().end;
  // Long words are rare.
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    leaf.steps.push_back(element({set_of({WordForm::Kind::plain, std::string(positions.form(items[i]))})}));
    if (items[i].form_length > items[leaf.anchor].form_length) leaf.anchor = i;
  }
  const std::uint32_t child = single(leaf.steps[leaf.anchor], Unit::passage);
  return text_node(Op::exact, std::move(leaf), expression.text, {child}, unit);
}

Result<std::uint32_t> Compiler::compile_cased(const Expression& expression, Unit unit) {
  TextLeaf leaf;
  leaf.folded = false;
  auto pattern = text::Pattern::compile(expression.text);
  if (!pattern) return fail(std::move(pattern).error());
  leaf.pattern = std::move(*pattern);
  const std::uint32_t words = set_of({WordForm::Kind::cased_regex, expression.text});
  const std::uint32_t child = single(element({words}), Unit::passage);
  return text_node(Op::cased, std::move(leaf), expression.text, {child}, unit);
}

Result<std::uint32_t> Compiler::compile_text(const Expression& expression, Unit unit) {
  TextLeaf leaf;
  text::RequiredRuns clauses;
  std::string key = "\"" + expression.text;
  if (expression.kind == Kind::text_literal) {
    leaf.literal = text::fold(expression.text);
    if (leaf.literal.empty())
      return fail(
          "text(\"" + expression.text + "\") holds only characters that are not seen, so it matches nothing",
          "write the characters to be found");
    clauses = text::runs_of_literal(leaf.literal);
  } else {
    leaf.folded = !expression.case_sensitive;
    key[0] = leaf.folded ? '/' : 'c';
    auto pattern = leaf.folded ? text::Pattern::compile_folded(expression.text)
                               : text::Pattern::compile(expression.text);
    if (!pattern) return fail(std::move(pattern).error());
    leaf.pattern = std::move(*pattern);
    clauses = text::runs_of_expression(leaf.pattern->expression(), !leaf.folded);
  }
  std::vector<std::uint32_t> children;
  for (auto& clause : clauses) {
    std::vector<std::uint32_t> sets;
    for (std::string& run : clause) sets.push_back(set_of({WordForm::Kind::holding, std::move(run)}));
    children.push_back(single(element(std::move(sets)), Unit::passage));
  }
  return text_node(Op::text, std::move(leaf), std::move(key), std::move(children), unit);
}

}  // namespace gloss::tagger
