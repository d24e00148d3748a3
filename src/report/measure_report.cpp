// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/measure_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/display.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

Value value_of(const Json& json) {
  if (json.is_null()) return std::monostate();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  return json_line(json);
}

/// As much of a value as fits beside others.
std::string in_short(const Json& json) {
  if (json.is_number_float()) return fmt::format("{:.8g}", json.get<double>());
  return json.is_null() ? "-" : text::cut_to_width(json_line(json), 18);
}

/// A row of a result: a label, then one value, or as many as a row of a table has.
void add_result_row(Table& table, Value label, const Json& value) {
  std::vector<Value> row{std::move(label)};
  if (value.is_array() && !value.empty() && !value[0].is_structured())
    for (const Json& one : value) row.push_back(value_of(one));
  else
    row.push_back(value_of(value));
  while (table.columns.size() < row.size()) {
    const std::string number = std::to_string(table.columns.size());
    table.columns.push_back({table.columns.size() == 1 ? "value" : "value_" + number, number, Kind::number});
  }
  table.rows.push_back(std::move(row));
}

Table single_result(const std::string& name, const Json& input, const stats::Answer& answer) {
  Table table;
  table.columns = {{"item", "", Kind::text}};
  const Json& value = answer.value;
  const auto label = [&](std::size_t i) -> Value {
    const auto rows = input.find("rows");
    if (rows != input.end() && rows->is_array() && rows->size() == value.size() && (*rows)[i].is_string())
      return (*rows)[i].get<std::string>();
    return std::to_string(i + 1);
  };
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) add_result_row(table, label(i), value[i]);
  else if (value.is_object())
    for (const auto& [member, inner] : value.items()) add_result_row(table, member, inner);
  else
    add_result_row(table, name, value);
  for (auto& row : table.rows) row.resize(table.columns.size());
  if (table.columns.size() == 2) table.columns[1].heading = "Value";
  if (!answer.undefined.empty()) table.notes.push_back("undefined: " + answer.undefined);
  return table;
}

Table result_per_line(const std::string& name, const stats::MeasureData& data,
                      const std::vector<stats::Answer>& answers) {
  Table table;
  std::vector<std::string> names;
  for (const Json& input : data.inputs)
    for (const auto& [field, unused] : input.items())
      if (std::find(names.begin(), names.end(), field) == names.end()) names.push_back(field);
  for (const std::string& field : names) {
    bool numbers = true;
    for (const Json& input : data.inputs)
      numbers = numbers && (!input.contains(field) || input[field].is_number());
    table.columns.push_back({field, field, numbers ? Kind::number : Kind::text});
  }
  table.columns.push_back({name, name, Kind::number});
  table.columns.push_back({"undefined", "Undefined", Kind::text});
  bool any_undefined = false;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    std::vector<Value> row;
    for (const std::string& field : names)
      row.push_back(data.inputs[i].contains(field) ? value_of(data.inputs[i][field]) : Value());
    row.push_back(value_of(answers[i].value));
    row.push_back(answers[i].undefined);
    any_undefined = any_undefined || !answers[i].undefined.empty();
    table.rows.push_back(std::move(row));
  }
  if (!any_undefined) table.columns.back().heading = "-";
  return table;
}

const char* outcome_word(const stats::CheckedVector& vector) {
  using Outcome = stats::CheckedVector::Outcome;
  switch (vector.outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return vector.verified ? "FAIL" : "differs";
    case Outcome::left_out:
      return "left out";
    case Outcome::unknown:
      return "UNKNOWN";
    case Outcome::not_run:
      return "not run";
  }
  return "";
}

}  // namespace

Table measure_table(const stats::NamedMeasure& measure, const std::string& name,
                    const stats::MeasureData& data, const std::vector<stats::Answer>& answers) {
  Table table =
      data.many ? result_per_line(name, data, answers) : single_result(name, data.inputs[0], answers[0]);
  table.title = fmt::format("{} = {}", name, measure.formula);
  table.head["measure"] = name;
  table.head["formula"] = std::string(measure.formula);
  return table;
}

Table vectors_table(const std::vector<stats::CheckedVector>& vectors) {
  using Outcome = stats::CheckedVector::Outcome;
  Table table;
  table.title = "Vectors";
  table.columns = {{"id", "Vector", Kind::text},    {"measure", "Measure", Kind::text},
                   {"computed", "-", Kind::number}, {"expected", "-", Kind::number},
                   {"", "Computed", Kind::text},    {"", "Expected", Kind::text},
                   {"outcome", "Outcome", Kind::text},     {"why", "-", Kind::text}};
  std::size_t counts[5] = {};
  for (const auto& vector : vectors) {
    ++counts[static_cast<std::size_t>(vector.outcome)];
    table.rows.push_back({vector.id, vector.measure, value_of(vector.computed), value_of(vector.expected),
                          in_short(vector.computed), in_short(vector.expected),
                          std::string(outcome_word(vector)), vector.why});
    if (vector.outcome == Outcome::fail || vector.outcome == Outcome::unknown)
      table.notes.push_back(fmt::format("{}: computed {}, expected {}{}", vector.id,
                                        json_line(vector.computed), json_line(vector.expected),
                                        vector.why.empty() ? "" : " (" + vector.why + ")"));
  }
  const auto of = [&](Outcome outcome) { return counts[static_cast<std::size_t>(outcome)]; };
  table.head["pass"] = of(Outcome::pass);
  table.head["fail"] = of(Outcome::fail);
  table.head["left_out"] = of(Outcome::left_out);
  table.head["unknown"] = of(Outcome::unknown);
  table.head["not_run"] = of(Outcome::not_run);
  table.notes.push_back(
      fmt::format("{} vectors: {} pass, {} fail, {} of measures left out, {} of unknown measures{}",
                  vectors.size(), of(Outcome::pass), of(Outcome::fail), of(Outcome::left_out),
                  of(Outcome::unknown) + of(Outcome::not_run),
                  of(Outcome::not_run) > 0
                      ? fmt::format(" ({} of them not verified, so not asked for)", of(Outcome::not_run))
                      : ""));
  return table;
}

Table measures_table() {
  Table table;
  table.title = "Measures";
  table.columns = {{"measure", "Measure", Kind::text},
                   {"csv", "CSV", Kind::text},
                   {"input", "Data", Kind::text},
                   {"formula", "What it is", Kind::text}};
  constexpr const char* shapes[] = {"line by line", "table", "units by coders", "one column", "no, JSON"};
  for (const auto& measure : stats::named_measures())
    table.rows.push_back({std::string(measure.name),
                          std::string(shapes[static_cast<std::size_t>(measure.shape)]),
                          std::string(measure.input), std::string(measure.formula)});
  for (const auto& measure : stats::left_out_measures())
    table.rows.push_back({std::string(measure.name), std::string("-"), std::string(),
                          "left out: " + std::string(measure.why)});
  return table;
}

}  // namespace gloss::report
