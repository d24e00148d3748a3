// SPDX-License-Identifier: GPL-3.0-or-later
// The codes of a codebook, with their rules and examples.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/limits.h"
#include "codebook/keys.h"
#include "codebook/reader.h"
#include "codebook/spelling.h"

namespace gloss::codebook {
namespace {

const std::vector<std::string>& span_names() {
  static const std::vector<std::string> names{"match", "sentence", "passage", "answer",
                                              "turn",  "section",  "source"};
  return names;
}

std::optional<CodeSpan> span_named(const std::string& name) {
  if (name == "paragraph") return CodeSpan::passage;
  if (name == "document") return CodeSpan::source;
  const auto found = std::find(span_names().begin(), span_names().end(), name);
  if (found == span_names().end()) return std::nullopt;
  return static_cast<CodeSpan>(found - span_names().begin());
}

/// What is wrong with one part of a code's id, or nothing.
std::string_view id_part_fault(std::string_view part) {
  if (part.empty()) return "is empty";
  const std::vector<Character> characters = characters_of(part);
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    const Character& c = characters[i];
    if (c.raw < ' ' || (c.raw >= 0x7F && c.raw < 0xA0) || c.raw == not_utf8)
      return "holds a control character";
    if (c.twin == '/' || c.twin == '<' || c.twin == '>' || c.twin == '*') return "holds one of / < > *";
  }
  if (is_blank(characters.front().twin) || is_blank(characters[characters.size() - 2].twin))
    return "begins or ends with a blank";
  return {};
}

}  // namespace

std::string_view name_of(CodeSpan span) { return span_names()[static_cast<std::size_t>(span)]; }

Result<void> CodebookReader::check_id_part(const YamlNode& key) const {
  const std::string_view wrong = id_part_fault(key.scalar);
  if (!wrong.empty())
    return fail(key, fmt::format("the name \"{}\" {}", key.scalar, wrong),
                "use letters, digits, - and _; codes nest by \"codes:\"");
  if (key.scalar.size() > limits::name_bytes)
    return fail(key, fmt::format("the name is longer than {} bytes", limits::name_bytes), "shorten it");
  return {};
}

Result<void> CodebookReader::read_codes(const YamlNode& node, int parent) {
  if (node.kind == YamlNode::Kind::null) return {};
  if (node.kind != YamlNode::Kind::map)
    return fail(node, "\"codes:\" must be a map from names to codes",
                "write codes: and below it each name with a colon");
  for (const auto& [key, value] : node.members) GLOSS_CHECK(read_code(key, value, parent));
  return {};
}

Result<void> CodebookReader::read_code(const YamlNode& key, const YamlNode& node, int parent) {
  GLOSS_CHECK(check_id_part(key));
  const int index = static_cast<int>(codebook_.codes.size());
  {
    Code code;
    code.parent = parent;
    code.line = key.line;
    code.column = key.column;
    code.id = key.scalar;
    if (parent >= 0) {
      const Code& above = codebook_.codes[static_cast<std::size_t>(parent)];
      code.id = above.id + '/' + key.scalar;
      code.depth = above.depth + 1;
    }
    if (code.id.size() > limits::name_bytes)
      return fail(
          key, fmt::format("the code's id with those above it is longer than {} bytes", limits::name_bytes),
          "shorten the names");
    codebook_.codes.push_back(std::move(code));
  }
  if (node.kind == YamlNode::Kind::null) return {};
  if (node.kind != YamlNode::Kind::map)
    return fail(node, fmt::format("the code \"{}\" must be a map", key.scalar),
                "write its rules below it: rules: [...]");
  GLOSS_CHECK(check_keys(node, keys::code, "a code"));
  double weight = 1;
  if (const YamlNode* value = node.find("weight")) {
    GLOSS_TRY(weight, number(*value, "the weight"));
  }
  const YamlNode* rule = node.find("rule");
  if (rule != nullptr && node.find("rules") != nullptr)
    return fail(*rule, "\"rule:\" and \"rules:\" do not go together", "write all rules below rules:");
  for (const auto& [name, value] : node.members) {
    Code& code = codebook_.codes.back();
    if (name.scalar == "name") {
      GLOSS_TRY(code.name, localized(value, "the name"));
    } else if (name.scalar == "definition") {
      GLOSS_TRY(code.definition, localized(value, "the definition"));
    } else if (name.scalar == "include") {
      GLOSS_TRY(code.include, localized(value, "\"include\""));
    } else if (name.scalar == "exclude") {
      GLOSS_TRY(code.exclude, localized(value, "\"exclude\""));
    } else if (name.scalar == "memo") {
      GLOSS_TRY(code.memo, text(value, "the memo"));
    } else if (name.scalar == "color") {
      GLOSS_CHECK(read_color(name, value, code));
    } else if (name.scalar == "was") {
      GLOSS_CHECK(read_was(value, code));
    } else if (name.scalar == "rule" || name.scalar == "rules") {
      GLOSS_CHECK(read_rules(name, value, weight));
    } else if (name.scalar == "examples") {
      GLOSS_CHECK(read_examples(value, "an example", code.examples));
    } else if (name.scalar == "counterexamples") {
      GLOSS_CHECK(read_examples(value, "a counterexample", code.counterexamples));
    } else if (name.scalar == "span") {
      GLOSS_TRY(const std::string wanted, text(value, "the span"));
      const auto span = span_named(wanted);
      if (!span) {
        const std::string close = nearest(wanted, span_names());
        return fail(value, fmt::format("there is no span \"{}\"", wanted),
                    close.empty() ? "write match, sentence, passage, answer, turn, section or source"
                                  : "write " + close);
      }
      code.span = *span;
    }
  }
  if (const YamlNode* below = node.find("codes")) GLOSS_CHECK(read_codes(*below, index));
  return {};
}

Result<void> CodebookReader::read_color(const YamlNode& key, const YamlNode& node, Code& code) {
  if (node.kind != YamlNode::Kind::scalar || node.scalar.empty()) {
    const bool comment = yaml_.line(key.line).find('#') != std::string_view::npos;
    return fail(key, "the colour is empty",
                comment ? "put it in quotes, as in color: \"#b5462f\"; # begins a comment"
                        : "write color: \"#b5462f\"");
  }
  const auto hexadecimal = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  if (node.scalar.size() != 7 || node.scalar.front() != '#' ||
      !std::all_of(node.scalar.begin() + 1, node.scalar.end(), hexadecimal))
    return fail(node, fmt::format("\"{}\" is no colour", node.scalar),
                "write six hexadecimal digits: color: \"#b5462f\"");
  code.color = node.scalar;
  return {};
}

Result<void> CodebookReader::read_was(const YamlNode& node, Code& code) {
  const auto add = [&](const YamlNode& item) -> Result<void> {
    GLOSS_TRY(std::string id, text(item, "an earlier id"));
    for (std::size_t from = 0, slash = 0; slash != std::string::npos; from = slash + 1) {
      slash = id.find('/', from);
      const std::string_view wrong = id_part_fault(std::string_view(id).substr(from, slash - from));
      if (!wrong.empty())
        return fail(item, fmt::format("\"{}\" is no id of a code: a part {}", id, wrong),
                    "write was: [dilemma/old-name]");
    }
    code.was.push_back(std::move(id));
    was_nodes_.push_back(&item);
    return {};
  };
  if (node.kind != YamlNode::Kind::list) return add(node);
  for (const YamlNode& item : node.items) GLOSS_CHECK(add(item));
  return {};
}

Result<void> CodebookReader::check_earlier_ids() {
  std::set<std::string, std::less<>> taken;
  for (const Code& code : codebook_.codes) taken.insert(code.id);
  std::size_t next = 0;
  for (const Code& code : codebook_.codes) {
    for (const std::string& id : code.was) {
      const YamlNode& node = *was_nodes_[next++];
      if (!taken.insert(id).second)
        return fail(node, fmt::format("\"{}\" is the id of a code, or an earlier id of another", id),
                    "an earlier id leads to one code only: delete it here or there");
    }
  }
  return {};
}

Result<void> CodebookReader::check_rule_scalar(const YamlNode& node, const std::string& what) const {
  GLOSS_CHECK(text(node, what));
  const std::size_t first = yaml_.byte_at({node.line, node.column});
  if (const char c = first < yaml_.text().size() ? yaml_.text()[first] : ' '; c == '&' || c == '!')
    return fail(node, fmt::format("in YAML, {} has a meaning of its own here", c),
                "write the rule in quotes");
  if (!node.plain) return {};
  const std::vector<std::size_t> bytes = yaml_.bytes_of(node);
  if (bytes.empty()) return {};
  std::size_t end = bytes.back();
  while (end < yaml_.text().size() && (yaml_.text()[end] == ' ' || yaml_.text()[end] == '\t')) ++end;
  if (end > bytes.back() && end < yaml_.text().size() && yaml_.text()[end] == '#')
    return fail(yaml_.place_at(end),
                fmt::format("{} ends before this #: in YAML, a blank and # begin a comment", what),
                "write the rule in quotes, the comment behind it or on a line of its own");
  return {};
}

Result<void> CodebookReader::read_rules(const YamlNode& key, const YamlNode& node, double weight) {
  if (node.kind == YamlNode::Kind::null)
    return fail(key, fmt::format("\"{}:\" is empty", key.scalar),
                yaml_.line(key.line).find('#') != std::string_view::npos
                    ? "put the rule in quotes: after a blank, # begins a comment"
                    : "write a rule, or delete the line: codes without rules are coded by hand");
  if (node.kind != YamlNode::Kind::list) return read_rule(node, weight);
  for (const YamlNode& item : node.items) {
    if (item.find("rule") == nullptr && item.find("weight") == nullptr) {
      GLOSS_CHECK(read_rule(item, weight));
      continue;
    }
    GLOSS_CHECK(check_keys(item, keys::rule, "an entry of \"rules:\""));
    const YamlNode* rule = item.find("rule");
    if (rule == nullptr)
      return fail(item, "the entry has a weight but no rule", "write {rule: \"fund*\", weight: 2}");
    double own = weight;
    if (const YamlNode* value = item.find("weight")) {
      GLOSS_TRY(own, number(*value, "the weight"));
    }
    GLOSS_CHECK(read_rule(*rule, own));
  }
  return {};
}

Result<void> CodebookReader::read_rule(const YamlNode& node, double weight) {
  GLOSS_CHECK(check_rule_scalar(node, "a rule"));
  if (++rules_ > limits::rules)
    return fail(node, fmt::format("the codebook has more than {} rules", limits::rules),
                "put words into lists");
  Rule rule;
  rule.text = node.scalar;
  while (!rule.text.empty() && (rule.text.back() == '\n' || rule.text.back() == ' ')) rule.text.pop_back();
  rule.weight = weight;
  auto expression = RuleParser(rule.text, {}).rule();
  if (!expression) return fail(node, std::move(expression.error()));
  const FilePlace place = yaml_.place_in(node, expression->begin);
  rule.line = place.line;
  rule.column = place.column;
  rule.expression = std::move(*expression);
  collect_references(rule.expression, node);
  codebook_.codes.back().rules.push_back(std::move(rule));
  return {};
}

void CodebookReader::collect_references(const Expression& expression, const YamlNode& rule) {
  if (expression.kind == Expression::Kind::list || expression.kind == Expression::Kind::code)
    references_.push_back({static_cast<int>(codebook_.codes.size()) - 1,
                           expression.kind == Expression::Kind::list, expression.descendants_only,
                           expression.text, &rule, expression.begin});
  for (const Expression& operand : expression.operands) collect_references(operand, rule);
}

Result<void> CodebookReader::read_examples(const YamlNode& node, const std::string& what,
                                           std::vector<Example>& to) {
  const auto add = [&](const YamlNode& item) -> Result<void> {
    GLOSS_TRY(std::string passage, text(item, what));
    to.push_back({std::move(passage), item.line, item.column});
    return {};
  };
  if (node.kind != YamlNode::Kind::list) return add(node);
  for (const YamlNode& item : node.items) GLOSS_CHECK(add(item));
  return {};
}

}  // namespace gloss::codebook
