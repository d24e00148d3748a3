// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_page.h"

#include <fmt/format.h>

#include <cmath>

#include "report/html.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double title_baseline = 34, line_apart = 18, page_margin = 24;

constexpr std::string_view page_style =
    "text{font-family:system-ui,'Noto Sans','Noto Sans CJK SC','WenQuanYi Zen Hei',sans-serif;font-size:13px;"
    "fill:#1d232b}.title{font-size:17px;font-weight:600}.small{font-size:12px;fill:#4a5563}"
    ".strong{font-weight:600}.page{fill:#fff}.line{fill:none;stroke:#33404f;stroke-width:1.5}"
    ".thin{fill:none;stroke:#8894a3;stroke-width:1}.grid{fill:none;stroke:#d5dae1;stroke-width:1}"
    "@media(prefers-color-scheme:dark){text{fill:#e8ebef}.small{fill:#b3bdca}.page{fill:#14181e}"
    ".line{stroke:#c3cbd6}.thin{stroke:#7d8998}.grid{stroke:#2c3440}}";

/// Lines that are too long for the page are cut.
std::string cut_to_pixels(std::string_view words, double pixels) {
  return text::cut_to_width(words, static_cast<std::size_t>(std::max(20.0, pixels / 6.9)));
}

}  // namespace

double head_height(const SvgPage& page) {
  return title_baseline + line_apart * static_cast<double>(page.lines.size()) + 18;
}

std::string svg_begin(const SvgPage& page) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-label=\"{2}\"><title>{3}</title><desc>{4}</desc>"
      "<style>{5}{6}</style>\n<rect class=\"page\" width=\"{0:.0f}\" height=\"{1:.0f}\"/>\n",
      page.width, page.height, html_attribute(page.title), html_text(page.title), html_text(page.description),
      page_style, page.style);
  out += svg_text({"title", page_margin, title_baseline}, page.title) + "\n";
  double y = title_baseline + line_apart + 2;
  for (const std::string& line : page.lines) {
    out += svg_text({"small", page_margin, y}, cut_to_pixels(line, page.width - 2 * page_margin)) + "\n";
    y += line_apart;
  }
  return out;
}

std::string svg_end() { return "</svg>\n"; }

std::string svg_text(const SvgText& place, std::string_view words) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", place.kind,
                     place.x, place.y, place.anchor, html_text(words));
}

std::string svg_line(const char* kind, double x1, double y1, double x2, double y2) {
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", kind, x1, y1, x2, y2);
}

}  // namespace gloss::report
