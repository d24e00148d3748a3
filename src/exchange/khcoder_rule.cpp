// SPDX-License-Identifier: GPL-3.0-or-later
// Recursive descent over the pieces of a condition. What nests is counted first.
#include "exchange/khcoder_rule.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "base/limits.h"
#include "exchange/dictionary_parts.h"
#include "exchange/khcoder_atoms.h"

namespace gloss::exchange {
namespace {

using Atom = KhcoderAtom;
using Token = KhcoderToken;

constexpr int largest_number = 1'000'000;
constexpr std::size_t longest_condition = limits::MiB;  // as our own rules

/// A sub-condition: `text` is in our language and needs no parentheses around it.
struct Value {
  enum class Kind {
    words,      ///< can be counted
    truth,      ///< 0 or 1
    attribute,  ///< a number of the unit
    number,
  };
  Kind kind = Kind::truth;
  std::string text;
  bool is_pattern = false;
  bool counts_sentences = false;  ///< '...' alone: KH Coder counts the sentences that have the text
};

std::string_view flipped(std::string_view comparison) {
  if (comparison == "<") return ">";
  if (comparison == "<=") return ">=";
  if (comparison == ">") return "<";
  if (comparison == ">=") return "<=";
  return comparison;
}

class ConditionReader {
 public:
  ConditionReader(std::string_view condition, const std::function<std::string(std::string_view)>& code)
      : tokens_(khcoder_tokens(condition)), code_(code) {}

  KhcoderCondition read() {
    KhcoderCondition made;
    if (tokens_.empty()) return made;
    for (Value& value : either()) {
      // A word stays a pattern, so that it can stand in a list.
      if (value.is_pattern)
        made.parts.push_back({value.text, false});
      else
        made.parts.push_back({truth(value), true});
    }
    if (problem_.empty() && at_ < tokens_.size())
      refuse(fmt::format("\"{}\" stands where an operator should", shown(tokens_[at_].text)));
    made.problem = std::move(problem_);
    made.notes = std::move(notes_);
    if (!made.problem.empty()) made.parts.clear();
    return made;
  }

 private:
  bool at(std::string_view operation) const {
    return at_ < tokens_.size() && tokens_[at_].kind == Token::Kind::operation &&
           tokens_[at_].text == operation;
  }
  bool take(std::string_view operation) {
    if (!at(operation)) return false;
    ++at_;
    return true;
  }
  Value refuse(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    at_ = tokens_.size();
    return {};
  }

  std::vector<Value> either() {
    std::vector<Value> operands;
    do operands.push_back(both());
    while (take("or"));
    return operands;
  }

  Value both() {
    Value left = negation();
    if (!at("and")) return left;
    std::string text = truth(left);
    while (take("and")) text += " and " + truth(negation());
    return {Value::Kind::truth, '(' + text + ')', false, false};
  }

  Value negation() {
    bool negative = false, any = false;
    while (take("not")) {
      negative = !negative;
      any = true;
    }
    Value operand = comparison();
    if (!any) return operand;
    const std::string text = truth(operand);
    return {Value::Kind::truth, negative ? "(not " + text + ')' : text, false, false};
  }

  Value comparison() {
    Value left = sum();
    for (const std::string_view sign : {"<", "<=", ">", ">=", "=", "!="}) {
      if (!take(sign)) continue;
      Value right = sum();
      if (left.kind == Value::Kind::number) return compared(right, flipped(sign), left);
      return compared(left, sign, right);
    }
    return left;
  }

  Value compared(const Value& left, std::string_view sign, const Value& right) {
    if (!problem_.empty()) return {};
    int number = 0;
    const std::string& digits = right.text;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (right.kind != Value::Kind::number || error != std::errc() || number > largest_number ||
        end != digits.data() + digits.size())
      return refuse("a comparison can be imported only with a whole number on one side");
    if (left.kind == Value::Kind::attribute)
      return {Value::Kind::truth, fmt::format("(unit where {} {} {})", left.text, sign, number), false,
              false};
    if (left.kind != Value::Kind::words)
      return refuse("a comparison can be imported only with words, a length or a variable on the other side");
    if (left.counts_sentences)
      notes_.emplace_back("a text in '...' is counted; KH Coder counts the sentences that have it");
    return {Value::Kind::truth, fmt::format("(count({}) {} {})", spelled(left), sign, number), false, false};
  }

  /// a + b: how often either occurs.
  Value sum() {
    Value left = operand();
    while (problem_.empty() && (at("+") || at("-") || at("*") || at("/"))) {
      if (!take("+")) return refuse(fmt::format("arithmetic with {} cannot be imported", tokens_[at_].text));
      const Value right = operand();
      if (left.kind != Value::Kind::words || right.kind != Value::Kind::words)
        return refuse("only words can be added");
      left = {Value::Kind::words, fmt::format("({} or {})", spelled(left), spelled(right)), false,
              left.counts_sentences || right.counts_sentences};
    }
    return left;
  }

  Value operand() {
    if (!problem_.empty()) return {};
    if (at_ == tokens_.size()) return refuse("something is missing at the end");
    const Token& token = tokens_[at_];
    if (token.kind == Token::Kind::open) return parenthesis();
    if (token.kind != Token::Kind::atom)
      return refuse(fmt::format("something is missing before \"{}\"", token.text));
    ++at_;
    Atom atom = read_khcoder_atom(token, code_);
    if (!atom.problem.empty()) return refuse(std::move(atom.problem));
    if (!atom.note.empty()) notes_.push_back(std::move(atom.note));
    switch (atom.kind) {
      case Atom::Kind::words:
        return {Value::Kind::words, atom.text, atom.is_pattern, atom.text.starts_with("text(")};
      case Atom::Kind::unit:
        return {Value::Kind::truth, atom.text, false, false};
      case Atom::Kind::attribute:
        return {Value::Kind::attribute, atom.text, false, false};
      case Atom::Kind::number:
        break;
    }
    return {Value::Kind::number, atom.text, false, false};
  }

  Value parenthesis() {
    if (++nesting_ > limits::rule_depth)
      return refuse(fmt::format("is nested deeper than {} levels", limits::rule_depth));
    ++at_;
    std::vector<Value> operands = either();
    if (!problem_.empty()) return {};
    if (at_ == tokens_.size() || tokens_[at_].kind != Token::Kind::close)
      return refuse("a parenthesis is never closed");
    ++at_;
    --nesting_;
    if (operands.size() == 1) return std::move(operands.front());
    std::string text;
    for (const Value& one : operands) text += (text.empty() ? "" : " or ") + truth(one);
    return {Value::Kind::truth, '(' + text + ')', false, false};
  }

  static std::string spelled(const Value& value) {
    return value.is_pattern ? '"' + value.text + '"' : value.text;
  }

  /// Whether the unit is coded: the number is not 0.
  std::string truth(const Value& value) {
    if (value.kind == Value::Kind::number)
      return value.text.find_first_not_of('0') == std::string::npos ? "(not unit)" : "unit";
    if (value.kind == Value::Kind::attribute)
      refuse(fmt::format("the number {} needs a comparison", value.text));
    return spelled(value);
  }

  std::vector<Token> tokens_;
  const std::function<std::string(std::string_view)>& code_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::vector<std::string> notes_;
  std::string problem_;
};

}  // namespace

KhcoderCondition read_khcoder_condition(std::string_view condition,
                                        const std::function<std::string(std::string_view)>& code) {
  if (condition.size() > longest_condition) {
    KhcoderCondition refused;
    refused.problem = fmt::format("is longer than {} bytes", longest_condition);
    return refused;
  }
  return ConditionReader(condition, code).read();
}

}  // namespace gloss::exchange
