// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of reports as a spreadsheet file.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "report/table.h"

namespace gloss::project {

/// A table, and the name of its sheet; names that a spreadsheet cannot have are made so that it can.
struct NamedTable {
  std::string name;
  report::Table table;
};

/// The bytes of a .xlsx: a sheet for each table, with the fields and rows of the CSV, numbers as numbers, and
/// a last sheet with titles, what was counted and notes. Equal tables give equal bytes. `folder`: where
/// temporary files may be. Faults: usage (too many rows), io.
Result<std::string> xlsx_of(const std::vector<NamedTable>& tables, const std::string& folder);

}  // namespace gloss::project
