// SPDX-License-Identifier: GPL-3.0-or-later
// Where names stand on a map so that none covers another, nor a point.
//
//            name                     Right, left, above and below the point are tried first, then places
//     name    *    name               farther and farther out along a spiral, until one is free; a name that
//            name                     had to go far is tied to its point by a line.
//
// Names are placed in the order given: the first has the choice. The same points give the same places. There
// always is a free one, outside of all others if need be.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace gloss::report {

struct MapPoint {
  double x = 0, y = 0;  ///< pixels
  double radius = 4;    ///< of its mark
};

struct NameBox {
  double left = 0, top = 0, width = 0, height = 0;
  double right() const { return left + width; }
  double bottom() const { return top + height; }
  bool overlaps(const NameBox& other) const {
    return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
  }
};

struct PlacedName {
  NameBox box;
  bool tied = false;  ///< it stands so far off that a line should lead to its point
};

/// Pixels that a name takes at 13 px, rather too many than too few.
double name_width(const std::string& name);
inline constexpr double name_height = 16;

/// How a name is written into its box: towards its point, so that a font that runs narrow leaves no gap.
struct NameAnchor {
  const char* anchor = "middle";
  double x = 0;
};
NameAnchor anchor_of(const MapPoint& point, const NameBox& box);

/// By point. REQUIRES: as many names as points.
std::vector<PlacedName> place_names(std::span<const MapPoint> points, std::span<const std::string> names);

/// What holds all points and names. REQUIRES: as many of both, and one at least.
NameBox extent_of(std::span<const MapPoint> points, std::span<const PlacedName> names);

}  // namespace gloss::report
