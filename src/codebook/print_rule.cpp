// SPDX-License-Identifier: GPL-3.0-or-later
// A tree as the text that reads back as the same tree.
#include <fmt/format.h>

#include <iterator>

#include "codebook/expression.h"
#include "codebook/rule_text.h"

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;

/// How tightly a node binds, loose to tight: where a tighter one is needed, it is put in parentheses.
enum Level { loosest, any_or, any_and, any_not, relation, primary };

Level level_of(Kind kind) {
  switch (kind) {
    case Kind::within:
    case Kind::where:
      return loosest;
    case Kind::either:
      return any_or;
    case Kind::both:
      return any_and;
    case Kind::none:
      return any_not;
    case Kind::near:
    case Kind::before:
    case Kind::after:
    case Kind::inside:
    case Kind::containing:
    case Kind::overlapping:
    case Kind::with:
    case Kind::without:
      return relation;
    default:
      return primary;
  }
}

std::string_view sign_of(Test::Comparison comparison) {
  switch (comparison) {
    case Test::Comparison::not_equal:
      return "!=";
    case Test::Comparison::less:
      return "<";
    case Test::Comparison::less_or_equal:
      return "<=";
    case Test::Comparison::greater:
      return ">";
    case Test::Comparison::greater_or_equal:
      return ">=";
    default:
      return "=";
  }
}

/// Between quotation marks, with a backslash before each of them and before each backslash.
std::string quoted(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark || c == '\\') out += '\\';
    out += c;
  }
  return out + mark;
}

std::string regex(const Expression& e) {
  std::string out = "/";
  bool escaped = false;
  for (const char c : e.text) {
    if (c == '/' && !escaped) out += '\\';
    escaped = c == '\\' && !escaped;
    out += c;
  }
  return out + (e.case_sensitive ? "/c" : "/");
}

std::string item_text(const PhraseItem& item) {
  switch (item.kind) {
    case PhraseItem::Kind::word:
      return item.word;
    case PhraseItem::Kind::gap:
      if (item.least == 1 && item.most == 1) return "*";
      if (item.least == item.most) return fmt::format("[{}]", item.least);
      return fmt::format("[{}-{}]", item.least, item.most);
    case PhraseItem::Kind::alternatives:
      break;
  }
  std::string out = "{";
  for (const auto& sequence : item.alternatives) {
    if (out.size() > 1) out += '|';
    for (std::size_t i = 0; i < sequence.size(); ++i) out += (i > 0 ? " " : "") + sequence[i];
  }
  return out + '}';
}

std::string phrase(const std::vector<PhraseItem>& items) {
  std::string out = "\"";
  for (const PhraseItem& item : items) {
    if (out.size() > 1) out += ' ';
    out += item_text(item);
  }
  return out + '"';
}

std::string value_text(const std::string& value) { return is_bare_value(value) ? value : quoted(value, '"'); }

std::string test_text(const Test& test) {
  std::string out = is_bare_attribute(test.attribute) ? test.attribute : quoted(test.attribute, '"');
  switch (test.comparison) {
    case Test::Comparison::is_set:
      return out + " is set";
    case Test::Comparison::is_not_set:
      return out + " is not set";
    case Test::Comparison::in:
      out += " in (";
      for (std::size_t i = 0; i < test.values.size(); ++i)
        out += (i > 0 ? ", " : "") + value_text(test.values[i]);
      return out + ')';
    default:
      out += fmt::format(" {} ", sign_of(test.comparison));
      return out + (test.values.empty() ? std::string("\"\"") : value_text(test.values.front()));
  }
}

std::string at_level(const Expression& e, Level least);

std::string joined(const std::vector<Expression>& operands, std::string_view between, Level least) {
  std::string out;
  for (const Expression& operand : operands) {
    if (!out.empty()) out += between;
    out += at_level(operand, least);
  }
  return out;
}

std::string relation_text(const Expression& e) {
  std::string out = at_level(e.operands[0], relation);
  fmt::format_to(std::back_inserter(out), " {}{}", e.negative ? "not " : "", relation_name(e.kind));
  if (e.distance) fmt::format_to(std::back_inserter(out), "/{}{}", *e.distance, e.in_characters ? "c" : "");
  return out + ' ' + at_level(e.operands[1], primary);
}

std::string condition_text(const Condition& condition) {
  std::string out;
  for (const Test& test : condition) out += (out.empty() ? "" : " and ") + test_text(test);
  return out;
}

std::string text_of(const Expression& e) {
  switch (e.kind) {
    case Kind::word:
      return is_bare_word(e.text) ? e.text : '"' + e.text + '"';
    case Kind::phrase:
      return phrase(e.items);
    case Kind::exact:
      return quoted(e.text, '\'');
    case Kind::regex:
      return regex(e);
    case Kind::text_literal:
      return "text(" + quoted(e.text, '"') + ')';
    case Kind::text_regex:
      return "text(" + regex(e) + ')';
    case Kind::list:
      return '$' + e.text;
    case Kind::code:
      return '<' + e.text + (e.descendants_only ? "/*>" : ">");
    case Kind::unit:
      return "unit";
    case Kind::either:
      return joined(e.operands, " or ", any_and);
    case Kind::both:
      return joined(e.operands, " and ", any_not);
    case Kind::none:
      return "not " + at_level(e.operands[0], any_not);
    case Kind::count:
      return fmt::format("count({}) {} {}", at_level(e.operands[0], loosest), sign_of(e.comparison),
                         e.number);
    case Kind::any_of:
      return fmt::format("any {} of ({})", e.number, joined(e.operands, ", ", any_or));
    case Kind::affirmed:
      return "affirmed(" + at_level(e.operands[0], loosest) + ')';
    case Kind::negated:
      return "negated(" + at_level(e.operands[0], loosest) + ')';
    case Kind::within:
      return fmt::format("{} within {}", at_level(e.operands[0], any_or), name_of(e.unit));
    case Kind::where:
      return at_level(e.operands[0], loosest) + " where " + condition_text(e.condition);
    default:
      return relation_text(e);
  }
}

std::string at_level(const Expression& e, Level least) {
  return level_of(e.kind) < least ? '(' + text_of(e) + ')' : text_of(e);
}

}  // namespace

std::string print(const Expression& expression) { return text_of(expression); }

}  // namespace gloss::codebook
