// SPDX-License-Identifier: GPL-3.0-or-later
// Tests on attributes.
#include "tagger/conditions.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "model/cases.h"
#include "text/fold.h"

namespace gloss::tagger {
namespace {

using codebook::Attribute;
using codebook::Test;
using Comparison = codebook::Test::Comparison;
using Subject = codebook::Attribute::Subject;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<double> number_in(std::string_view text) {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value == value ? std::optional<double>(value) : std::nullopt;
}

/// 2021, 2021-05, 2021-5-3, 2021/05/03, and a time of day behind the day; how many parts there are.
int date_in(std::string_view text, std::array<int, 3>& date) {
  constexpr std::array<std::size_t, 3> most_digits = {4, 2, 2};
  constexpr std::array<int, 3> largest = {9999, 12, 31};
  const char mark = text.size() > 4 ? text[4] : '-';
  for (std::size_t part = 0; part < 3; ++part) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > most_digits[part] || (part == 0 && digits != 4)) return 0;
    std::from_chars(text.data(), text.data() + digits, date[part]);
    if (date[part] < 1 || date[part] > largest[part]) return 0;
    text.remove_prefix(digits);
    if (text.empty()) return static_cast<int>(part) + 1;
    const bool time_follows = part == 2 && (text.front() == 't' || text.front() == ' ');
    if (time_follows) return 3;
    if (part == 2 || text.front() != mark || (mark != '-' && mark != '/')) return 0;
    text.remove_prefix(1);
  }
  return 0;
}

/// The order of two dates; nothing where one of them ends before it is decided. `value` may be more exact
/// than `wanted`.
std::optional<int> order_of_dates(const AttributeValue& value, const AttributeValue& wanted) {
  for (int part = 0; part < wanted.date_parts; ++part) {
    if (part == value.date_parts) return std::nullopt;
    const auto i = static_cast<std::size_t>(part);
    if (value.date[i] != wanted.date[i]) return value.date[i] < wanted.date[i] ? -1 : 1;
  }
  return 0;
}

std::optional<int> order_of(const AttributeValue& value, const AttributeValue& wanted) {
  if (value.number && wanted.number)
    return *value.number < *wanted.number ? -1 : *value.number > *wanted.number ? 1 : 0;
  if (value.date_parts > 0 && wanted.date_parts > 0) return order_of_dates(value, wanted);
  if (value.number || wanted.number || value.date_parts > 0 || wanted.date_parts > 0) return std::nullopt;
  return value.folded.compare(wanted.folded);
}

bool is_equal(const AttributeValue& value, const AttributeValue& wanted) {
  if (value.number && wanted.number && *value.number == *wanted.number) return true;
  const bool dates = value.date_parts > 0 && wanted.date_parts > 0 && !(value.number && wanted.number);
  if (dates && order_of_dates(value, wanted) == 0) return true;
  return model::glob_matches(wanted.folded, value.folded);
}

bool is_order(Comparison comparison) {
  return comparison == Comparison::less || comparison == Comparison::less_or_equal ||
         comparison == Comparison::greater || comparison == Comparison::greater_or_equal;
}

bool number_holds(const PreparedTest& test, double number) {
  const auto any = [&](const auto& wanted) {
    return std::any_of(test.values.begin(), test.values.end(),
                       [&](const AttributeValue& value) { return value.number && wanted(*value.number); });
  };
  switch (test.comparison) {
    case Comparison::less:
      return any([&](double wanted) { return number < wanted; });
    case Comparison::less_or_equal:
      return any([&](double wanted) { return number <= wanted; });
    case Comparison::greater:
      return any([&](double wanted) { return number > wanted; });
    case Comparison::greater_or_equal:
      return any([&](double wanted) { return number >= wanted; });
    case Comparison::not_equal:
      return !any([&](double wanted) { return number == wanted; });
    default:
      return any([&](double wanted) { return number == wanted; });
  }
}

}  // namespace

AttributeValue::AttributeValue(std::string_view value) : folded(text::fold(value)) {
  const std::string_view bare = trimmed(folded);
  number = number_in(bare);
  date_parts = date_in(bare, date);
}

bool compares(Comparison comparison, const AttributeValue& value, const AttributeValue& wanted) {
  if (!is_order(comparison)) return is_equal(value, wanted) != (comparison == Comparison::not_equal);
  const std::optional<int> order = order_of(value, wanted);
  if (!order) return false;
  switch (comparison) {
    case Comparison::less:
      return *order < 0;
    case Comparison::less_or_equal:
      return *order <= 0;
    case Comparison::greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

Result<PreparedCondition> prepare(const codebook::Condition& condition, codebook::Unit unit) {
  PreparedCondition prepared;
  for (const Test& test : condition) {
    PreparedTest made;
    made.attribute = codebook::attribute_named(test.attribute);
    if (made.attribute.subject == Subject::unknown)
      return Err(Fault::bad_configuration, {}, "there is no attribute '" + test.attribute + "'",
                 made.attribute.hint);
    made.unit = unit;
    made.comparison = test.comparison;
    for (const std::string& value : test.values) made.values.emplace_back(value);
    prepared.push_back(std::move(made));
  }
  return prepared;
}

bool is_decided_by_passage(const PreparedCondition& condition) {
  return std::none_of(condition.begin(), condition.end(), [](const PreparedTest& test) {
    const Subject subject = test.attribute.subject;
    return test.unit == codebook::Unit::sentence &&
           (subject == Subject::unit_words || subject == Subject::unit_chars ||
            subject == Subject::unit_number);
  });
}

void Conditions::start(const SourceView& source, const std::vector<PreparedCondition>& conditions,
                       Units& units, Lengths& lengths) {
  source_ = &source;
  conditions_ = &conditions;
  units_ = &units;
  lengths_ = &lengths;
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

Conditions::Place Conditions::place_in(std::size_t passage) const {
  const auto& tokens = source_->tokens;
  const index::PassageRow& row = tokens.passages[passage];
  const std::uint32_t past = tokens.passage_end(passage);
  return {{row.first, past == row.first ? row.first : past - 1},
          passage,
          passage,
          true,
          row.speaker,
          row.section};
}

Conditions::Place Conditions::place_of(Run run) {
  const auto& tokens = source_->tokens;
  Place place = place_in(units_->passage_of(run.first));
  place.run = run;
  for (std::size_t i = place.first + 1; i < tokens.passages.size() && tokens.passages[i].first <= run.last;
       ++i) {
    if (tokens.passages[i].first == tokens.passage_end(i)) continue;
    place.last = i;
    place.one_speaker = place.one_speaker && tokens.passages[i].speaker == place.speaker;
    if (tokens.passages[i].section != place.section)
      place.section = common_section(place.section, tokens.passages[i].section);
  }
  return place;
}

/// The first passage of the turn that holds the place.
std::optional<std::size_t> Conditions::turn_of(const Place& place) const {
  const auto passages = source_->tokens.passages;
  const std::int32_t turn = passages[place.first].turn;
  if (turn < 0) return place.first == place.last ? std::optional(place.first) : std::nullopt;
  if (passages[place.last].turn != turn) return std::nullopt;
  std::size_t first = place.first;
  while (first > 0 && passages[first - 1].turn == turn) --first;
  return first;
}

void Conditions::add_speaker_value(const Attribute& attribute, std::int32_t speaker,
                                   std::vector<std::string_view>& values) const {
  const SourceFacts& facts = *source_->facts;
  const SpeakerFacts* who = speaker >= 0 && static_cast<std::size_t>(speaker) < facts.speakers.size()
                                ? &facts.speakers[static_cast<std::size_t>(speaker)]
                                : nullptr;
  const auto add = [&](const model::Variables& variables) {
    const auto found = variables.find(attribute.name);
    if (found != variables.end()) values.push_back(found->second);
  };
  switch (attribute.subject) {
    case Subject::speaker:
      if (who) values.push_back(who->label);
      break;
    case Subject::role:
      values.push_back(model::name_of(who ? who->role : model::Role::unknown));
      break;
    case Subject::case_name:
      if (who && !who->case_name.empty()) values.push_back(who->case_name);
      break;
    case Subject::variable:
    case Subject::case_variable:
      if (who) add(who->variables);
      if (values.empty() && attribute.subject == Subject::variable) add(facts.variables);
      break;
    default:
      break;
  }
}

/// None where the attribute is not set; several for nested sections.
void Conditions::add_values(const PreparedTest& test, const Place& place,
                            std::vector<std::string_view>& values) const {
  const SourceFacts& facts = *source_->facts;
  const Attribute& attribute = test.attribute;
  if (attribute.previous) {
    const std::optional<std::size_t> turn = turn_of(place);
    if (turn && *turn > 0) add_speaker_value(attribute, source_->tokens.passages[*turn - 1].speaker, values);
    return;
  }
  switch (attribute.subject) {
    case Subject::source:
      values.push_back(facts.name);
      break;
    case Subject::kind:
      values.push_back(model::name_of(facts.kind));
      break;
    case Subject::language:
      if (!facts.language.empty()) values.push_back(facts.language);
      break;
    case Subject::section: {
      std::int32_t section = place.section;
      for (std::size_t steps = 0; section >= 0 && steps <= facts.sections.size(); ++steps) {
        const auto index = static_cast<std::size_t>(section);
        if (index >= facts.sections.size()) break;
        values.push_back(facts.sections[index]);
        section = index < facts.section_parents.size() ? facts.section_parents[index] : -1;
      }
      if (attribute.level == 0) break;
      const auto level = static_cast<std::size_t>(attribute.level);
      if (level > values.size())
        values.clear();
      else
        values = {values[values.size() - level]};
      break;
    }
    case Subject::source_variable:
      if (const auto found = facts.variables.find(attribute.name); found != facts.variables.end())
        values.push_back(found->second);
      break;
    case Subject::variable:
      // The source's own is there also where several speak.
      if (place.one_speaker)
        add_speaker_value(attribute, place.speaker, values);
      else if (const auto found = facts.variables.find(attribute.name); found != facts.variables.end())
        values.push_back(found->second);
      break;
    default:
      if (place.one_speaker) add_speaker_value(attribute, place.speaker, values);
      break;
  }
}

std::optional<double> Conditions::number_of(const PreparedTest& test, const Place& place) {
  if (test.attribute.subject == Subject::turn_number) {
    const std::optional<std::size_t> turn = turn_of(place);
    const std::int32_t number = turn ? source_->tokens.passages[*turn].turn : -1;
    return number < 0 ? std::nullopt : std::optional<double>(number + 1);
  }
  const std::ptrdiff_t index = units_->smallest(test.unit, place.run);
  if (index < 0) return std::nullopt;
  const Run unit = units_->all(test.unit)[static_cast<std::size_t>(index)];
  switch (test.attribute.subject) {
    case Subject::unit_words:
      return unit.last - unit.first + 1;
    case Subject::unit_chars:
      return lengths_->totals()[unit.last + 1] - lengths_->totals()[unit.first];
    default:
      // Passages are counted as in SOURCE:N, those without words too.
      if (test.unit == codebook::Unit::passage) return static_cast<double>(place.first + 1);
      return static_cast<double>(index + 1);
  }
}

bool Conditions::test_holds(const PreparedTest& test, const Place& place) {
  if (codebook::is_number(test.attribute.subject)) {
    const std::optional<double> number = number_of(test, place);
    if (test.comparison == Comparison::is_set) return number.has_value();
    if (test.comparison == Comparison::is_not_set) return !number;
    return number ? number_holds(test, *number) : test.comparison == Comparison::not_equal;
  }
  std::vector<std::string_view> values;
  add_values(test, place, values);
  if (test.comparison == Comparison::is_set) return !values.empty();
  if (test.comparison == Comparison::is_not_set) return values.empty();
  const bool negative = test.comparison == Comparison::not_equal;
  const Comparison wanted = negative ? Comparison::equal : test.comparison;
  const bool any = std::any_of(values.begin(), values.end(), [&](std::string_view value) {
    const AttributeValue read(value);
    return std::any_of(test.values.begin(), test.values.end(),
                       [&](const AttributeValue& one) { return compares(wanted, read, one); });
  });
  return any != negative;
}

Conditions::Answer Conditions::ask(const PreparedTest& test, Run run) {
  const Place place = place_of(run);
  Answer answer{test_holds(test, place), {}};
  if (codebook::is_number(test.attribute.subject)) {
    if (const std::optional<double> number = number_of(test, place))
      answer.values.push_back(std::to_string(static_cast<std::int64_t>(*number)));
    return answer;
  }
  std::vector<std::string_view> values;
  add_values(test, place, values);
  answer.values.assign(values.begin(), values.end());
  return answer;
}

bool Conditions::holds_at(const PreparedCondition& condition, const Place& place) {
  return std::all_of(condition.begin(), condition.end(),
                     [&](const PreparedTest& test) { return test_holds(test, place); });
}

const std::vector<std::uint8_t>& Conditions::passages(std::size_t index) {
  auto& passages = passages_[index];
  const PreparedCondition& condition = (*conditions_)[index];
  const auto rows = source_->tokens.passages;
  if (!passages.empty() || rows.empty()) return passages;
  passages.resize(rows.size());
  const bool by_speaker_and_section =
      std::none_of(condition.begin(), condition.end(), [](const PreparedTest& test) {
        return test.attribute.previous || codebook::is_number(test.attribute.subject);
      });
  std::map<std::pair<std::int32_t, std::int32_t>, bool> known;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].first == source_->tokens.passage_end(i)) continue;  // nothing can be in it
    if (!by_speaker_and_section) {
      passages[i] = holds_at(condition, place_in(i));
      continue;
    }
    const auto [at, fresh] = known.try_emplace({rows[i].speaker, rows[i].section}, false);
    if (fresh) at->second = holds_at(condition, place_in(i));
    passages[i] = at->second;
  }
  return passages;
}

bool Conditions::holds(std::size_t index, Run run) {
  const PreparedCondition& condition = (*conditions_)[index];
  if (condition.empty()) return true;
  const std::size_t first = units_->passage_of(run.first);
  const bool one_passage = run.last < source_->tokens.passage_end(first);
  if (one_passage && is_decided_by_passage(condition)) return passages(index)[first] != 0;
  return holds_at(condition, place_of(run));
}

}  // namespace gloss::tagger
