// SPDX-License-Identifier: GPL-3.0-or-later
// A table as JSON: a head, then one row per line, so that two answers can be compared line by line.
#include <cmath>

#include "base/number.h"
#include "report/table.h"

namespace gloss::report {

namespace {

std::string json_value(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&value)) return json_line(Json(*text));
  const auto* number = std::get_if<double>(&value);
  return number != nullptr && std::isfinite(*number) ? shortest(*number) : "null";
}

}  // namespace

std::string as_json(const Table& table, const Json& more) {
  std::string out = "{\n  \"schema\": 1,\n";
  for (const Json* head : {&table.head, &more})
    for (const auto& [name, member] : head->items())
      out += "  " + json_line(Json(name)) + ": " + json_line(member) + ",\n";
  out += "  \"rows\": [";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    out += r == 0 ? "\n    {" : ",\n    {";
    bool first = true;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].name.empty()) continue;
      if (!first) out += ", ";
      first = false;
      out += json_line(Json(table.columns[c].name)) + ": " + json_value(table.rows[r][c]);
    }
    out += '}';
  }
  out += table.rows.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

}  // namespace gloss::report
