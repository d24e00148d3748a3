// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a text, white space at their ends, and what counts as a word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::intake {

/// Bytes [begin, end) of a text, without the line feed.
struct Line {
  std::size_t begin = 0, end = 0;
};

/// The lines of `text` from byte `from`; none after a final line feed.
std::vector<Line> lines_of(std::string_view text, std::size_t from = 0);

/// [begin, end) without white space (Unicode White_Space, U+200B, U+FEFF) at both ends; begin == end where
/// nothing is left.
Line trim(std::string_view text, Line part);
std::string_view trimmed(std::string_view text);

/// Whether a letter or digit (General Category L or N) is in it: only then there is something to code.
bool has_word(std::string_view text);

/// Code points. REQUIRES: valid UTF-8.
std::size_t count_characters(std::string_view text);

/// Letters A-Z as a-z; nothing else changes.
std::string ascii_lower(std::string_view text);

}  // namespace gloss::intake
