// SPDX-License-Identifier: GPL-3.0-or-later
// The vicious circle as a picture: codes around a circle, in the order in which the first circles tell them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "report/circles_report.h"
#include "report/grouped.h"
#include "report/html.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double picture_width = 960, picture_height = 720, box_width = 176, line_height = 19,
                 label_columns = 22;

constexpr std::string_view picture_style =
    "text{font-family:system-ui,'Noto Sans','Noto Sans CJK SC','WenQuanYi Zen Hei',sans-serif;font-size:14px;"
    "fill:#1d232b}.box{fill:#f3f5f8;stroke:#5b6777;stroke-width:1.5}.way{fill:none;stroke:#8a4b12}"
    ".head{fill:#8a4b12}.count{font-size:12px;fill:#6d3a0c;paint-order:stroke;stroke:#fff;stroke-width:4px}"
    ".title{font-size:17px;font-weight:600}.small{font-size:12px;fill:#4a5563}.page{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e8ebef}.box{fill:#242b35;stroke:#93a0b2}.way{stroke:#"
    "e0a060}"
    ".head{fill:#e0a060}.count{fill:#f0c090;stroke:#14181e}.small{fill:#b3bdca}.page{fill:#14181e}}";

struct Point {
  double x = 0, y = 0;
};

struct Box {
  std::int32_t code = 0;
  Point middle;
  std::vector<std::string> lines;
  double half_height() const { return (static_cast<double>(lines.size()) * line_height + 14) / 2; }
};

/// At blanks where there are some, else at any character.
std::vector<std::string> wrapped(std::string_view name) {
  std::vector<std::string> lines;
  while (text::display_width(name) > static_cast<std::size_t>(label_columns) && lines.size() < 3) {
    std::string line = text::cut_to_width(name, static_cast<std::size_t>(label_columns));
    if (line.ends_with("…")) line.resize(line.size() - std::string_view("…").size());
    const std::size_t blank = line.rfind(' ');
    if (blank != std::string::npos && blank > 4 && name[line.size()] != ' ') line.resize(blank);
    if (line.empty()) break;
    name.remove_prefix(line.size());
    while (name.starts_with(' ')) name.remove_prefix(1);
    lines.push_back(std::move(line));
  }
  lines.push_back(text::cut_to_width(name, static_cast<std::size_t>(label_columns)));
  return lines;
}

std::vector<Box> boxes_of(const CodedProject& project, const Circles& circles) {
  std::vector<Box> boxes;
  for (const Circle& circle : circles.circles)
    for (const std::int32_t code : circle.codes)
      if (std::none_of(boxes.begin(), boxes.end(), [&](const Box& box) { return box.code == code; }))
        boxes.push_back({code, {}, wrapped(shown_name(project.codes[static_cast<std::size_t>(code)]))});
  const double around = 2 * std::numbers::pi / static_cast<double>(std::max<std::size_t>(boxes.size(), 1));
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const double angle = static_cast<double>(i) * around - std::numbers::pi / 2;
    boxes[i].middle = {picture_width / 2 + 340 * std::cos(angle),
                       picture_height / 2 + 24 + 250 * std::sin(angle)};
  }
  return boxes;
}

/// Where the way from the box's middle towards `to` leaves it.
Point border(const Box& box, Point to) {
  const double dx = to.x - box.middle.x, dy = to.y - box.middle.y;
  const double reach = std::min(dx == 0 ? 1e9 : (box_width / 2 + 4) / std::abs(dx),
                                dy == 0 ? 1e9 : (box.half_height() + 4) / std::abs(dy));
  return {box.middle.x + dx * reach, box.middle.y + dy * reach};
}

/// A bent arrow, so that two that go both ways lie apart.
std::string arrow(const Box& from, const Box& to, const CausalEdge& edge) {
  const double dx = to.middle.x - from.middle.x, dy = to.middle.y - from.middle.y;
  const double length = std::max(1.0, std::hypot(dx, dy));
  const Point bend{(from.middle.x + to.middle.x) / 2 - dy / length * 46,
                   (from.middle.y + to.middle.y) / 2 + dx / length * 46};
  const Point begin = border(from, bend), tip = border(to, bend);
  const double thick = 1.5 + std::min(5.0, 1.2 * std::sqrt(static_cast<double>(edge.statements.size())));
  const double back = std::max(1.0, std::hypot(tip.x - bend.x, tip.y - bend.y)), size = 7 + thick;
  const Point along{(tip.x - bend.x) / back, (tip.y - bend.y) / back};
  const Point foot{tip.x - along.x * size, tip.y - along.y * size};
  const Point middle{(begin.x + 2 * bend.x + tip.x) / 4, (begin.y + 2 * bend.y + tip.y) / 4};
  return fmt::format(
      "<path class=\"way\" stroke-width=\"{:.1f}\" d=\"M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}\"/>"
      "<path class=\"head\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z\"/>"
      "<text class=\"count\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
      thick, begin.x, begin.y, bend.x, bend.y, foot.x, foot.y, tip.x, tip.y, foot.x - along.y * size / 2,
      foot.y + along.x * size / 2, foot.x + along.y * size / 2, foot.y - along.x * size / 2, middle.x,
      middle.y + 4, edge.statements.size());
}

std::string drawn(const Box& box) {
  std::string out = fmt::format(
      "<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\" rx=\"8\"/>",
      box.middle.x - box_width / 2, box.middle.y - box.half_height(), box_width, 2 * box.half_height());
  for (std::size_t i = 0; i < box.lines.size(); ++i)
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>", box.middle.x,
                       box.middle.y - box.half_height() + 7 + line_height * (static_cast<double>(i) + 0.75),
                       html_text(box.lines[i]));
  return out + "\n";
}

}  // namespace

std::string circles_svg(const CodedProject& project, const Circles& circles, const CircleOptions& options) {
  const Wording say(options.language);
  const auto boxes = boxes_of(project, circles);
  const std::string title =
      say("What is said to bring about what, where it closes a circle", "形成循环的因果陈述");
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-label=\"{2}\"><title>{2}</title><style>{3}</style>\n"
      "<rect class=\"page\" width=\"{0:.0f}\" height=\"{1:.0f}\"/>\n"
      "<text class=\"title\" x=\"24\" y=\"34\">{2}</text>\n",
      picture_width, picture_height, html_text(title), picture_style);
  const auto box_of = [&](std::int32_t code) {
    return std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) { return box.code == code; });
  };
  for (const CausalEdge& edge : circles.edges)
    if (edge.in_circle) out += arrow(*box_of(edge.cause), *box_of(edge.effect), edge);
  for (const Box& box : boxes) out += drawn(box);
  const std::string below = boxes.empty()
                                ? say("No circle is told.", "没有循环。")
                                : say("Numbers: causal statements; the thicker the arrow, the more.",
                                      "数字：因果陈述数；箭头越粗，陈述越多。");
  out += fmt::format("<text class=\"small\" x=\"24\" y=\"{:.0f}\">{}</text>\n</svg>\n", picture_height - 18,
                     html_text(below));
  return out;
}

}  // namespace gloss::report
