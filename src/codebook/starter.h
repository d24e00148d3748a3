// SPDX-License-Identifier: GPL-3.0-or-later
// A first codebook that teaches by example: what `gloss codebook new` writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gloss::codebook {

/// `id`: of the codebook. Its comments are Chinese where the first of the languages is, else English; rules
/// and examples are there for English, Chinese or both. REQUIRES: `languages` is not empty, each a code such
/// as en. Passes `gloss codebook check`, without warnings, and is laid out as `format` does it.
std::string starter_codebook(std::string_view id, const std::vector<std::string>& languages);

}  // namespace gloss::codebook
