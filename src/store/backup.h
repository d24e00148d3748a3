// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of the project that was opened, checked and compared before it got its name.
#pragma once

#include <string>

#include "base/result.h"
#include "store/connection.h"

namespace gloss::store {

/// `place` names the project. Faults as ProjectFile::backup. Throws what SQLite throws.
Result<void> backup_project(Connection& connection, const std::string& place, const std::string& path);

}  // namespace gloss::store
