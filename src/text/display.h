// SPDX-License-Identifier: GPL-3.0-or-later
// How wide text is on a terminal, and cutting it without breaking characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::text {

/// Columns: 2 for East Asian wide and full-width (UAX 11) and emoji presentation, 0 for combining marks and
/// controls, else 1.
std::size_t display_width(std::string_view text);

/// `text` cut at a grapheme boundary to at most `width` columns, the last of them "…" where something was
/// cut.
std::string cut_to_width(std::string_view text, std::size_t width);

/// The end of `text` in at most `width` columns, the first of them "…" where something was cut.
std::string keep_end_to_width(std::string_view text, std::size_t width);

/// `text` in lines of at most `width` columns, broken where UAX 14 allows it (blanks there go), else between
/// graphemes. At least one line. A wide character in one column stands alone and sticks out.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// `text` with blanks added up to `width` columns (left-aligned), or before it (right-aligned).
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// Runs of white space become one blank, those at the ends go: a quote on one line.
std::string one_line(std::string_view text);

}  // namespace gloss::text
