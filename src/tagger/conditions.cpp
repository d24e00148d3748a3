// SPDX-License-Identifier: GPL-3.0-or-later
// Tests on attributes: globs on folded text, numbers where both sides are numbers.
#include "tagger/conditions.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "model/cases.h"
#include "text/fold.h"

namespace gloss::tagger {
namespace {

using codebook::Test;
using Comparison = codebook::Test::Comparison;
using Subject = PreparedTest::Subject;

std::optional<double> number_in(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value == value ? std::optional<double>(value) : std::nullopt;
}

bool equals_any(const PreparedTest& test, const std::string& folded) {
  const std::optional<double> number = number_in(folded);
  for (std::size_t i = 0; i < test.values.size(); ++i) {
    if (number && test.numbers[i] && *number == *test.numbers[i]) return true;
    if (model::glob_matches(test.values[i], folded)) return true;
  }
  return false;
}

/// Whether the test holds of an attribute with these values (several for nested sections, none where it is
/// not set).
bool holds_of(const PreparedTest& test, const std::vector<std::string_view>& attribute) {
  if (test.comparison == Comparison::is_set) return !attribute.empty();
  if (test.comparison == Comparison::is_not_set) return attribute.empty();
  const bool equality = test.comparison == Comparison::equal || test.comparison == Comparison::in ||
                        test.comparison == Comparison::not_equal;
  const bool any = std::any_of(attribute.begin(), attribute.end(), [&](std::string_view value) {
    if (equality) return equals_any(test, text::fold(value));
    const std::optional<double> number = number_in(text::fold(value));
    if (!number || test.numbers.empty() || !test.numbers.front()) return false;
    const double wanted = *test.numbers.front();
    switch (test.comparison) {
      case Comparison::less:
        return *number < wanted;
      case Comparison::less_or_equal:
        return *number <= wanted;
      case Comparison::greater:
        return *number > wanted;
      case Comparison::greater_or_equal:
        return *number >= wanted;
      default:
        return false;
    }
  });
  return test.comparison == Comparison::not_equal ? !any : any;
}

Subject subject_named(std::string_view name) {
  if (name == "source") return Subject::source;
  if (name == "kind") return Subject::kind;
  if (name == "language") return Subject::language;
  if (name == "speaker") return Subject::speaker;
  if (name == "role") return Subject::role;
  if (name == "section") return Subject::section;
  return Subject::variable;
}

}  // namespace

Result<PreparedCondition> prepare(const codebook::Condition& condition) {
  PreparedCondition prepared;
  for (const Test& test : condition) {
    if (test.attribute.starts_with("unit.") || test.attribute.starts_with("section."))
      return Err(Fault::bad_configuration, {}, "'" + test.attribute + "' is not available in this version",
                 "use source, kind, language, speaker, role, section or a variable");
    PreparedTest made;
    made.subject = subject_named(test.attribute);
    made.name = test.attribute;
    made.comparison = test.comparison;
    for (const std::string& value : test.values) {
      made.values.push_back(text::fold(value));
      made.numbers.push_back(number_in(made.values.back()));
    }
    prepared.push_back(std::move(made));
  }
  return prepared;
}

void Conditions::start(const SourceView& source, const std::vector<PreparedCondition>& conditions,
                       Units& units) {
  source_ = &source;
  conditions_ = &conditions;
  units_ = &units;
  passages_.resize(conditions.size());
  for (auto& passages : passages_) passages.clear();
}

std::int32_t Conditions::common_section(std::int32_t a, std::int32_t b) const {
  const auto& parents = source_->facts->section_parents;
  const auto parent = [&](std::int32_t section) {
    return static_cast<std::size_t>(section) < parents.size() ? parents[static_cast<std::size_t>(section)]
                                                              : -1;
  };
  for (std::size_t steps = 0; a >= 0 && steps <= parents.size(); ++steps, a = parent(a)) {
    std::int32_t other = b;
    for (std::size_t more = 0; other >= 0 && more <= parents.size(); ++more, other = parent(other))
      if (other == a) return a;
  }
  return -1;
}

bool Conditions::test_holds(const PreparedTest& test, std::int32_t speaker, bool one_speaker,
                            std::int32_t section) const {
  const SourceFacts& facts = *source_->facts;
  const SpeakerFacts* who =
      one_speaker && speaker >= 0 && static_cast<std::size_t>(speaker) < facts.speakers.size()
          ? &facts.speakers[static_cast<std::size_t>(speaker)]
          : nullptr;
  std::vector<std::string_view> values;
  switch (test.subject) {
    case Subject::source:
      values.push_back(facts.name);
      break;
    case Subject::kind:
      values.push_back(model::name_of(facts.kind));
      break;
    case Subject::language:
      if (!facts.language.empty()) values.push_back(facts.language);
      break;
    case Subject::speaker:
      if (who) values.push_back(who->label);
      break;
    case Subject::role:
      if (one_speaker) values.push_back(model::name_of(who ? who->role : model::Role::unknown));
      break;
    case Subject::section:
      for (std::size_t steps = 0; section >= 0 && steps <= facts.sections.size(); ++steps) {
        const auto index = static_cast<std::size_t>(section);
        if (index >= facts.sections.size()) break;
        values.push_back(facts.sections[index]);
        section = index < facts.section_parents.size() ? facts.section_parents[index] : -1;
      }
      break;
    case Subject::variable: {
      const model::Variables* owner =
          who && who->variables.contains(test.name) ? &who->variables : &facts.variables;
      if (const auto found = owner->find(test.name); found != owner->end()) values.push_back(found->second);
      break;
    }
  }
  return holds_of(test, values);
}

bool Conditions::holds_for(const PreparedCondition& condition, std::int32_t speaker, bool one_speaker,
                           std::int32_t section) const {
  return std::all_of(condition.begin(), condition.end(), [&](const PreparedTest& test) {
    return test_holds(test, speaker, one_speaker, section);
  });
}

const std::vector<std::uint8_t>& Conditions::passages(std::size_t index) {
  auto& passages = passages_[index];
  const auto rows = source_->tokens.passages;
  if (!passages.empty() || rows.empty()) return passages;
  passages.resize(rows.size());
  std::map<std::pair<std::int32_t, std::int32_t>, bool> known;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [at, fresh] = known.try_emplace({rows[i].speaker, rows[i].section}, false);
    if (fresh) at->second = holds_for((*conditions_)[index], rows[i].speaker, true, rows[i].section);
    passages[i] = at->second;
  }
  return passages;
}

bool Conditions::holds(std::size_t index, Run run) {
  const PreparedCondition& condition = (*conditions_)[index];
  if (condition.empty()) return true;
  const std::size_t first = units_->passage_of(run.first);
  const auto& tokens = source_->tokens;
  if (run.last < tokens.passage_end(first)) return passages(index)[first] != 0;
  std::int32_t speaker = tokens.passages[first].speaker, section = tokens.passages[first].section;
  bool one_speaker = true;
  for (std::size_t i = first + 1; i < tokens.passages.size() && tokens.passages[i].first <= run.last; ++i) {
    if (!one_speaker && section < 0) break;
    if (tokens.passages[i].first == tokens.passage_end(i)) continue;
    one_speaker = one_speaker && tokens.passages[i].speaker == speaker;
    if (tokens.passages[i].section != section) section = common_section(section, tokens.passages[i].section);
  }
  return holds_for(condition, speaker, one_speaker, section);
}

}  // namespace gloss::tagger
