// SPDX-License-Identifier: GPL-3.0-or-later
// The table of cases: read whole, replaced whole.
#pragma once

#include "base/result.h"
#include "model/cases.h"
#include "store/acts.h"

namespace gloss::store {

/// See ProjectFile. They throw what SQLite throws.
Result<model::CaseTable> read_cases(Connection& connection, const std::string& place);
Result<bool> set_cases(const Actor& actor, const model::CaseTable& table);

}  // namespace gloss::store
