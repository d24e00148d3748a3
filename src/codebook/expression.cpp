// SPDX-License-Identifier: GPL-3.0-or-later
// Names of units, and when two trees say the same.
#include "codebook/expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "codebook/rule_text.h"

namespace gloss::codebook {
namespace {

constexpr std::array<std::string_view, 6> unit_names{"sentence", "passage", "answer",
                                                     "turn",     "section", "source"};

}  // namespace

std::string_view name_of(Unit unit) { return unit_names[static_cast<std::size_t>(unit)]; }

std::string_view relation_name(Expression::Kind kind) {
  using Kind = Expression::Kind;
  switch (kind) {
    case Kind::near:
      return "near";
    case Kind::before:
      return "before";
    case Kind::after:
      return "after";
    case Kind::inside:
      return "inside";
    case Kind::containing:
      return "containing";
    case Kind::overlapping:
      return "overlapping";
    case Kind::with:
      return "with";
    default:
      return "without";
  }
}

void wanted_leaves(const Expression& expression, std::vector<const Expression*>& leaves) {
  using Kind = Expression::Kind;
  switch (expression.kind) {
    case Kind::word:
    case Kind::phrase:
    case Kind::exact:
    case Kind::regex:
    case Kind::text_literal:
    case Kind::text_regex:
    case Kind::list:
      leaves.push_back(&expression);
      return;
    case Kind::none:
      return;
    default:
      break;
  }
  const bool first_only = expression.negative || expression.kind == Kind::without;
  for (const auto& operand : expression.operands) {
    wanted_leaves(operand, leaves);
    if (first_only) return;
  }
}

std::optional<Unit> unit_named(std::string_view name) {
  const std::string folded = ascii_folded(name);
  if (folded == "paragraph") return Unit::passage;
  if (folded == "document") return Unit::source;
  const auto* found = std::find(unit_names.begin(), unit_names.end(), folded);
  if (found == unit_names.end()) return std::nullopt;
  return static_cast<Unit>(found - unit_names.begin());
}

bool Expression::same_as(const Expression& other) const {
  return kind == other.kind && text == other.text && items == other.items && negative == other.negative &&
         distance == other.distance && in_characters == other.in_characters &&
         case_sensitive == other.case_sensitive && descendants_only == other.descendants_only &&
         number == other.number && comparison == other.comparison && unit == other.unit &&
         condition == other.condition &&
         std::equal(operands.begin(), operands.end(), other.operands.begin(), other.operands.end(),
                    [](const Expression& a, const Expression& b) { return a.same_as(b); });
}

}  // namespace gloss::codebook
