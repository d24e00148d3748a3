// SPDX-License-Identifier: GPL-3.0-or-later
// A text with some of its words marked: what a search found, for a terminal or a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gloss::report {

struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes, half open; may touch and overlap
};

/// The marks in order, those that overlap joined.
std::vector<std::pair<std::size_t, std::size_t>> joined_marks(const MarkedText& marked);

/// What stands around a marked word on a terminal.
struct MarkSigns {
  std::string_view open, close;
};
/// Bold yellow where there are colours, else brackets.
MarkSigns mark_signs(bool color);

struct SnippetLayout {
  std::size_t width = 100;  ///< columns of a line
  bool color = false;
  bool whole = false;  ///< nothing left out
};

/// The text with its marks in lines of `width` columns. Of a long text (more than 300 columns) what stands
/// around the marks, "…" for the rest. White space runs become one blank, control characters visible escapes.
std::vector<std::string> snippet_lines(const MarkedText& marked, const SnippetLayout& layout);

}  // namespace gloss::report
