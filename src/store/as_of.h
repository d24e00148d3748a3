// SPDX-License-Identifier: GPL-3.0-or-later
// The project as it was: a copy in which the later acts have not happened.
//
// The log is walked from its end. What an act did to the state tables is taken back; what an undo took back
// is done again, and what a redo did is taken back. The frozen tables (texts, codebook versions) keep what
// came later; nothing names it any more.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/connection.h"

namespace gloss::store {

/// `place` names the project. Faults as ProjectFile::copy_as_of. Throws what SQLite throws.
Result<void> copy_as_of(Connection& connection, const std::string& place, const std::string& path,
                        std::int64_t number);

}  // namespace gloss::store
