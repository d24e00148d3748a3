// SPDX-License-Identifier: GPL-3.0-or-later
// The page on which trees, maps and networks are drawn: one look, light and dark, and what a reader of the
// screen is told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gloss::report {

struct SvgPage {
  std::string title;
  std::string description;         ///< what the picture shows, in a sentence, for who cannot see it
  std::vector<std::string> lines;  ///< under the title: base, method
  double width = 960, height = 640;
  std::string_view style;  ///< of this picture's own classes
};

/// Pixels that the title and the lines under it take from the top.
double head_height(const SvgPage& page);
/// From <svg> to the lines under the title. Classes: title, name, small, strong (text), page, thin, line,
/// grid.
std::string svg_begin(const SvgPage& page);
std::string svg_end();

struct SvgText {
  const char* kind = "name";  ///< class
  double x = 0, y = 0;        ///< of the baseline
  const char* anchor = "start";
};
std::string svg_text(const SvgText& place, std::string_view words);
std::string svg_line(const char* kind, double x1, double y1, double x2, double y2);

}  // namespace gloss::report
