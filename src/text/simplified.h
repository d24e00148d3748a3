// SPDX-License-Identifier: GPL-3.0-or-later
// Traditional to Simplified Chinese, one character to one character.
#pragma once

#include <cstddef>

namespace gloss::text {

/// The simplified twin of an ideograph, else the code point itself. simplified(simplified(x)) ==
/// simplified(x).
char32_t simplified(char32_t code_point);

/// How many characters have a simplified twin.
std::size_t simplified_pairs();

}  // namespace gloss::text
