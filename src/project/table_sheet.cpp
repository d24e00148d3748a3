// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/table_sheet.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "exchange/spreadsheet.h"
#include "text/display.h"

namespace gloss::project {
namespace {

constexpr std::int64_t no_time = 315'532'800;  // 1980-01-01, the first day a ZIP knows
constexpr std::size_t longest_name = 31, widest_text = 60, rows_that_say_the_width = 200;
constexpr const char* about = "About";

/// As Excel takes it: at most 31 characters, none of []:*?/\ and no ' at an end; each name once.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  std::string name;
  for (const char c : wanted)
    name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '-';
  if (name.empty()) name = "Table";
  for (int number = 1;; ++number) {
    const std::string ending = number == 1 ? "" : " " + std::to_string(number);
    std::string tried = text::cut_to_width(name, longest_name - ending.size()) + ending;
    if (taken.insert(tried).second) return tried;
  }
}

exchange::SheetCell cell_of(const report::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  return std::string();
}

double width_of(const report::Table& table, std::size_t column) {
  std::size_t widest = text::display_width(table.columns[column].name) + 3;  // the button of the filter
  for (std::size_t r = 0; r < std::min(table.rows.size(), rows_that_say_the_width); ++r)
    if (const auto* words = std::get_if<std::string>(&table.rows[r][column]))
      widest = std::max(widest, text::display_width(text::one_line(*words)) + 1);
  return static_cast<double>(std::clamp<std::size_t>(widest, 10, widest_text));
}

exchange::Sheet sheet_of(const report::Table& table, std::string name) {
  exchange::Sheet sheet{std::move(name), {}, {}};
  std::vector<std::size_t> fields;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (!table.columns[c].name.empty()) {
      fields.push_back(c);
      sheet.columns.push_back({table.columns[c].name, width_of(table, c)});
      sheet.columns.back().share = table.columns[c].kind == report::Column::Kind::share;
    }
  for (const auto& row : table.rows) {
    std::vector<exchange::SheetCell>& cells = sheet.rows.emplace_back();
    cells.reserve(fields.size());
    for (const std::size_t c : fields) cells.push_back(cell_of(row[c]));
  }
  return sheet;
}

}  // namespace

Result<std::string> xlsx_of(const std::vector<NamedTable>& tables, const std::string& folder) {
  std::set<std::string> taken = {about};
  std::vector<exchange::Sheet> sheets;
  exchange::Sheet last{about, {{"Sheet", 20}, {"What it shows", 110}}, {}};
  for (const auto& [name, table] : tables) {
    sheets.push_back(sheet_of(table, sheet_name(name, taken)));
    const std::string& its_name = sheets.back().name;
    if (!table.title.empty()) last.rows.push_back({its_name, table.title});
    for (const auto* lines : {&table.headers, &table.notes})
      for (const std::string& line : *lines) last.rows.push_back({its_name, line});
  }
  sheets.push_back(std::move(last));
  return exchange::xlsx_of(sheets, no_time, folder);
}

}  // namespace gloss::project
