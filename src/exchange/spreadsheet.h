// SPDX-License-Identifier: GPL-3.0-or-later
// Spreadsheets (.xlsx): written by libxlsxwriter, read with libzip and pugixml. Text is text both ways: what
// looks like a formula, a link or a number is what somebody wrote, never something to compute or to open.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/csv_in.h"
#include "base/result.h"

namespace gloss::exchange {

struct SheetColumn {
  std::string title;
  double width = 12;     ///< characters
  bool to_fill = false;  ///< coloured: here people write
  /// What may be chosen from a menu: these words, or the cells of another sheet, "Codes!$A$2:$A$9". Anything
  /// else may be typed, too.
  std::vector<std::string> choices = {};
  std::string choices_in = {};
  bool share = false;  ///< its numbers are proportions, shown as per cent
};

/// Text, or a number that spreadsheets may compute with. Empty text and what is no finite number: an empty
/// cell.
using SheetCell = std::variant<std::string, std::int64_t, double>;

/// The first row of a sheet are the titles; it stays in sight, and rows can be filtered.
struct Sheet {
  std::string name;  ///< at most 31 characters
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;  ///< one cell a column; texts are cut at cell_characters
};

inline constexpr std::size_t cell_characters = 32'767;  ///< more does not fit into a cell of Excel
inline constexpr std::size_t sheet_rows = 1'048'575;    ///< beside the titles

/// The bytes of a file with these sheets; equal sheets and times give equal bytes. `folder`: where temporary
/// files may be, readable by the owner only; they are gone afterwards. Faults: usage (too many rows), io.
Result<std::string> xlsx_of(const std::vector<Sheet>& sheets, std::int64_t unix_seconds,
                            const std::string& folder);

struct SheetRead {
  std::string name;
  std::vector<CsvRow> rows;  ///< those with a cell that is not empty; the titles are the first
};

/// Whether the bytes begin as those of a .xlsx do (and of every other ZIP).
bool may_be_xlsx(std::string_view bytes);

/// The sheets of a file, in order. Numbers become text without needless digits, dates yyyy-mm-dd (with a
/// time, if there is one); of a formula its result. `place` names the file. Faults: bad_input (no
/// spreadsheet; damaged; more members, bytes or cells than limits.h allows).
Result<std::vector<SheetRead>> read_xlsx(std::string_view bytes, const std::string& place);

}  // namespace gloss::exchange
