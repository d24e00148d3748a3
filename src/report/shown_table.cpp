// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/shown_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"
#include "report/grouped.h"
#include "text/display.h"

namespace gloss::report {

std::string shown_cell(const Value& value, Column::Kind kind) {
  if (const auto* words = std::get_if<std::string>(&value)) return escape_controls(text::one_line(*words));
  const auto* whole = std::get_if<std::int64_t>(&value);
  const auto* number = std::get_if<double>(&value);
  if (whole == nullptr && (number == nullptr || !std::isfinite(*number))) return "-";
  if (kind == Column::Kind::share)
    return fmt::format("{:.1f} %", (whole != nullptr ? static_cast<double>(*whole) : *number) * 100 + 0.0);
  if (whole != nullptr) return grouped(*whole);
  std::string decimals = fmt::format("{:.3f}", *number);
  return decimals == "-0.000" ? "0.000" : decimals;
}

ShownTable shown(const Table& table) {
  ShownTable out;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    if (column.heading == "-") continue;
    columns.push_back(c);
    out.headings.push_back(escape_controls(column.heading.empty() ? column.name : column.heading));
    out.is_text.push_back(column.kind == Column::Kind::text);
  }
  std::vector<std::size_t> order = table.text_order;
  if (order.empty()) {
    order.resize(table.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
  }
  const std::size_t many = std::min(order.size(), table.text_rows);
  out.left_out = order.size() - many;
  for (std::size_t i = 0; i < many; ++i) {
    const std::size_t from = order[i];
    ShownTable::Row& row = out.rows.emplace_back();
    row.indent = from < table.indents.size() ? std::max(table.indents[from], 0) : 0;
    for (const std::size_t c : columns)
      row.cells.push_back(shown_cell(table.rows[from][c], table.columns[c].kind));
  }
  return out;
}

}  // namespace gloss::report
