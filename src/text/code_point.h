// SPDX-License-Identifier: GPL-3.0-or-later
// One step through UTF-8, by ICU's macro: strict (no overlong forms, surrogates, or code points above
// U+10FFFF).
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <string_view>

namespace gloss::text {

/// The code point at byte `i`, which moves past it; -1 for a malformed sequence, and `i` moves past its
/// longest valid beginning (at least one byte). REQUIRES: i < text.size().
inline UChar32 next_code_point(std::string_view text, std::size_t& i) {
  UChar32 code_point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  U8_NEXT(text.data(), i, text.size(), code_point);
#pragma GCC diagnostic pop
  return code_point;
}

}  // namespace gloss::text
