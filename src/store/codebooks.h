// SPDX-License-Identifier: GPL-3.0-or-later
// Codebook versions, kept for ever, and which one the project uses.
#pragma once

#include <optional>

#include "base/result.h"
#include "store/acts.h"
#include "store/project_file.h"

namespace gloss::store {

/// See ProjectFile. They throw what SQLite throws.
std::optional<StoredCodebook> read_codebook(Connection& connection);
Result<bool> adopt_codebook(const Actor& actor, const StoredCodebook& codebook,
                            const HandChange& change);

}  // namespace gloss::store
