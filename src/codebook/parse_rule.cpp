// SPDX-License-Identifier: GPL-3.0-or-later
// From a fault in a rule to an Error with file, line and column.
#include "codebook/parse_rule.h"

#include <algorithm>
#include <utility>

#include "codebook/place.h"
#include "codebook/rule_parser.h"

namespace gloss::codebook {
namespace {

Error error_at(std::string_view text, const RulePlace& place, RuleFault fault) {
  const std::string_view before = text.substr(0, fault.offset);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::string_view start = before.substr(before.rfind('\n') + 1);  // npos + 1 = 0
  const auto column = static_cast<int>(std::count_if(
      start.begin(), start.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  const int first = line == 0 ? place.column : place.block ? place.block_column : 1;
  return configuration_error(place.file, place.line + line, first + column, std::move(fault.message),
                             std::move(fault.hint), excerpt(text, line + 1, column + 1));
}

template <class T>
Result<T> with_place(Parsed<T> parsed, std::string_view text, const RulePlace& place) {
  if (!parsed) return Err(error_at(text, place, std::move(parsed.error())));
  return std::move(*parsed);
}

}  // namespace

Result<Expression> parse_rule(std::string_view text, const RulePlace& place, const RuleSyntax& syntax) {
  return with_place(RuleParser(text, syntax).rule(), text, place);
}

Result<Condition> parse_condition(std::string_view text, const RulePlace& place) {
  return with_place(RuleParser(text, {}).condition_alone(), text, place);
}

Result<Expression> parse_list_entry(std::string_view text, const RulePlace& place) {
  return with_place(RuleParser(text, {}).list_entry(), text, place);
}

}  // namespace gloss::codebook
