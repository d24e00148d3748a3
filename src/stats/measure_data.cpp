// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/measure_data.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/csv_in.h"

namespace gloss::stats {
namespace {

/// A number where the whole cell is one, whole if it can be; else the text itself.
Json cell_value(const std::string& cell) {
  const char* const end = cell.data() + cell.size();
  std::int64_t whole = 0;
  if (const auto [rest, error] = std::from_chars(cell.data(), end, whole);
      error == std::errc() && rest == end)
    return whole;
  double number = 0;
  if (const auto [rest, error] = std::from_chars(cell.data(), end, number);
      error == std::errc() && rest == end && std::isfinite(number))
    return number;
  return cell;
}

Error not_a_number(const std::string& place, const CsvRow& row, std::size_t column) {
  return {Fault::bad_input,
          fmt::format("{}:{}", place, row.line),
          fmt::format("column {}: '{}' is not a number", column + 1, row.fields[column]),
          "a head line comes first, and numbers have a point, not a comma: 0.5",
          {}};
}

MeasureData records(const std::vector<CsvRow>& rows) {
  MeasureData data;
  data.many = true;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    Json record = Json::object();
    for (std::size_t c = 0; c < rows[r].fields.size(); ++c)
      if (!rows[r].fields[c].empty()) record[rows[0].fields[c]] = cell_value(rows[r].fields[c]);
    data.inputs.push_back(std::move(record));
  }
  return data;
}

Result<MeasureData> labelled_table(const std::vector<CsvRow>& rows, const std::string& place) {
  Json input = {{"rows", Json::array()}, {"columns", Json::array()}, {"table", Json::array()}};
  for (std::size_t c = 1; c < rows[0].fields.size(); ++c) input["columns"].push_back(rows[0].fields[c]);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    input["rows"].push_back(rows[r].fields[0]);
    Json numbers = Json::array();
    for (std::size_t c = 1; c < rows[r].fields.size(); ++c) {
      numbers.push_back(cell_value(rows[r].fields[c]));
      if (!numbers.back().is_number()) return Err(not_a_number(place, rows[r], c));
    }
    input["table"].push_back(std::move(numbers));
  }
  return MeasureData{{std::move(input)}, false};
}

/// The categories are numbers only where all of them are. A first column with the name of a unit, or none, is
/// not a coder.
MeasureData rated_units(const std::vector<CsvRow>& rows) {
  const std::string& first = rows[0].fields[0];
  const std::size_t begin =
      first.empty() || first == "unit" || first == "item" || first == "passage" || first == "source" ? 1 : 0;
  bool numbers = true;
  for (std::size_t r = 1; r < rows.size(); ++r)
    for (std::size_t c = begin; c < rows[r].fields.size(); ++c)
      numbers = numbers && (rows[r].fields[c].empty() || cell_value(rows[r].fields[c]).is_number());
  Json items = Json::array();
  for (std::size_t r = 1; r < rows.size(); ++r) {
    Json unit = Json::array();
    for (std::size_t c = begin; c < rows[r].fields.size(); ++c) {
      const std::string& cell = rows[r].fields[c];
      unit.push_back(cell.empty() ? Json(nullptr) : numbers ? cell_value(cell) : Json(cell));
    }
    items.push_back(std::move(unit));
  }
  return {{Json{{"items", std::move(items)}}}, false};
}

Result<MeasureData> one_list(const std::vector<CsvRow>& rows, const std::string& place,
                             const NamedMeasure& measure) {
  if (rows[0].fields.size() != 1)
    return Err(Fault::bad_input, place,
               fmt::format("{} takes one list, and this has {} columns", measure.name, rows[0].fields.size()),
               "one column, with a head line");
  Json list = Json::array();
  for (std::size_t r = 1; r < rows.size(); ++r) list.push_back(cell_value(rows[r].fields[0]));
  const std::string name(measure.input.substr(0, measure.input.find_first_of(", (")));
  return MeasureData{{Json{{name, std::move(list)}}}, false};
}

}  // namespace

Result<MeasureData> read_measure_data(const std::string& text, const std::string& place,
                                      const NamedMeasure& measure) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && text[first] == '{') {
    GLOSS_TRY(Json input, read_json(text, place));
    return MeasureData{{std::move(input)}, false};
  }
  if (measure.shape == Shape::other)
    return Err(Fault::bad_input, place, fmt::format("the data of {} do not fit in a CSV file", measure.name),
               fmt::format("a JSON object with {}", measure.input));
  GLOSS_TRY(const auto rows, read_csv(text, place));
  if (rows.size() < 2)
    return Err(Fault::bad_input, place, "has no line of data below a head line",
               fmt::format("a CSV file, or a JSON object with {}", measure.input));
  for (const CsvRow& row : rows)
    if (row.fields.size() != rows[0].fields.size())
      return Err(Fault::bad_input, fmt::format("{}:{}", place, row.line),
                 fmt::format("has {} cells, the head line {}", row.fields.size(), rows[0].fields.size()),
                 "give every line as many cells as the head line");
  if ((measure.shape == Shape::table || measure.shape == Shape::ratings) && rows[0].fields.size() < 2)
    return Err(Fault::bad_input, place, "has only one column",
               fmt::format("{} takes {}", measure.name,
                           measure.shape == Shape::table ? "a table with labels in its first column"
                                                         : "a column for each coder"));
  switch (measure.shape) {
    case Shape::record:
      return records(rows);
    case Shape::table:
      return labelled_table(rows, place);
    case Shape::ratings:
      return rated_units(rows);
    default:
      return one_list(rows, place, measure);
  }
}

}  // namespace gloss::stats
