// SPDX-License-Identifier: GPL-3.0-or-later
// The truth of a project as text: equal dumps mean equal projects, whatever their ids, order of import and
// history.
#pragma once

#include <string>

#include "base/result.h"
#include "store/connection.h"

namespace gloss::store {

/// Throws what SQLite throws.
Result<std::string> dump_project(Connection& connection, const std::string& place);

}  // namespace gloss::store
