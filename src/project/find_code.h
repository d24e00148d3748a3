// SPDX-License-Identifier: GPL-3.0-or-later
// The code that a person names on the command line.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "codebook/codebook.h"

namespace gloss::project {

/// Index of the code of this id, or of the only one whose id ends in it: `trust` for dilemma/trust. Faults:
/// missing_input, with the id that is spelt nearly so; usage, where several end so.
Result<std::size_t> find_code(const codebook::Codebook& codebook, const std::string& name);

/// `wanted` where it is a glob that matches codes (report::code_matches) or empty; else the id that find_code
/// finds. Faults: as find_code.
Result<std::string> code_glob(const codebook::Codebook& codebook, const std::string& wanted);

}  // namespace gloss::project
