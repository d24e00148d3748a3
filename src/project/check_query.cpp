// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/check_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "codebook/place.h"
#include "codebook/spelling.h"
#include "model/cases.h"
#include "text/fold.h"

namespace gloss::project {
namespace {

using codebook::Test;
using Comparison = Test::Comparison;

constexpr std::size_t values_shown = 6;

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string listed(const std::set<std::string>& values) {
  std::string all;
  std::size_t shown = 0;
  for (const auto& value : values) {
    if (shown++ == values_shown) return all + ", ...";
    all += (all.empty() ? "" : ", ") + value;
  }
  return all;
}

class ConditionCheck {
 public:
  ConditionCheck(const std::string& query, const std::vector<KnownSource>& sources)
      : query_(query), sources_(sources), attributes_(attributes(sources)) {}

  Result<void> check(const codebook::Expression& expression) const {
    for (const auto& operand : expression.operands) GLOSS_CHECK(check(operand));
    std::size_t from = expression.begin;
    for (const auto& operand : expression.operands) from = std::max<std::size_t>(from, operand.end);
    for (const Test& test : expression.condition) {
      if (is_of_units(test.attribute)) continue;  // the compiler knows them
      const std::size_t name = std::min(query_.find(test.attribute, from), query_.size());
      if (!known(test.attribute)) return fault(name, unknown_attribute(test.attribute));
      const std::set<std::string> values = values_of(test.attribute, sources_);
      from = name;
      for (const std::string& value : test.values) {
        const std::size_t place = query_.find(value, name + test.attribute.size());
        if (const auto error = wrong_value(test, value, values))
          return fault(place == std::string::npos ? name : place, *error);
        if (place != std::string::npos) from = place;
      }
    }
    return {};
  }

 private:
  struct Wrong {
    std::string message, hint;
  };

  static bool is_of_units(const std::string& attribute) {
    return attribute.starts_with("unit.") || attribute.starts_with("section.");
  }

  bool known(const std::string& attribute) const {
    return std::find(attributes_.begin(), attributes_.end(), attribute) != attributes_.end();
  }

  Wrong unknown_attribute(const std::string& attribute) const {
    const std::string close = codebook::nearest(attribute, attributes_);
    return {fmt::format("no source and no case has a variable '{}'", attribute),
            close.empty() ? listed({attributes_.begin(), attributes_.end()}) : close};
  }

  static std::optional<Wrong> wrong_value(const Test& test, const std::string& value,
                                          const std::set<std::string>& values) {
    if (test.attribute == "kind" || test.attribute == "role") return std::nullopt;  // the parser knows them
    const std::string folded = text::fold(value);
    const bool ordered = test.comparison != Comparison::equal && test.comparison != Comparison::not_equal &&
                         test.comparison != Comparison::in;
    for (const auto& has : values) {
      if (ordered ? number_in(has).has_value() : model::glob_matches(folded, text::fold(has)))
        return std::nullopt;
      if (!ordered && number_in(folded) && number_in(has)) return std::nullopt;
    }
    if (ordered)
      return Wrong{fmt::format("'{}' has no numbers to compare", test.attribute),
                   fmt::format("{} = ..., with one of {}", test.attribute, listed(values))};
    const std::string close = codebook::nearest(value, {values.begin(), values.end()});
    return Wrong{fmt::format("nothing in the project has {} = '{}'", test.attribute, value),
                 !close.empty()   ? close
                 : values.empty() ? fmt::format("gloss sources; no source has a {}", test.attribute)
                                  : "one of " + listed(values)};
  }

  tl::unexpected<Error> fault(std::size_t byte, const Wrong& wrong) const {
    int line = 1, column = 1;
    for (std::size_t i = 0; i < byte; ++i) {
      if (query_[i] == '\n')
        ++line, column = 1;
      else if ((static_cast<unsigned char>(query_[i]) & 0xC0) != 0x80)
        ++column;
    }
    return Err(codebook::configuration_error("query", line, column, wrong.message, wrong.hint,
                                             codebook::excerpt(query_, line, column)));
  }

  const std::string& query_;
  const std::vector<KnownSource>& sources_;
  const std::vector<std::string> attributes_;
};

}  // namespace

std::vector<std::string> attributes(const std::vector<KnownSource>& sources) {
  std::vector<std::string> names{"source", "kind", "language", "speaker", "role", "section"};
  std::set<std::string> variables;
  for (const auto& source : sources) {
    for (const auto& [name, value] : source.facts.variables) variables.insert(name);
    for (const auto& speaker : source.facts.speakers)
      for (const auto& [name, value] : speaker.variables) variables.insert(name);
  }
  for (const auto& name : variables)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

std::set<std::string> values_of(const std::string& attribute, const std::vector<KnownSource>& sources) {
  std::set<std::string> values;
  for (const auto& source : sources) {
    const auto& facts = source.facts;
    if (attribute == "source") {
      values.insert(facts.name);
    } else if (attribute == "language") {
      values.insert(facts.language);
    } else if (attribute == "speaker") {
      for (const auto& speaker : facts.speakers) values.insert(speaker.label);
    } else if (attribute == "section") {
      values.insert(facts.sections.begin(), facts.sections.end());
    } else {
      if (const auto own = facts.variables.find(attribute); own != facts.variables.end())
        values.insert(own->second);
      for (const auto& speaker : facts.speakers)
        if (const auto found = speaker.variables.find(attribute); found != speaker.variables.end())
          values.insert(found->second);
    }
  }
  return values;
}

Result<void> check_conditions(const codebook::Expression& expression, const std::string& query,
                              const std::vector<KnownSource>& sources) {
  if (sources.empty()) return {};
  return ConditionCheck(query, sources).check(expression);
}

}  // namespace gloss::project
