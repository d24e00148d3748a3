// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a rule, a query, a condition and a list entry: what is read prints so that it reads back as
// the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "codebook/parse_rule.h"

namespace {

using gloss::codebook::Expression;
using gloss::codebook::RulePlace;

void demand(bool holds) {
  if (!holds) std::abort();
}

void demand_faults_are_whole(const gloss::Error& error) {
  demand(!error.place.empty() && !error.message.empty() && !error.hint.empty());
  demand(error.line().size() <= 400 && error.excerpt.size() <= 4000);
}

void demand_nodes_are_inside(const Expression& e, std::size_t size) {
  demand(e.begin <= e.end && e.end <= size);
  for (const Expression& operand : e.operands) demand_nodes_are_inside(operand, size);
}

void check(const gloss::Result<Expression>& parsed, std::size_t size) {
  if (!parsed) return demand_faults_are_whole(parsed.error());
  demand_nodes_are_inside(*parsed, size);
  const std::string text = print(*parsed);
  const auto again = gloss::codebook::parse_rule(text, RulePlace{"printed"});
  demand(again.has_value() && again->same_as(*parsed) && print(*again) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(gloss::codebook::parse_rule(text, RulePlace{"rule"}), size);
  check(gloss::codebook::parse_rule(text, RulePlace{"query"}, {.side_by_side_is_and = true}), size);
  check(gloss::codebook::parse_list_entry(text, RulePlace{"entry"}), size);
  const auto condition = gloss::codebook::parse_condition(text, RulePlace{"where"});
  if (!condition) demand_faults_are_whole(condition.error());
  return 0;
}
