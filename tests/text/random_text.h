// SPDX-License-Identifier: GPL-3.0-or-later
// Short texts that nobody would write, made of the pieces that break tokenizers.
#pragma once

#include <random>
#include <string>

namespace gloss::test {

/// Up to `pieces` pieces of ASCII words, marks, digits, Han, kana, Hangul, Thai, combining marks, emoji,
/// invisible characters ... in any order; sometimes any code points at all. Valid UTF-8.
std::string random_text(std::mt19937_64& random, unsigned pieces);

/// Pieces of ASCII only.
std::string random_ascii(std::mt19937_64& random, unsigned pieces);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace gloss::test
