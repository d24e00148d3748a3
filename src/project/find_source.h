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

}  // namespace gloss::project
