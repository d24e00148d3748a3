// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/picture.h"

#include "report/html.h"

namespace gloss::report {

std::string with_metadata(std::string svg, std::string_view words) {
  const std::size_t end = svg.rfind("</svg>");
  if (!words.empty() && end != std::string::npos)
    svg.insert(end, "<metadata>" + html_text(words) + "</metadata>\n");
  return svg;
}

}  // namespace gloss::report
