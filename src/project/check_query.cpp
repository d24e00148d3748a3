// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/check_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "codebook/attribute.h"
#include "codebook/place.h"
#include "codebook/spelling.h"
#include "tagger/conditions.h"

namespace gloss::project {
namespace {

using codebook::Test;
using Comparison = Test::Comparison;
using Subject = codebook::Attribute::Subject;

constexpr std::size_t values_shown = 6;

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
      const codebook::Attribute attribute = codebook::attribute_named(test.attribute);
      if (codebook::is_number(attribute.subject)) continue;
      const std::size_t name = std::min(query_.find(test.attribute, from), query_.size());
      const bool known = attribute.name.empty() || std::find(attributes_.begin(), attributes_.end(),
                                                             attribute.name) != attributes_.end();
      if (!known) return fault(name, unknown_attribute(attribute.name));
      const bool fixed = attribute.subject == Subject::kind || attribute.subject == Subject::role;
      if (fixed) continue;  // the parser knows their values
      const std::set<std::string> values = values_of(attribute, sources_);
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

  Wrong unknown_attribute(const std::string& attribute) const {
    const std::string close = codebook::nearest(attribute, attributes_);
    return {fmt::format("no source and no case has a variable '{}'", attribute),
            close.empty() ? listed({attributes_.begin(), attributes_.end()}) : close};
  }

  static std::optional<Wrong> wrong_value(const Test& test, const std::string& value,
                                          const std::set<std::string>& values) {
    const tagger::AttributeValue wanted(value);
    const bool ordered = test.comparison != Comparison::equal && test.comparison != Comparison::not_equal &&
                         test.comparison != Comparison::in;
    // `year > 2030` may find nothing, but is no mistake; `year > young` is.
    const bool possible = std::any_of(values.begin(), values.end(), [&](const std::string& has) {
      const tagger::AttributeValue own(has);
      if (!ordered) return (own.number && wanted.number) || tagger::compares(Comparison::equal, own, wanted);
      return tagger::compares(Comparison::less_or_equal, own, wanted) ||
             tagger::compares(Comparison::greater, own, wanted);
    });
    if (possible) return std::nullopt;
    if (ordered)
      return Wrong{fmt::format("'{}' has nothing to compare with '{}'", test.attribute, value),
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

std::set<std::string> values_of(const codebook::Attribute& attribute,
                                const std::vector<KnownSource>& sources) {
  std::set<std::string> values;
  for (const auto& source : sources) {
    const auto& facts = source.facts;
    const auto add = [&](const model::Variables& variables) {
      if (const auto found = variables.find(attribute.name); found != variables.end())
        values.insert(found->second);
    };
    switch (attribute.subject) {
      case Subject::source:
        values.insert(facts.name);
        break;
      case Subject::language:
        values.insert(facts.language);
        break;
      case Subject::speaker:
        for (const auto& speaker : facts.speakers) values.insert(speaker.label);
        break;
      case Subject::case_name:
        for (const auto& speaker : facts.speakers)
          if (!speaker.case_name.empty()) values.insert(speaker.case_name);
        break;
      case Subject::section:
        values.insert(facts.sections.begin(), facts.sections.end());
        break;
      case Subject::source_variable:
        add(facts.variables);
        break;
      case Subject::variable:
      case Subject::case_variable:
        if (attribute.subject == Subject::variable) add(facts.variables);
        for (const auto& speaker : facts.speakers) add(speaker.variables);
        break;
      default:
        break;
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
