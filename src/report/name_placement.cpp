// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/name_placement.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "text/display.h"

namespace gloss::report {
namespace {

NameBox mark_of(const MapPoint& point) {
  return {point.x - point.radius, point.y - point.radius, 2 * point.radius, 2 * point.radius};
}

/// Boxes by the squares of a grid that they touch, so that only near ones are looked at.
class TakenPlaces {
 public:
  bool is_free(const NameBox& box) const {
    bool free = true;
    for_each_square(box, [&](std::pair<std::int64_t, std::int64_t> square) {
      const auto found = squares_.find(square);
      if (found == squares_.end()) return;
      for (const NameBox& other : found->second) free = free && !other.overlaps(box);
    });
    return free;
  }
  void take(const NameBox& box) {
    for_each_square(box,
                    [&](std::pair<std::int64_t, std::int64_t> square) { squares_[square].push_back(box); });
  }

 private:
  static constexpr double side = 64;
  template <class Use>
  static void for_each_square(const NameBox& box, Use use) {
    const auto at = [](double pixels) { return static_cast<std::int64_t>(std::floor(pixels / side)); };
    for (std::int64_t x = at(box.left); x <= at(box.right()); ++x)
      for (std::int64_t y = at(box.top); y <= at(box.bottom()); ++y) use({x, y});
  }
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<NameBox>> squares_;
};

/// The box of a name whose middle lies `away` from its point in a direction, and farther by its own size.
NameBox beside(const MapPoint& point, double width, double angle, double away) {
  const double x = point.x + std::cos(angle) * (point.radius + away + width / 2),
               y = point.y + std::sin(angle) * (point.radius + away + name_height / 2);
  return {x - width / 2, y - name_height / 2, width, name_height};
}

PlacedName place_one(const MapPoint& point, double width, const TakenPlaces& taken) {
  constexpr double quarter = 1.5707963267948966, gap = 3;
  constexpr std::array<double, 8> nearest{0, 2, -1, 1, -0.5, 0.5, -1.5, 1.5};  // in quarter turns
  for (const double turn : nearest)
    if (const NameBox box = beside(point, width, turn * quarter, gap); taken.is_free(box))
      return {box, false};
  constexpr double golden_turn = 2.399963229728653;  // spreads directions evenly however many there are
  for (int step = 1;; ++step) {
    const NameBox box = beside(point, width, step * golden_turn, gap + 2.0 * std::sqrt(step) * 4);
    if (taken.is_free(box)) return {box, true};
  }
}

}  // namespace

double name_width(const std::string& name) {
  constexpr double narrow = 8.1, wide = 13.5;  // pixels, of fonts that run wide
  const auto characters = static_cast<double>(std::count_if(
      name.begin(), name.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  const auto columns = static_cast<double>(text::display_width(name));
  const double wide_ones = std::max(0.0, columns - characters);
  return std::max(8.0, narrow * (columns - 2 * wide_ones) + wide * wide_ones) + 2;
}

NameAnchor anchor_of(const MapPoint& point, const NameBox& box) {
  if (box.left >= point.x) return {"start", box.left + 1};
  if (box.right() <= point.x) return {"end", box.right() - 1};
  return {"middle", box.left + box.width / 2};
}

std::vector<PlacedName> place_names(std::span<const MapPoint> points, std::span<const std::string> names) {
  assert(points.size() == names.size());
  TakenPlaces taken;
  for (const MapPoint& point : points) taken.take(mark_of(point));
  std::vector<PlacedName> placed;
  for (std::size_t i = 0; i < points.size(); ++i) {
    placed.push_back(place_one(points[i], name_width(names[i]), taken));
    taken.take(placed.back().box);
  }
  return placed;
}

NameBox extent_of(std::span<const MapPoint> points, std::span<const PlacedName> names) {
  NameBox first = mark_of(points.front());
  double left = first.left, top = first.top, right = first.right(), bottom = first.bottom();
  const auto hold = [&](const NameBox& box) {
    left = std::min(left, box.left);
    top = std::min(top, box.top);
    right = std::max(right, box.right());
    bottom = std::max(bottom, box.bottom());
  };
  for (const MapPoint& point : points) hold(mark_of(point));
  for (const PlacedName& name : names) hold(name.box);
  return {left, top, right - left, bottom - top};
}

}  // namespace gloss::report
