// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and sources, or codes and groups, as points of one map: `gloss report map`.
//
// Simple correspondence analysis of passages with each code (stats/correspondence.h). Codes near each other
// are said by the same; a group lies towards the codes that it says more often than the others do. Distances
// between a code and a group mean nothing as such.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/profiles.h"
#include "report/table.h"
#include "stats/correspondence.h"

namespace gloss::report {

/// Rows are codes, columns the sources or groups of the profiles.
struct CodeMap {
  std::vector<std::vector<std::int64_t>> counts;  ///< [code][column]: passages
  stats::Correspondence found;
  std::size_t dimensions() const { return found.inertias.size(); }
};
/// REQUIRES: profiles of sources or groups, by codes.
CodeMap map_codes(const Profiles& profiles);

/// "Dimension 1 71.2 %"; nothing where there is no such dimension. `dimension`: from 0.
std::string dimension_name(const Profiles& profiles, const CodeMap& map, std::size_t dimension);
std::string map_title(const Profiles& profiles);

/// Columns kind ("code", or "source", or "group"), id, name, count, mass, x, y (principal coordinates),
/// contribution_x, contribution_y (shares of the dimension's inertia), quality (share of the point's inertia
/// that the two dimensions show), inertia (share of the total); codes, then the others. Undefined where there
/// is no such dimension, and in the whole row where a point has no count. Head: "total_inertia", "dimensions"
/// [{inertia, share}], "empty".
Table map_report(const Profiles& profiles, const CodeMap& map);

}  // namespace gloss::report
