// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and columns of a table as points on a map: near are rows with like profiles, and a row lies towards
// the columns it has more of than the table as a whole.
//
// Simple correspondence analysis (Benzecri 1973; Greenacre 1984): P = X / N, r and c its margins, S =
// D_r^(-1/2) (P - r c') D_c^(-1/2) = U diag(s) V'. Principal coordinates are D_r^(-1/2) U diag(s) of rows and
// D_c^(-1/2) V diag(s) of columns; s^2 is the inertia of a dimension, their sum chi-square / N. The sign of a
// dimension is arbitrary: here the row coordinate farthest from 0 is positive (the first of equals).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gloss::stats {

/// The rows, or the columns. What is per point is in the order of `kept`, what is per dimension in that of
/// the inertias.
struct MapPoints {
  std::vector<std::size_t> kept;     ///< their indices in the table
  std::vector<std::size_t> dropped;  ///< those without any count, which have no profile
  std::vector<double> mass;          ///< share of the table; the sum is 1
  std::vector<double> inertia;       ///< mass times squared distance from the middle; the sum is the total
  std::vector<std::vector<double>> coordinates;    ///< principal
  std::vector<std::vector<double>> contributions;  ///< share of the dimension's inertia; 1 over all points
  /// cos2: share of the point's inertia that the dimension shows; 1 over all dimensions. Empty for a point in
  /// the middle.
  std::vector<std::vector<double>> quality;
};

struct Correspondence {
  MapPoints rows, columns;
  double total_inertia = 0;
  std::vector<double> inertias;  ///< descending; fewer than the rows and the columns; none for a table
                                 ///< whose rows and columns are independent
  std::vector<double> percent;   ///< of the total
  std::string_view undefined;    ///< "fewer than two rows or columns have counts": only `kept` and
                                 ///< `dropped` hold then; else empty
};

/// REQUIRES: rows of equal length, no count negative.
Correspondence correspondence(const std::vector<std::vector<std::int64_t>>& table);

}  // namespace gloss::stats
