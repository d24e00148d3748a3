// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of data that somebody brings along: what `gloss stat` does. No project is needed.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "report/table.h"

namespace gloss::project {

/// The measure of the data in `file` (JSON or CSV). Faults: usage (no such measure), bad_input (the data do
/// not fit it), those of read_file.
Result<report::Table> measure_file(const std::string& measure, const std::string& file);

struct VectorCheck {
  report::Table table;
  bool failed = false;  ///< a verified vector has another value
  std::string unknown;  ///< a measure that there is not, asked for by a verified vector; empty = none
};
/// Files of vectors, one after another. Faults: bad_input, those of read_file.
Result<VectorCheck> check_vector_files(const std::vector<std::string>& files);

/// Which measures there are.
report::Table known_measures();

}  // namespace gloss::project
