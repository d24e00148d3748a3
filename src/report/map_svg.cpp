// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/map_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "report/name_placement.h"
#include "report/svg_page.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double map_margin = 28, map_width = 860, map_foot = 56, mark_radius = 4.5;
constexpr std::size_t map_name_columns = 34;

constexpr std::string_view map_style =
    ".code{fill:#2b6cb0}.other{fill:#b5462f}"
    ".on{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    "@media(prefers-color-scheme:dark){.code{fill:#7fb2ea}.other{fill:#f0987f}.on{stroke:#14181e}}";

struct Marked {
  bool is_code = true;
  double x = 0, y = 0, mass = 0;  // y grows upwards
  std::string name;
};

void add_marks(const stats::MapPoints& points, const std::vector<std::string>& names, bool is_code,
               std::vector<Marked>& all) {
  for (std::size_t k = 0; k < points.coordinates.size(); ++k) {
    const auto& at = points.coordinates[k];
    all.push_back({is_code, at.empty() ? 0 : at[0], at.size() < 2 ? 0 : at[1], points.mass[k],
                   text::cut_to_width(names[points.kept[k]], map_name_columns)});
  }
}

/// Draws one map.
class MapPicture {
 public:
  MapPicture(const Profiles& profiles, const CodeMap& map)
      : profiles_(profiles), map_(map), say_(profiles.language) {
    add_marks(map.found.columns, profiles.names, false, marks_);  // few and important: they are placed first
    add_marks(map.found.rows, profiles.code_names, true, marks_);
    std::stable_sort(marks_.begin(), marks_.end(), [](const Marked& a, const Marked& b) {
      return a.is_code != b.is_code ? b.is_code : a.mass > b.mass;
    });
    page_.title = map_title(profiles);
    page_.lines.push_back(profiles.head.headers.empty() ? "" : profiles.head.headers.front());
    page_.lines.push_back(say_("Correspondence analysis; across: ", "对应分析；横轴：") +
                          dimension_name(profiles, map, 0) + say_("; up: ", "；纵轴：") +
                          (map.dimensions() > 1 ? dimension_name(profiles, map, 1) : say_("none", "无")));
    page_.description = say_("Codes as round points and " + name_of_rows(profiles) +
                                 " as square ones; points of one kind that lie together have like profiles.",
                             "圆点为代码，方点为" + name_of_rows(profiles) + "；同类点相近表示分布相似。");
    page_.style = map_style;
    place();
  }

  std::string draw() const {
    std::string out = svg_begin(page_);
    if (marks_.empty())
      return out +
             svg_text({"name", map_margin, head_height(page_) + 24}, say_("There is no map.", "无法作图。")) +
             "\n" + svg_end();
    out += axes();
    for (std::size_t i = 0; i < marks_.size(); ++i) out += tie(i);
    for (std::size_t i = 0; i < marks_.size(); ++i) out += name(i);
    for (std::size_t i = 0; i < marks_.size(); ++i) out += mark(i);
    return out + key() + svg_end();
  }

 private:
  /// Points to pixels with one scale for both axes; then names; then all moved so that nothing is cut off.
  void place() {
    if (marks_.empty()) {
      page_.height = head_height(page_) + 60;
      return;
    }
    double reach = 0;
    for (const Marked& one : marks_) reach = std::max({reach, std::abs(one.x), std::abs(one.y)});
    const double scale = reach > 0 ? map_width / 2 / reach : 0;
    std::vector<std::string> names;
    for (const Marked& one : marks_) {
      points_.push_back({one.x * scale, -one.y * scale, mark_radius});
      names.push_back(one.name);
    }
    points_.push_back({0, 0, 0});  // the middle is on the page
    names.emplace_back();
    placed_ = place_names(points_, names);
    placed_.back().box = {0, 0, 0, 0};
    const NameBox all = extent_of(points_, placed_);
    const double dx = map_margin - all.left, dy = head_height(page_) + 12 - all.top;
    for (MapPoint& point : points_) point.x += dx, point.y += dy;
    for (PlacedName& one : placed_) one.box.left += dx, one.box.top += dy;
    page_.width = std::max(640.0, all.width + 2 * map_margin);
    frame_ = {map_margin, head_height(page_) + 12, all.width, all.height};
    page_.height = frame_.bottom() + map_foot;
  }

  std::string axes() const {
    const MapPoint& middle = points_.back();
    return svg_line("grid", frame_.left, middle.y, frame_.right(), middle.y) +
           svg_line("grid", middle.x, frame_.top, middle.x, frame_.bottom()) + "\n";
  }

  /// From a name that stands far off to its point.
  std::string tie(std::size_t i) const {
    if (!placed_[i].tied) return {};
    const NameBox& box = placed_[i].box;
    return svg_line("thin", points_[i].x, points_[i].y, std::clamp(points_[i].x, box.left, box.right()),
                    std::clamp(points_[i].y, box.top, box.bottom())) +
           "\n";
  }

  std::string name(std::size_t i) const {
    const NameBox& box = placed_[i].box;
    const NameAnchor anchor = anchor_of(points_[i], box);
    return svg_text({marks_[i].is_code ? "name on" : "name on strong", anchor.x, box.top + 12, anchor.anchor},
                    marks_[i].name) +
           "\n";
  }

  std::string mark(std::size_t i) const {
    const MapPoint& at = points_[i];
    if (marks_[i].is_code)
      return fmt::format("<circle class=\"code\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n", at.x, at.y,
                         mark_radius);
    return fmt::format(
        "<rect class=\"other\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
        at.x - mark_radius, at.y - mark_radius, 2 * mark_radius, 2 * mark_radius);
  }

  std::string key() const {
    return svg_text(
               {"small", map_margin, frame_.bottom() + 26},
               say_("Round: codes. Square: " + name_of_rows(profiles_) +
                        ". Points of one kind that lie together have like profiles; between the two kinds "
                        "distance means nothing.",
                    "圆点：代码；方点：" + name_of_rows(profiles_) +
                        "。同类点相近表示分布相似；两类点之间的距离没有意义。")) +
           "\n";
  }

  const Profiles& profiles_;
  const CodeMap& map_;
  const Wording say_;
  SvgPage page_;
  std::vector<Marked> marks_;
  std::vector<MapPoint> points_;    // by mark; the middle last
  std::vector<PlacedName> placed_;  // the same
  NameBox frame_;
};

}  // namespace

std::string map_svg(const Profiles& profiles, const CodeMap& map) { return MapPicture(profiles, map).draw(); }

}  // namespace gloss::report
