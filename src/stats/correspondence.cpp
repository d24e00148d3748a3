// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/correspondence.h"

#include <Eigen/Dense>
#include <cassert>
#include <cmath>
#include <utility>

namespace gloss::stats {
namespace {

using CountRows = std::vector<std::vector<std::int64_t>>;

/// Singular values below this come from rounding: S has none above 1, and its cells an error of about 1e-16.
constexpr double least_singular_value = 1e-12;

double cell_at(const CountRows& table, std::size_t row, std::size_t column) {
  return static_cast<double>(table[row][column]);
}

/// Which rows and columns have counts, and the share that each has of all.
void weigh(const CountRows& table, MapPoints& rows, MapPoints& columns) {
  std::vector<double> of_row(table.size(), 0), of_column(table.empty() ? 0 : table.front().size(), 0);
  double all = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    assert(table[i].size() == of_column.size());
    for (std::size_t j = 0; j < of_column.size(); ++j) {
      of_row[i] += cell_at(table, i, j);
      of_column[j] += cell_at(table, i, j);
    }
    all += of_row[i];
  }
  for (const auto& [points, sums] : {std::pair(&rows, &of_row), std::pair(&columns, &of_column)})
    for (std::size_t i = 0; i < sums->size(); ++i) {
      const double sum = (*sums)[i];
      (sum > 0 ? points->kept : points->dropped).push_back(i);
      if (sum > 0) points->mass.push_back(sum / all);
    }
}

/// S: how far each cell is from what the margins let expect, in standard units.
Eigen::MatrixXd standardized(const CountRows& table, const MapPoints& rows, const MapPoints& columns) {
  double all = 0;
  for (const std::size_t i : rows.kept)
    for (const std::size_t j : columns.kept) all += cell_at(table, i, j);
  Eigen::MatrixXd s(rows.kept.size(), columns.kept.size());
  for (std::size_t i = 0; i < rows.kept.size(); ++i)
    for (std::size_t j = 0; j < columns.kept.size(); ++j) {
      const double expected = rows.mass[i] * columns.mass[j];
      s(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          (cell_at(table, rows.kept[i], columns.kept[j]) / all - expected) / std::sqrt(expected);
    }
  return s;
}

/// Fills what is per dimension. `vectors`: a singular vector in each column, `values`: of each dimension.
void place_points(MapPoints& points, const Eigen::MatrixXd& vectors, const std::vector<double>& values) {
  for (std::size_t i = 0; i < points.kept.size(); ++i) {
    std::vector<double> coordinates, contributions, quality;
    double squares = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double u = vectors(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
      coordinates.push_back(u * values[k] / std::sqrt(points.mass[i]));
      contributions.push_back(u * u);
      squares += coordinates.back() * coordinates.back();
    }
    if (points.mass[i] * squares > least_singular_value * least_singular_value)
      for (const double coordinate : coordinates) quality.push_back(coordinate * coordinate / squares);
    points.inertia.push_back(points.mass[i] * squares);
    points.coordinates.push_back(std::move(coordinates));
    points.contributions.push_back(std::move(contributions));
    points.quality.push_back(std::move(quality));
  }
}

/// Whether the row coordinate of this dimension that is farthest from 0 is negative. What differs by rounding
/// only counts as equal.
bool points_down(const MapPoints& rows, const Eigen::MatrixXd& vectors, Eigen::Index dimension) {
  double farthest = 0;
  for (std::size_t i = 0; i < rows.mass.size(); ++i) {
    const double at = vectors(static_cast<Eigen::Index>(i), dimension) / std::sqrt(rows.mass[i]);
    if (std::abs(at) > std::abs(farthest) * (1 + 1e-9)) farthest = at;
  }
  return farthest < 0;
}

}  // namespace

Correspondence correspondence(const std::vector<std::vector<std::int64_t>>& table) {
  Correspondence made;
  weigh(table, made.rows, made.columns);
  if (made.rows.kept.size() < 2 || made.columns.kept.size() < 2) {
    made.undefined = "fewer than two rows or columns have counts";
    return made;
  }
  const Eigen::BDCSVD<Eigen::MatrixXd> svd(standardized(table, made.rows, made.columns),
                                           Eigen::ComputeThinU | Eigen::ComputeThinV);
  Eigen::MatrixXd u = svd.matrixU(), v = svd.matrixV();
  std::vector<double> values;
  for (Eigen::Index k = 0; k < svd.singularValues().size(); ++k) {
    const double value = svd.singularValues()(k);
    if (!(value > least_singular_value)) break;
    values.push_back(value);
    if (points_down(made.rows, u, k)) {
      u.col(k) *= -1;
      v.col(k) *= -1;
    }
  }
  for (const double value : values) {
    made.inertias.push_back(value * value);
    made.total_inertia += value * value;
  }
  for (const double inertia : made.inertias) made.percent.push_back(100 * inertia / made.total_inertia);
  place_points(made.rows, u, values);
  place_points(made.columns, v, values);
  return made;
}

}  // namespace gloss::stats
