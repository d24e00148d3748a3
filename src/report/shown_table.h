// SPDX-License-Identifier: GPL-3.0-or-later
// A table as people read it: headings and cells in words, the rows that the text form shows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/table.h"

namespace gloss::report {

/// "1,234", "0.125", "12.5 %", "-", or the words on one line with control characters escaped.
std::string shown_cell(const Value& value, Column::Kind kind);

struct ShownTable {
  std::vector<std::string> headings;
  std::vector<bool> is_text;  ///< by column; the others are numbers
  struct Row {
    int indent = 0;  ///< of the first cell
    std::vector<std::string> cells;
  };
  std::vector<Row> rows;
  std::size_t left_out = 0;  ///< rows that are not shown
};
ShownTable shown(const Table& table);

}  // namespace gloss::report
