// SPDX-License-Identifier: GPL-3.0-or-later
// The human layer: read whole, changed by one act at a time.
#pragma once

#include <string>

#include "base/result.h"
#include "model/hand_work.h"
#include "store/acts.h"
#include "store/connection.h"
#include "store/project_file.h"

namespace gloss::store {

/// See ProjectFile. They throw what SQLite throws.
Result<model::HandWork> read_hand_work(Connection& connection, const std::string& place);
Result<void> change_hand_work(const Actor& actor, const std::string& kind, const std::string& what,
                              const HandChange& change);

/// The rows alone, inside an act of somebody else.
Result<void> write_change(const Actor& actor, const HandChange& change);

}  // namespace gloss::store
