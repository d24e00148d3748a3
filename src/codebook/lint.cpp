// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace gloss::codebook {
namespace {

using Kind = Expression::Kind;

Expression ordered(const Expression& e) {
  Expression made = e;
  for (Expression& operand : made.operands) operand = ordered(operand);
  const bool free = e.kind == Kind::either || e.kind == Kind::both || e.kind == Kind::any_of ||
                    (e.kind == Kind::near && !e.negative);
  if (!free) return made;
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < made.operands.size(); ++i) order.emplace_back(print(made.operands[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<Expression> operands;
  for (const auto& [text, i] : order) operands.push_back(std::move(made.operands[i]));
  made.operands = std::move(operands);
  return made;
}

/// The example as it counts: on one line, blanks folded.
std::string example_key(const std::string& text) {
  std::string key;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank)
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

void lists_named(const Expression& e, std::set<std::string>& lists) {
  if (e.kind == Kind::list) lists.insert(e.text);
  for (const Expression& operand : e.operands) lists_named(operand, lists);
}

/// The codes that the rule wants not to be there.
void codes_refused(const Expression& e, bool refused, std::vector<const Expression*>& codes) {
  if (e.kind == Kind::code && refused && e.text != "*") codes.push_back(&e);
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    const bool turns = e.kind == Kind::none || (i == 1 && (e.negative || e.kind == Kind::without));
    codes_refused(e.operands[i], turns ? !refused : refused, codes);
  }
}

/// A part A of `... and A and not A`, or nullptr.
const Expression* at_odds(const Expression& e) {
  if (e.kind == Kind::both)
    for (const Expression& no : e.operands)
      if (no.kind == Kind::none)
        for (const Expression& yes : e.operands)
          if (canonical(yes) == canonical(no.operands.front())) return &yes;
  for (const Expression& operand : e.operands)
    if (const Expression* found = at_odds(operand)) return found;
  return nullptr;
}

class Lint {
 public:
  explicit Lint(const Codebook& codebook) : codebook_(codebook) {}

  std::vector<Finding> run() {
    for (const Code& code : codebook_.codes) {
      look_at_texts(code);
      for (std::size_t i = 0; i < code.rules.size(); ++i) look_at_rule(code, i);
    }
    find_exclusions();
    compare_rules();
    find_unused_lists();
    std::stable_sort(findings_.begin(), findings_.end(), comes_before);
    return std::move(findings_);
  }

 private:
  struct Place {
    std::size_t code = 0, rule = 0;
  };

  void add(std::string_view kind, int line, int column, const Code* code, std::size_t rule,
           std::string message, std::string remedy) {
    findings_.push_back({kind,
                         line,
                         column,
                         code == nullptr ? std::string() : code->id,
                         static_cast<int>(rule),
                         std::move(message),
                         std::move(remedy),
                         {}});
  }

  void look_at_texts(const Code& code) {
    if (code.definition.empty())
      add(finding::no_definition, code.line, code.column, &code, 0,
          fmt::format("'{}' has no definition", code.id), "say in definition: what the code means");
    if (!code.rules.empty() && code.examples.empty())
      add(finding::no_examples, code.line, code.column, &code, 0,
          fmt::format("'{}' has rules but no examples", code.id), "add passages it must find");
    if (!code.rules.empty() && code.counterexamples.empty())
      add(finding::no_counterexamples, code.line, code.column, &code, 0,
          fmt::format("'{}' has rules but no counterexamples", code.id), "add passages it must leave alone");
    std::map<std::string, int> lines;
    for (const Example& example : code.examples) lines.emplace(example_key(example.text), example.line);
    for (const Example& counter : code.counterexamples)
      if (const auto found = lines.find(example_key(counter.text)); found != lines.end())
        add(finding::contradiction, counter.line, counter.column, &code, 0,
            fmt::format("this counterexample of '{}' is an example, too (line {})", code.id, found->second),
            "keep it in one place");
  }

  void look_at_rule(const Code& code, std::size_t index) {
    const Rule& rule = code.rules[index];
    if (const Expression* part = at_odds(rule.expression))
      add(finding::contradiction, rule.line, rule.column, &code, index + 1,
          fmt::format("this rule of '{}' wants {} and not {}: it can never match", code.id, print(*part),
                      print(*part)),
          "take one of the two out");
    const Kind kind = rule.expression.kind;
    if (kind != Kind::affirmed && kind != Kind::negated) return;
    for (std::size_t i = 0; i < index; ++i) {
      const Expression& other = code.rules[i].expression;
      if ((other.kind != Kind::affirmed && other.kind != Kind::negated) || other.kind == kind) continue;
      if (canonical(other.operands[0]) == canonical(rule.expression.operands[0]))
        add(finding::contradiction, rule.line, rule.column, &code, index + 1,
            fmt::format(
                "this rule of '{}' and rule {} (line {}) find the same words with and without negation",
                code.id, i + 1, code.rules[i].line),
            "one of the two, or " + print(other.operands[0]));
    }
  }

  void exclude(std::size_t a, std::size_t b, std::string why) {
    if (a != b) exclusions_.emplace(std::minmax(a, b), std::move(why));
  }

  /// Pairs of codes that cannot both be right, and why.
  void find_exclusions() {
    std::multimap<std::string, std::size_t> examples;
    for (std::size_t i = 0; i < codebook_.codes.size(); ++i)
      for (const Example& example : codebook_.codes[i].examples)
        examples.emplace(example_key(example.text), i);
    for (std::size_t i = 0; i < codebook_.codes.size(); ++i) {
      const Code& code = codebook_.codes[i];
      for (const Example& counter : code.counterexamples) {
        const auto [begin, end] = examples.equal_range(example_key(counter.text));
        for (auto at = begin; at != end; ++at)
          exclude(i, at->second,
                  fmt::format("the counterexample in line {} is an example of '{}'", counter.line,
                              codebook_.codes[at->second].id));
      }
      for (const Rule& rule : code.rules) {
        std::vector<const Expression*> refused;
        codes_refused(rule.expression, false, refused);
        for (const Expression* one : refused)
          if (const int other = codebook_.find(one->text); other >= 0)
            exclude(i, static_cast<std::size_t>(other),
                    fmt::format("the rule in line {} refuses <{}>", rule.line, one->text));
      }
    }
  }

  void compare_rules() {
    std::map<std::string, Place> seen;
    for (std::size_t c = 0; c < codebook_.codes.size(); ++c)
      for (std::size_t r = 0; r < codebook_.codes[c].rules.size(); ++r) {
        const Code& code = codebook_.codes[c];
        const Rule& rule = code.rules[r];
        const auto [at, fresh] = seen.try_emplace(canonical(rule.expression), Place{c, r});
        if (fresh) continue;
        const Code& other = codebook_.codes[at->second.code];
        const int line = other.rules[at->second.rule].line;
        const auto excluded = exclusions_.find(std::minmax(c, at->second.code));
        if (excluded != exclusions_.end())
          add(finding::contradiction, rule.line, rule.column, &code, r + 1,
              fmt::format(
                  "this rule of '{}' is also a rule of '{}' (line {}), but the two exclude each other: {}",
                  code.id, other.id, line, excluded->second),
              "keep it under one of them");
        else
          add(finding::duplicate_rule, rule.line, rule.column, &code, r + 1,
              c == at->second.code
                  ? fmt::format("this rule of '{}' stands there twice (line {})", code.id, line)
                  : fmt::format("this rule of '{}' is also a rule of '{}' (line {})", code.id, other.id,
                                line),
              "keep it in one place");
      }
  }

  void find_unused_lists() {
    std::set<std::string> used;
    for (const Code& code : codebook_.codes)
      for (const Rule& rule : code.rules) lists_named(rule.expression, used);
    for (const List& list : codebook_.lists)
      if (!used.contains(list.name))
        add(finding::unused_list, list.line, list.column, nullptr, 0,
            fmt::format("no rule uses the list '{}'", list.name), "use $" + list.name + ", or delete it");
  }

  const Codebook& codebook_;
  std::vector<Finding> findings_;
  std::map<std::pair<std::size_t, std::size_t>, std::string> exclusions_;
};

}  // namespace

std::string canonical(const Expression& expression) {
  return print(expression.operands.empty() ? expression : ordered(expression));
}

bool comes_before(const Finding& a, const Finding& b) {
  return std::tie(a.line, a.column, a.kind, a.code, a.rule) <
         std::tie(b.line, b.column, b.kind, b.code, b.rule);
}

std::vector<Finding> lint(const Codebook& codebook) { return Lint(codebook).run(); }

}  // namespace gloss::codebook
