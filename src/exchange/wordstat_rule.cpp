// SPDX-License-Identifier: GPL-3.0-or-later
// operand { [NOT] operator operand [/switch] }, left to right. What is counted is the first operand: where
// it stands near the second, not the stretch of both. A switch holds for its operator and for those before it
// that have none: /S3 = at most 3 words apart within a sentence, /P /D /C passage, document, case.
#include "exchange/wordstat_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

struct Switch {
  char unit = 0;     ///< S P D C; 0 = none
  int distance = 0;  ///< 0 = none
};

struct Step {
  bool negative = false;
  std::string_view relation;
  std::string operand;
  Switch reach;
};

bool is_relation(std::string_view word) {
  return word == "NEAR" || word == "AFTER" || word == "BEFORE" || word == "AND" || word == "OR";
}
bool is_operator(std::string_view word) { return is_relation(word) || word == "NOT"; }

/// "/S3".
bool read_switch(std::string_view word, Switch& to) {
  if (word.size() < 2 || word[0] != '/') return false;
  const char unit = word[1] >= 'a' ? static_cast<char>(word[1] - 32) : word[1];
  if (std::string_view("SPDC").find(unit) == std::string_view::npos) return false;
  const std::string_view digits = word.substr(2);
  int distance = 0;
  if (!digits.empty()) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
    if (error != std::errc() || end != digits.data() + digits.size() || distance < 1) return false;
  }
  to = {unit, distance};
  return true;
}

std::string_view unit_of(char letter) {
  return letter == 'S' ? "sentence" : letter == 'P' ? "passage" : "source";
}

/// Without @NAME, its = or :, and brackets around the whole.
std::string_view body_of(std::string_view entry) {
  entry = trim_blanks(entry);
  if (entry.starts_with('@')) {
    const std::size_t end = entry.find_first_of(" \t=:[");
    if (end != std::string_view::npos) entry = trim_blanks(entry.substr(end));
    while (entry.starts_with('=') || entry.starts_with(':')) entry = trim_blanks(entry.substr(1));
  }
  if (entry.size() > 1 && ((entry.front() == '[' && entry.back() == ']') ||
                           (entry.front() == '(' && entry.find(')') == entry.size() - 1)))
    entry = trim_blanks(entry.substr(1, entry.size() - 2));
  return entry;
}

class RuleReader {
 public:
  RuleReader(std::string_view body, const std::function<std::string(std::string_view)>& category)
      : words_(split_blanks(body)), category_(category) {}

  WordstatRule read() {
    std::string first = operand();
    std::vector<Step> steps;
    while (problem_.empty() && at_ < words_.size()) steps.push_back(step());
    if (!problem_.empty()) return {{}, problem_};
    for (std::size_t i = steps.size(); i-- > 1;)
      if (steps[i - 1].reach.unit == 0) steps[i - 1].reach = steps[i].reach;
    for (const Step& one : steps) first = joined(std::move(first), one);
    return {first, {}};
  }

 private:
  std::string_view word() const { return at_ < words_.size() ? words_[at_] : std::string_view(); }
  void refuse(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  Step step() {
    Step made;
    Switch early;
    if (read_switch(word(), early)) {
      refuse(fmt::format("{} stands before an operator", word()));
      return made;
    }
    if (word() == "NOT") {
      made.negative = true;
      ++at_;
    }
    if (is_relation(word())) {
      made.relation = word();
      ++at_;
    } else if (made.negative) {
      made.relation = "AND";  // A NOT B
    } else {
      refuse(fmt::format("\"{}\" stands where an operator should", shown(word())));
      return made;
    }
    if (!made.negative && made.relation == "AND" && word() == "NOT") {
      made.negative = true;
      ++at_;
    }
    made.operand = operand();
    if (read_switch(word(), made.reach)) ++at_;
    return made;
  }

  /// Words up to the next operator or switch: a category, a word or a phrase.
  std::string operand() {
    std::string phrase;
    Switch ignored;
    for (; at_ < words_.size() && !is_operator(words_[at_]) && !read_switch(words_[at_], ignored); ++at_) {
      const std::string_view one = words_[at_];
      if (one.find_first_of("()[]") != std::string_view::npos) {
        refuse("parentheses inside a rule cannot be imported");
      } else if (one.starts_with('#')) {
        std::string reference = category_(one.substr(1));
        if (reference.empty()) refuse(fmt::format("there is no category {}", shown(one.substr(1))));
        if (!phrase.empty()) refuse(fmt::format("an operator is missing before {}", shown(one)));
        ++at_;
        return reference;
      } else {
        phrase += (phrase.empty() ? "" : " ") + std::string(one);
      }
    }
    std::replace(phrase.begin(), phrase.end(), '_', ' ');
    const Pattern pattern = pattern_of(phrase, Wildcards::star_and_question);
    if (!pattern.usable) refuse(phrase.empty() ? "a word is missing beside an operator" : pattern.problem);
    return '"' + pattern.text + '"';
  }

  static std::string joined(std::string left, const Step& step) {
    const std::string within =
        step.reach.unit == 0 ? std::string() : fmt::format(" within {}", unit_of(step.reach.unit));
    if (step.relation == "OR") return fmt::format("({} or {})", left, step.operand);
    if (step.relation == "AND")
      return fmt::format("({} {} {}{})", left, step.negative ? "without" : "with", step.operand, within);
    const std::string relation =
        (step.relation == "NEAR"    ? "near"
         : step.relation == "AFTER" ? "after"
                                    : "before") +
        (step.reach.distance > 0 ? fmt::format("/{}", step.reach.distance) : std::string());
    if (step.negative) return fmt::format("({} not {} {}{})", left, relation, step.operand, within);
    return fmt::format("({0} inside ({0} {1} {2}){3})", left, relation, step.operand, within);
  }

  std::vector<std::string_view> words_;
  const std::function<std::string(std::string_view)>& category_;
  std::size_t at_ = 0;
  std::string problem_;
};

}  // namespace

bool is_wordstat_rule(std::string_view entry) {
  entry = trim_blanks(entry);
  if (entry.starts_with('@') || entry.starts_with('#')) return true;
  bool has_operator = false, has_sign = false;
  for (const std::string_view word : split_blanks(entry)) {
    Switch reach;
    has_operator = has_operator || is_operator(word);
    has_sign = has_sign || word.starts_with('#') || read_switch(word, reach);
  }
  return has_operator && has_sign;
}

WordstatRule read_wordstat_rule(std::string_view entry,
                                const std::function<std::string(std::string_view)>& category) {
  constexpr std::size_t longest =
      4096;  // left sides are written twice, so that a rule doubles with each step
  constexpr std::size_t most_operators = 8;
  const std::string_view body = body_of(entry);
  const std::vector<std::string_view> words = split_blanks(body);
  if (entry.size() > longest ||
      static_cast<std::size_t>(std::count_if(words.begin(), words.end(), is_operator)) > most_operators)
    return {{}, fmt::format("has more than {} operators", most_operators)};
  return RuleReader(body, category).read();
}

}  // namespace gloss::exchange
