// SPDX-License-Identifier: GPL-3.0-or-later
// The source that a person names on the command line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/facts.h"

namespace gloss::project {

/// Index of the source of this name, or of the only one whose name, or whose file's name, begins so. Faults:
/// missing_input, with the name that is spelt nearly so; usage, where several begin so.
Result<std::size_t> find_source(const std::vector<KnownSource>& sources, const std::string& name);

struct PassageNumber {
  std::size_t source = 0;   ///< index
  std::size_t passage = 0;  ///< from 0
};

/// "SOURCE:N" as `gloss search` and `show` print it, SOURCE as find_source takes it. Faults: as find_source;
/// usage (no number, or no such passage).
Result<PassageNumber> find_passage(const std::vector<KnownSource>& sources, const std::string& name);

}  // namespace gloss::project
