// SPDX-License-Identifier: GPL-3.0-or-later
// `where` by the book: all facts of a span laid out, then compared.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "tagger/oracle_sets.h"
#include "text/fold.h"

namespace gloss::test {

using namespace by_the_book;

namespace {

bool number_of(const std::string& text, double* number) {
  char* end = nullptr;
  *number = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

/// "2021-5" as {2021, 5}; empty where it is no date.
std::vector<int> date_of(const std::string& text) {
  for (const char mark : {'-', '/'}) {
    const std::string format = std::string("%4d") + mark + "%2d" + mark + "%2d%n";
    int year = 0, month = 0, day = 0, used = 0;
    const int parts = std::sscanf(text.c_str(), format.c_str(), &year, &month, &day, &used);
    if (parts < 1 || year < 1000) continue;
    const std::string digits = "0123456789";
    const auto marks = std::count(text.begin(), text.end(), mark);
    const bool clean = text.find_first_not_of(digits + mark) == std::string::npos;
    if (!clean || marks != parts - 1) continue;
    std::vector<int> date{year, month, day};
    date.resize(static_cast<std::size_t>(parts));
    return date;
  }
  return {};
}

/// -1, 0, 1, or nothing where the two have no order.
std::optional<int> order(const std::string& value, const std::string& wanted) {
  double a = 0, b = 0;
  const bool number_a = number_of(value, &a), number_b = number_of(wanted, &b);
  if (number_a && number_b) return a < b ? -1 : a > b ? 1 : 0;
  const std::vector<int> x = date_of(value), y = date_of(wanted);
  if (!x.empty() && !y.empty()) {
    for (std::size_t i = 0; i < y.size(); ++i) {
      if (i >= x.size()) return std::nullopt;
      if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    }
    return 0;
  }
  if (number_a || number_b || !x.empty() || !y.empty()) return std::nullopt;
  return value < wanted ? -1 : value > wanted ? 1 : 0;
}

bool value_holds(Comparison comparison, const std::string& value, const std::string& wanted) {
  const std::optional<int> found = order(value, wanted);
  switch (comparison) {
    case Comparison::less:
      return found && *found < 0;
    case Comparison::less_or_equal:
      return found && *found <= 0;
    case Comparison::greater:
      return found && *found > 0;
    case Comparison::greater_or_equal:
      return found && *found >= 0;
    default:
      return oracle_glob(wanted, value) || (found && *found == 0);
  }
}

}  // namespace

bool Oracle::holds(const codebook::Condition& condition, Unit unit, Interval span) const {
  return std::all_of(condition.begin(), condition.end(),
                     [&](const codebook::Test& test) { return holds(test, unit, span); });
}

/// What the speaker of a passage (-1: several speak) has under a name.
std::vector<std::string> Oracle::of_speaker(const std::string& name, int passage) const {
  const tagger::SourceFacts& facts = script_.facts;
  const int speaker = passage < 0 ? -1 : script_.passages[static_cast<std::size_t>(passage)].speaker;
  const tagger::SpeakerFacts* who =
      speaker < 0 ? nullptr : &facts.speakers[static_cast<std::size_t>(speaker)];
  if (name == "role") {
    if (passage < 0) return {};
    return {std::string(model::name_of(who ? who->role : model::Role::unknown))};
  }
  if (name == "speaker") return who ? std::vector{who->label} : std::vector<std::string>{};
  if (name == "case")
    return who && !who->case_name.empty() ? std::vector{who->case_name} : std::vector<std::string>{};
  const bool of_case_only = name.starts_with("case.");
  const std::string variable = of_case_only ? name.substr(5) : name;
  if (who && who->variables.contains(variable)) return {who->variables.at(variable)};
  if (!of_case_only && facts.variables.contains(variable)) return {facts.variables.at(variable)};
  return {};
}

/// All values that the attribute has for the span.
std::vector<std::string> Oracle::values_of(const std::string& name, Unit unit, Interval span) const {
  const tagger::SourceFacts& facts = script_.facts;
  std::vector<int> passages;
  for (int i = span.first; i <= span.second; ++i) {
    const int own = text_[static_cast<std::size_t>(i)].passage;
    if (passages.empty() || passages.back() != own) passages.push_back(own);
  }
  const auto row = [&](int passage) -> const ScriptPassage& {
    return script_.passages[static_cast<std::size_t>(passage)];
  };
  const auto all_same = [&](const auto& key) {
    return std::all_of(passages.begin(), passages.end(),
                       [&](int p) { return key(row(p)) == key(row(passages[0])); });
  };
  const bool one_turn = passages.size() == 1 || (all_same([](const ScriptPassage& p) { return p.turn; }) &&
                                                 row(passages[0]).turn >= 0);
  if (name == "source") return {facts.name};
  if (name == "kind") return {facts.kind == model::Kind::interview ? "interview" : "field-note"};
  if (name == "language") return {facts.language};
  for (const char* own : {"source.", "document."})
    if (name.starts_with(own)) {
      const auto found = facts.variables.find(name.substr(std::string(own).size()));
      return found == facts.variables.end() ? std::vector<std::string>{} : std::vector{found->second};
    }
  if (name.starts_with("section")) {
    // The headings around all of the span, outermost first.
    const auto path = [&](int passage) {
      std::vector<int> sections;
      for (int at = row(passage).section; at >= 0; at = facts.section_parents[static_cast<std::size_t>(at)])
        sections.insert(sections.begin(), at);
      return sections;
    };
    std::vector<int> common = path(passages[0]);
    for (const int p : passages) {
      const std::vector<int> other = path(p);
      std::size_t same = 0;
      while (same < common.size() && same < other.size() && common[same] == other[same]) ++same;
      common.resize(same);
    }
    std::vector<std::string> titles;
    for (const int section : common) titles.push_back(facts.sections[static_cast<std::size_t>(section)]);
    if (name == "section") return titles;
    const auto level = static_cast<std::size_t>(std::atoi(name.c_str() + 8));
    return level <= titles.size() ? std::vector{titles[level - 1]} : std::vector<std::string>{};
  }
  if (name == "turn.number") {
    if (!one_turn || row(passages[0]).turn < 0) return {};
    return {std::to_string(row(passages[0]).turn + 1)};
  }
  if (name.starts_with("previous.")) {
    if (!one_turn) return {};
    int first = passages[0];
    while (first > 0 && row(first).turn >= 0 && row(first - 1).turn == row(first).turn) --first;
    return first == 0 ? std::vector<std::string>{} : of_speaker(name.substr(9), first - 1);
  }
  if (name.starts_with("unit.")) {
    const Interval* smallest = nullptr;
    int number = 0, found = 0;
    for (const Interval& one : units_.at(unit)) {
      ++number;
      if (!in(span, one) || (smallest && !in(one, *smallest))) continue;
      smallest = &one;
      found = number;
    }
    if (!smallest) return {};
    if (name == "unit.words") return {std::to_string(smallest->second - smallest->first + 1)};
    if (name == "unit.number") return {std::to_string(unit == Unit::passage ? passages[0] + 1 : found)};
    int characters = 0;
    for (int i = smallest->first; i <= smallest->second; ++i) characters += length_of(i);
    return {std::to_string(characters)};
  }
  return of_speaker(name, all_same([](const ScriptPassage& p) { return p.speaker; }) ? passages[0] : -1);
}

bool Oracle::holds(const codebook::Test& test, Unit unit, Interval span) const {
  const std::vector<std::string> values = values_of(test.attribute, unit, span);
  if (test.comparison == Comparison::is_set) return !values.empty();
  if (test.comparison == Comparison::is_not_set) return values.empty();
  bool any = false;
  for (const std::string& value : values)
    for (const std::string& wanted : test.values)
      any = any || value_holds(test.comparison, text::fold(value), text::fold(wanted));
  return test.comparison == Comparison::not_equal ? !any : any;
}

/// The unit that a `where` asks about.
Unit Oracle::asked(const Expression& where, Unit in_force) const {
  const Expression& inner = where.operands[0];
  if (inner.kind == Kind::where) return asked(inner, in_force);
  return inner.kind == Kind::within ? inner.unit : in_force;
}

}  // namespace gloss::test
