// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions: role = interviewee and age >= 40 and district in (North, South) and group is set.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "codebook/attribute.h"
#include "codebook/rule_parser.h"
#include "codebook/spelling.h"
#include "model/source.h"

namespace gloss::codebook {
namespace {

using Comparison = Test::Comparison;

bool is_order(Comparison c) {
  return c == Comparison::less || c == Comparison::less_or_equal || c == Comparison::greater ||
         c == Comparison::greater_or_equal;
}

bool has_wildcard(std::string_view value) { return value.find_first_of("*?") != std::string_view::npos; }

bool is_number_text(std::string_view value) {
  const std::string folded = ascii_folded(value);
  double number = 0;
  const auto [end, error] = std::from_chars(folded.data(), folded.data() + folded.size(), number);
  return error == std::errc() && end == folded.data() + folded.size();
}

constexpr std::string_view example = "write a condition such as role = interviewee or age >= 40";

}  // namespace

Parsed<Condition> RuleParser::condition_alone() {
  GLOSS_CHECK(check_text());
  skip_blanks();
  if (at_end()) return fault(0, "the condition is empty", std::string(example));
  GLOSS_TRY(Condition tests, condition());
  if (!at_end()) return leftover();
  return tests;
}

Parsed<Condition> RuleParser::condition() {
  Condition tests;
  do {
    GLOSS_TRY(Test one, test());
    tests.push_back(std::move(one));
    skip_blanks();
  } while (take_keyword("and"));
  if (keyword() == "or")
    return fault(
        offset(), "conditions can be joined by \"and\" only",
        "write district in (North, South), or put parentheses around (a where ...) to go on with the rule");
  return tests;
}

Parsed<std::string> RuleParser::attribute() {
  skip_blanks();
  const std::size_t begin = offset();
  if (twin() == '"') return literal('"', "the name");
  const std::size_t from = at_;
  while (is_name_character(twin())) ++at_;
  std::string name = typed(from, at_);
  const std::string folded = ascii_folded(name);
  if (!has_sound_dots(name))
    return fault(begin, fmt::format("\"{}\" is no name of an attribute", name),
                 "a dot stands between two names: site.district");
  if (at_ == from || !is_bare_attribute(name)) {
    at_ = from;
    if (ascii_folded(last_operator_) == "and" || folded == "not")
      return fault(begin, "a condition must go on here",
                   "write role = interviewee and age >= 40; to go on with the rule, put parentheses around "
                   "(a where ...)");
    return fault(
        begin,
        fmt::format("a condition is missing after \"{}\"", last_operator_.empty() ? "where" : last_operator_),
        std::string(example));
  }
  return name;
}

bool RuleParser::at_comparison() const {
  const char32_t c = twin();
  return c == '=' || c == '<' || c == '>' || (c == '!' && twin(1) == '=') || c == U'≥' || c == U'≤' ||
         c == U'≠';
}

Parsed<Comparison> RuleParser::comparison() {
  const std::size_t begin = offset();
  std::string sign;
  for (; twin() == '=' || twin() == '<' || twin() == '>' || twin() == '!'; ++at_)
    sign += static_cast<char>(twin());
  if (sign.empty()) {
    const char32_t c = raw();
    ++at_;
    return c == U'≥'   ? Comparison::greater_or_equal
           : c == U'≤' ? Comparison::less_or_equal
                       : Comparison::not_equal;
  }
  constexpr std::array<std::pair<std::string_view, Comparison>, 6> signs{
      {{"=", Comparison::equal},
       {"!=", Comparison::not_equal},
       {"<", Comparison::less},
       {"<=", Comparison::less_or_equal},
       {">", Comparison::greater},
       {">=", Comparison::greater_or_equal}}};
  for (const auto& [text, value] : signs)
    if (text == sign) return value;
  const std::string_view meant = sign == "=="   ? "="
                                 : sign == "<>" ? "!="
                                 : sign == "=>" ? ">="
                                 : sign == "=<" ? "<="
                                                : "";
  return fault(begin, fmt::format("\"{}\" is no comparison", sign),
               meant.empty() ? "write = != < <= > or >=" : fmt::format("write {}", meant));
}

Parsed<std::string> RuleParser::value(std::string_view after) {
  skip_blanks();
  const std::size_t begin = offset();
  if (twin() == '"') return literal('"', "the value");
  if (twin() == '\'') return literal('\'', "the value");
  std::string text = typed(at_, word_end(at_));
  if (!is_bare_value(text))
    return fault(begin, fmt::format("a value is missing after \"{}\"", after),
                 text.empty() ? "write a word, a number, or text in quotes"
                              : fmt::format("put it in quotes: \"{}\"", text));
  at_ = word_end(at_);
  if (twin() == '/' || twin() == ':' || twin() == '$' || twin() == '[' || twin() == '{')
    return fault(offset(), fmt::format("\"{}\" cannot stand in a value without quotes", typed(at_, at_ + 1)),
                 fmt::format("put the value in quotes: \"{}{}...\"", text, typed(at_, at_ + 1)));
  return text;
}

Parsed<Test> RuleParser::test() {
  Test made;
  skip_blanks();
  const std::size_t name_at = offset();
  GLOSS_TRY(made.attribute, attribute());
  if (made.attribute.empty())
    return fault(name_at, "the name of the attribute is empty", std::string(example));
  if (const Attribute known = attribute_named(made.attribute); known.subject == Attribute::Subject::unknown)
    return fault(name_at, fmt::format("there is no attribute \"{}\"", made.attribute), known.hint);
  skip_blanks();
  const std::size_t sign_at = offset();
  const std::size_t from = at_;
  std::vector<std::size_t> value_at;
  if (take_keyword("is")) {
    skip_blanks();
    made.comparison = take_keyword("not") ? Comparison::is_not_set : Comparison::is_set;
    skip_blanks();
    if (!take_keyword("set"))
      return fault(offset(), "\"is\" can be followed only by \"set\" or \"not set\"",
                   fmt::format("write {} = ... to compare", made.attribute));
  } else if (take_keyword("in")) {
    made.comparison = Comparison::in;
    skip_blanks();
    const std::size_t opened = at_;
    if (twin() != '(')
      return fault(offset(), "values in parentheses are missing after \"in\"",
                   "write district in (North, South)");
    do {
      const std::string before = typed(at_, at_ + 1);
      ++at_;
      skip_blanks();
      value_at.push_back(offset());
      GLOSS_TRY(std::string one, value(before));
      made.values.push_back(std::move(one));
      skip_blanks();
    } while (twin() == ',');
    if (at_end())
      return fault(characters_[opened].byte, "the parenthesis of \"in (\" is never closed", "add a )");
    if (twin() != ')')
      return fault(offset(), "the values are not separated by commas",
                   "write district in (North, \"New York\")");
    ++at_;
  } else if (at_comparison()) {
    GLOSS_TRY(made.comparison, comparison());
    const std::string sign = typed(from, at_);
    skip_blanks();
    value_at.push_back(offset());
    GLOSS_TRY(std::string one, value(sign));
    if (is_order(made.comparison) && has_wildcard(one))
      return fault(value_at.back(), fmt::format("* and ? have no order, so they cannot follow \"{}\"", sign),
                   "write = or !=");
    made.values.push_back(std::move(one));
  } else if (keyword() == "not") {
    return fault(sign_at, "\"not\" cannot stand here",
                 fmt::format("write {0} != a and {0} != b", made.attribute));
  } else {
    return fault(sign_at, fmt::format("a comparison is missing after \"{}\"", made.attribute),
                 fmt::format("write {0} = ..., {0} in (a, b) or {0} is set", made.attribute));
  }
  GLOSS_CHECK(check_values(made, value_at));
  return made;
}

/// What would silently hold nowhere: a misspelt role or kind, a number that is none.
Parsed<void> RuleParser::check_values(const Test& made, const std::vector<std::size_t>& value_at) const {
  const Attribute attribute = attribute_named(made.attribute);
  if (is_number(attribute.subject)) {
    for (std::size_t i = 0; i < made.values.size(); ++i)
      if (!is_number_text(made.values[i]))
        return fault(value_at[i],
                     fmt::format("\"{}\" is a number, \"{}\" is none", made.attribute, made.values[i]),
                     fmt::format("write {} >= 10", made.attribute));
    return {};
  }
  if (attribute.subject != Attribute::Subject::role && attribute.subject != Attribute::Subject::kind)
    return {};
  const std::string name = attribute.subject == Attribute::Subject::role ? "role" : "kind";
  const std::vector<std::string> known =
      name == "role" ? std::vector<std::string>{"interviewer", "interviewee", "unknown"}
                     : std::vector<std::string>{"interview", "field-note"};
  for (std::size_t i = 0; i < made.values.size(); ++i) {
    const std::string folded = ascii_folded(made.values[i]);
    const bool fits =
        name == "role" ? model::role_named(folded).has_value() : model::kind_named(folded).has_value();
    if (fits || has_wildcard(folded)) continue;
    const std::string close = nearest(folded, known);
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    return fault(value_at[i], fmt::format("there is no {} \"{}\"", name, made.values[i]),
                 close.empty() ? fmt::format("write one of {}", all) : fmt::format("write {}", close));
  }
  return {};
}

}  // namespace gloss::codebook
