// SPDX-License-Identifier: GPL-3.0-or-later
// Latin and Greek letters without their accents, for codebooks with `fold: accents`. Marks of other scripts
// make other letters (か and が, и and й), and stay.
#pragma once

#include <string>
#include <string_view>

namespace gloss::text {

/// `text` with combining marks (U+0300 to U+036F) taken off Latin and Greek letters; composed again (NFC).
/// REQUIRES: valid UTF-8.
std::string without_accents(std::string_view text);

}  // namespace gloss::text
