// SPDX-License-Identifier: GPL-3.0-or-later
// Codes by groups as a heat map. Three things tell a cell's residual, so that colour is not needed: the
// number with its sign, how dark it is, and hatching where the group says the code less often than the
// others.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "report/crosstab_report.h"
#include "report/grouped.h"
#include "report/html.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr int map_left = 24, map_names = 288, map_cell = 128, map_row = 42, map_top = 132, map_bottom = 96,
              key_width = 80;
constexpr std::size_t name_columns = 36, group_columns = 16;
/// From here on a cell is a shade darker.
constexpr std::array<double, 3> shade_steps{1, 2, 3};

constexpr std::string_view heat_style =
    "text{font-family:system-ui,'Noto Sans','Noto Sans CJK SC','WenQuanYi Zen Hei',sans-serif;font-size:14px;"
    "fill:#1d232b}.title{font-size:17px;font-weight:600}.small{font-size:12px;fill:#4a5563}"
    ".cell .small{fill:#1d232b}.head{font-weight:600}.page{fill:#fff}.grid{fill:none;stroke:#c3cad4}"
    ".more1{fill:#fbe6d2}.more2{fill:#f3c08e}.more3{fill:#e39a55}"
    ".less1{fill:#e4ecf6}.less2{fill:#bcd2ec}.less3{fill:#93b6e0}"
    ".hatch1,.hatch2,.hatch3{stroke:#3d5f8c;stroke-width:1;opacity:.38}.none{fill:none}"
    "@media(prefers-color-scheme:dark){text,.cell .small{fill:#e8ebef}.small{fill:#b3bdca}"
    ".page{fill:#14181e}.grid{stroke:#3a4452}.more1{fill:#3a2a1a}.more2{fill:#5f3d1b}.more3{fill:#8a5216}"
    ".less1{fill:#1f2a3a}.less2{fill:#263f60}.less3{fill:#2f5890}"
    ".hatch1,.hatch2,.hatch3{stroke:#a9c4ea;opacity:.34}}";

int shade_of(double residual) {
  const auto past = std::upper_bound(shade_steps.begin(), shade_steps.end(), std::abs(residual));
  return static_cast<int>(past - shade_steps.begin());
}

/// "+2.1", "−2.1", "0.0".
std::string signed_number(double residual) {
  const std::string digits = fmt::format("{:.1f}", std::abs(residual));
  return digits == "0.0" ? digits : (residual < 0 ? "−" : "+") + digits;
}

std::string map_text(const char* kind, int x, int y, const char* anchor, std::string_view words) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", kind, x, y, anchor,
                     html_text(words));
}

/// The shade of a residual, and its hatching.
std::string shaded(int x, int y, int width, int height, double residual) {
  const int shade = shade_of(residual);
  if (shade == 0) return {};
  const char* way = residual > 0 ? "more" : "less";
  std::string out = fmt::format("<rect class=\"{}{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", way,
                                shade, x, y, width, height);
  if (residual < 0)
    out += fmt::format("<rect fill=\"url(#h{})\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", shade, x, y,
                       width, height);
  return out;
}

/// Lines that lie the closer the darker the shade; each pattern in its own square.
std::string hatchings() {
  std::string out = "<defs>";
  constexpr std::array<int, 3> apart{12, 8, 5};
  for (std::size_t i = 0; i < apart.size(); ++i)
    out += fmt::format(
        "<pattern id=\"h{0}\" width=\"{1}\" height=\"{1}\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><path class=\"hatch{0}\" d=\"M0 0V{1}\"/></pattern>",
        i + 1, apart[i]);
  return out + "</defs>\n";
}

/// Draws one crosstab.
class CrosstabMap {
 public:
  CrosstabMap(const CrosstabCounter& counter, const CrosstabOptions& options)
      : counter_(counter), all_(counter.frequencies()), options_(options), groups_(counter.used_groups()) {}

  std::string draw() const {
    const std::string title = say("Codes by ", "代码与变量：") + all_.by();
    const int width = std::max(640, grid_right() + map_left), height = grid_bottom() + map_bottom;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
        "role=\"img\" aria-label=\"{2}\"><title>{3}</title><style>{4}</style>\n"
        "<rect class=\"page\" width=\"{0}\" height=\"{1}\"/>\n",
        width, height, html_attribute(title), html_text(title), heat_style);
    out += hatchings() + map_text("title", map_left, 34, "start", title);
    const auto lines = header_lines(all_.base(), all_.record(), options_.language);
    out += map_text("small", map_left, 56, "start", text::cut_to_width(lines[0], 100)) + "\n";
    for (std::size_t g = 0; g < groups_.size(); ++g) out += group_head(g);
    int depth = 0;
    std::vector<int> depths;
    for (std::size_t code = 0; code < all_.codes().size(); ++code) {
      const std::int32_t parent = all_.codes()[code].parent;
      depth = parent < 0 ? 0 : depths[static_cast<std::size_t>(parent)] + 1;
      depths.push_back(depth);
      out += row(code, depth);
    }
    return out + legend() + "</svg>\n";
  }

 private:
  std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(in_language(options_.language, english, chinese));
  }
  int left_of(std::size_t column) const { return map_left + map_names + static_cast<int>(column) * map_cell; }
  int grid_right() const { return left_of(groups_.size()); }
  int top_of(std::size_t code) const { return map_top + static_cast<int>(code) * map_row; }
  int grid_bottom() const { return top_of(all_.codes().size()); }

  std::string group_head(std::size_t column) const {
    const int middle = left_of(column) + map_cell / 2;
    const CodeCount& of_group = all_.all(groups_[column]);
    const std::string& name = all_.groups()[static_cast<std::size_t>(groups_[column])];
    const std::string passages = options_.language == "zh"
                                     ? grouped(of_group.passages) + " 个段落"
                                     : counted(of_group.passages, "passage", "passages");
    return map_text("head", middle, map_top - 30, "middle", text::cut_to_width(name, group_columns)) +
           map_text("small", middle, map_top - 12, "middle", passages) + "\n";
  }

  std::string row(std::size_t code, int depth) const {
    const int top = top_of(code), in = std::min(depth, 6) * 14;
    const auto room = name_columns - static_cast<std::size_t>(in / 7) - (depth == 0 ? 5 : 0);  // bold is wide
    std::string out = map_text(depth == 0 ? "head" : "name", map_left + in, top + 26, "start",
                               text::cut_to_width(shown_name(all_.codes()[code]), room));
    const CodeByGroup by_group = code_by_group(counter_, code);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const int left = left_of(g), middle = left + map_cell / 2;
      const auto& residual = by_group.residuals[g];
      if (residual) out += shaded(left, top, map_cell, map_row, *residual);
      const double share = static_cast<double>(all_.of(code, groups_[g]).passages) /
                           static_cast<double>(all_.all(groups_[g]).passages);
      out += fmt::format(
          "<g class=\"cell\"><rect class=\"grid\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>{}{}</g>",
          left, top, map_cell, map_row,
          map_text("number", middle, top + 18, "middle", residual ? signed_number(*residual) : "–"),
          map_text("small", middle, top + 35, "middle",
                   fmt::format("{} · {:.1f} %", said_by(counter_, code, groups_[g], options_.language),
                               100 * share)));
    }
    return out + "\n";
  }

  std::string legend() const {
    const int top = grid_bottom() + 18;
    std::string out;
    int x = map_left;
    constexpr std::array<std::pair<double, const char*>, 7> keys{{{-3.5, "< −3"},
                                                                  {-2.5, "−3 … −2"},
                                                                  {-1.5, "−2 … −1"},
                                                                  {0, "−1 … +1"},
                                                                  {1.5, "+1 … +2"},
                                                                  {2.5, "+2 … +3"},
                                                                  {3.5, "> +3"}}};
    for (const auto& [residual, words] : keys) {
      out += shaded(x, top, key_width, 20, residual) +
             fmt::format("<rect class=\"grid\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\"/>", x, top,
                         key_width) +
             map_text("key", x + key_width / 2, top + 15, "middle", words);
      x += key_width + 4;
    }
    out +=
        map_text("small", map_left, top + 42, "start",
                 say("Adjusted residuals of passages: + more, − (hatched) less often than the other groups.",
                     "段落的调整残差：+ 多于其他组，−（斜线）少于其他组。"));
    out += map_text("small", map_left, top + 60, "start",
                    say("Below them: who says it, and the share of the group's passages. Passages of one "
                        "interview are not independent.",
                        "下方：提到者与占该组段落的比例。同一访谈的段落并不独立。"));
    return out + "\n";
  }

  const CrosstabCounter& counter_;
  const FrequencyCounter& all_;
  const CrosstabOptions& options_;
  const std::vector<std::int32_t> groups_;
};

}  // namespace

std::string crosstab_svg(const CrosstabCounter& counter, const CrosstabOptions& options) {
  return CrosstabMap(counter, options).draw();
}

}  // namespace gloss::report
