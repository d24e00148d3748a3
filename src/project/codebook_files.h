// SPDX-License-Identifier: GPL-3.0-or-later
// Codebook files as files: making one, laying one out, and their schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::project {

/// Writes a first codebook, named after the file. Faults: cannot_create (it is there), usage (a language).
Result<void> new_codebook(const std::string& path, const std::vector<std::string>& languages);

struct LaidOut {
  int first_changed = 0;  ///< line, from 1; 0: nothing changed
};
/// Lays a file out; writes nothing where `only_check`. Faults: as read_file, codebook::format_codebook,
/// write_file.
Result<LaidOut> format_codebook_file(const std::string& path, bool only_check);

std::string_view codebook_schema();

}  // namespace gloss::project
