// SPDX-License-Identifier: GPL-3.0-or-later
// Reads CSV (RFC 4180, read by libcsv): quoted fields, embedded line ends, LF or CRLF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss {

struct CsvRow {
  int line = 0;  ///< the line of the file on which the row begins, from 1
  std::vector<std::string> fields;
};

/// `place` names the file in errors. A leading BOM is dropped; empty lines are passed over; the delimiter is
/// ',' unless the first line has none of those and has ';' or tabs. Faults: bad_input (unclosed quote, with
/// the line on which it opened; a field or row over the limits).
Result<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& place);

}  // namespace gloss
