// SPDX-License-Identifier: GPL-3.0-or-later
// One step through UTF-8 that is known to be valid.
#pragma once

#include <cstddef>
#include <string_view>

namespace gloss::text {

/// The code point that begins at byte `i`, which moves past it. REQUIRES: valid UTF-8, i at a code point of
/// it.
inline char32_t next_valid(std::string_view text, std::size_t& i) {
  const auto byte = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at]));
  };
  const char32_t lead = byte(i);
  if (lead < 0x80) {
    i += 1;
    return lead;
  }
  if (lead < 0xE0) {
    i += 2;
    return (lead & 0x1F) << 6 | (byte(i - 1) & 0x3F);
  }
  if (lead < 0xF0) {
    i += 3;
    return (lead & 0x0F) << 12 | (byte(i - 2) & 0x3F) << 6 | (byte(i - 1) & 0x3F);
  }
  i += 4;
  return (lead & 0x07) << 18 | (byte(i - 3) & 0x3F) << 12 | (byte(i - 2) & 0x3F) << 6 | (byte(i - 1) & 0x3F);
}

/// The beginning of the code point before byte `i`. REQUIRES: i > 0.
inline std::size_t before_valid(std::string_view text, std::size_t i) {
  do --i;
  while ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80);
  return i;
}

}  // namespace gloss::text
