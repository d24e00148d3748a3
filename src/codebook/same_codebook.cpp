// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/same_codebook.h"

#include <algorithm>

namespace gloss::codebook {
namespace {

bool same_entries(const std::vector<Expression>& a, const std::vector<Expression>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Expression& x, const Expression& y) { return x.same_as(y); });
}

bool same_examples(const std::vector<Example>& a, const std::vector<Example>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Example& x, const Example& y) { return x.text == y.text; });
}

bool same_window(const Window& a, const Window& b) {
  return a.words == b.words && a.characters == b.characters;
}

bool same_head(const Codebook& a, const Codebook& b) {
  return a.id == b.id && a.title == b.title && a.languages == b.languages && a.unit == b.unit &&
         a.where == b.where && a.where_text == b.where_text && a.fold_accents == b.fold_accents &&
         a.overlap == b.overlap && a.conflict == b.conflict;
}

}  // namespace

bool same_code(const Code& a, const Code& b) {
  return a.id == b.id && a.parent == b.parent && a.depth == b.depth && a.name == b.name &&
         a.definition == b.definition && a.include == b.include && a.exclude == b.exclude &&
         a.color == b.color && a.memo == b.memo && a.was == b.was && a.span == b.span &&
         std::equal(a.rules.begin(), a.rules.end(), b.rules.begin(), b.rules.end(),
                    [](const Rule& x, const Rule& y) {
                      return x.text == y.text && x.weight == y.weight && x.expression.same_as(y.expression);
                    }) &&
         same_examples(a.examples, b.examples) && same_examples(a.counterexamples, b.counterexamples);
}

std::string first_difference(const Codebook& a, const Codebook& b) {
  if (!same_head(a, b)) return "the head";
  const Negation &m = a.negation, &n = b.negation;
  if (!same_entries(m.cues, n.cues) || !same_entries(m.pseudo, n.pseudo) || !same_entries(m.stops, n.stops) ||
      !same_window(m.before, n.before) || !same_window(m.after, n.after))
    return "negation";
  if (a.lists.size() != b.lists.size()) return "lists";
  for (std::size_t i = 0; i < a.lists.size(); ++i)
    if (a.lists[i].name != b.lists[i].name || !same_entries(a.lists[i].entries, b.lists[i].entries))
      return "the list " + a.lists[i].name;
  for (std::size_t i = 0; i < a.codes.size(); ++i)
    if (i >= b.codes.size() || !same_code(a.codes[i], b.codes[i])) return "the code " + a.codes[i].id;
  return b.codes.size() > a.codes.size() ? "the code " + b.codes[a.codes.size()].id : std::string();
}

}  // namespace gloss::codebook
