// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/near_miss_parts.h"

namespace gloss::tagger {

using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = Expression::Kind;

namespace {

/// A phrase of one item, or the word.
Expression piece_of(const PhraseItem& item) {
  Expression piece;
  if (item.kind == PhraseItem::Kind::word) {
    piece.kind = Kind::word;
    piece.text = item.word;
  } else {
    piece.kind = Kind::phrase;
    piece.items.push_back(item);
  }
  return piece;
}

}  // namespace

bool is_leaf(const Expression& expression) { return expression.operands.empty(); }

std::size_t RuleParts::number(int code, const Expression& expression, Unit unit) const {
  return numbers_.at({code, &expression, unit});
}

bool RuleParts::add_alone(int code, const Expression& expression, Unit unit) {
  const bool fresh = numbers_.try_emplace({code, &expression, unit}, probes_.size()).second;
  if (fresh) probes_.push_back({code, &expression, unit});
  return fresh;
}

void RuleParts::add(int code, const Expression& expression, Unit unit) {
  if (!add_alone(code, expression, unit)) return;
  switch (expression.kind) {
    case Kind::phrase: {
      const auto [pieces, is_new] = pieces_.try_emplace(&expression);
      if (is_new)
        for (const PhraseItem& item : expression.items)
          if (item.kind != PhraseItem::Kind::gap) pieces->second.push_back(piece_of(item));
      if (pieces->second.size() < 2) pieces->second.clear();  // the phrase itself
      for (const Expression& piece : pieces->second) add(code, piece, unit);
      break;
    }
    case Kind::list:
      if (const codebook::List* list = codebook_.find_list(expression.text))
        for (const Expression& entry : list->entries) add(code, entry, unit);
      break;
    case Kind::affirmed:
    case Kind::negated: {
      Expression other = expression;
      other.kind = expression.kind == Kind::affirmed ? Kind::negated : Kind::affirmed;
      add_alone(code, flipped_.try_emplace(&expression, std::move(other)).first->second, unit);
      break;
    }
    default:
      break;
  }
  const Unit inner = expression.kind == Kind::within ? expression.unit : unit;
  for (const Expression& operand : expression.operands) add(code, operand, inner);
}

}  // namespace gloss::tagger
