// SPDX-License-Identifier: GPL-3.0-or-later
// codebooks/codebook.schema.json, which is built into the program.
#pragma once

#include <string_view>

namespace gloss::codebook {

/// JSON Schema (draft 2020-12) of codebook files, for editors that complete and check while one types.
std::string_view schema_text();

}  // namespace gloss::codebook
