// SPDX-License-Identifier: GPL-3.0-or-later
// A table as CSV that spreadsheets can open without running anything.
#include <cmath>

#include "base/number.h"
#include "report/table.h"

namespace gloss::report {

namespace {

// libcsv and some spreadsheets strip blanks around a cell that is not quoted.
bool needs_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  return blank(cell.front()) || blank(cell.back()) || cell.find_first_of(",\"\r\n") != std::string_view::npos;
}

std::string number_text(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  const auto* number = std::get_if<double>(&value);
  return number != nullptr && std::isfinite(*number) ? shortest(*number) : std::string();
}

}  // namespace

void append_csv_text(std::string& out, std::string_view cell) {
  constexpr std::string_view starts_formula = "=+-@'\t\r";
  const bool guard = !cell.empty() && starts_formula.find(cell.front()) != std::string_view::npos;
  if (!needs_quotes(cell)) {
    if (guard) out += '\'';
    out += cell;
    return;
  }
  out += '"';
  if (guard) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string as_csv(const Table& table, bool bom) {
  std::vector<std::size_t> fields;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (!table.columns[i].name.empty()) fields.push_back(i);

  std::string out = bom ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_text(out, table.columns[fields[i]].name);
  }
  out += '\n';
  for (const auto& row : table.rows) {
    const std::size_t line_begin = out.size();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out += ',';
      const Value& value = row[fields[i]];
      if (const auto* text = std::get_if<std::string>(&value))
        append_csv_text(out, *text);
      else
        out += number_text(value);
    }
    if (out.size() == line_begin && !fields.empty()) out += "\"\"";  // readers pass over empty lines
    out += '\n';
  }
  return out;
}

}  // namespace gloss::report
