// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles made of small random rows.
#pragma once

#include <cmath>
#include <random>
#include <string>

#include "report/profiles.h"

namespace gloss::test {

inline report::Profiles random_profiles(std::mt19937_64& random, std::size_t rows, std::size_t columns) {
  report::Profiles made;
  for (std::size_t c = 0; c < columns; ++c) {
    made.codes.push_back("c" + std::to_string(c));
    made.code_names.push_back("Code " + std::to_string(c));
  }
  made.gathers.assign(columns, false);
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<std::int64_t> cells;
    for (std::size_t c = 0; c < columns; ++c)
      cells.push_back(random() % 3 == 0 ? static_cast<std::int64_t>(random() % 5) : 0);
    made.ids.push_back("s" + std::to_string(r));
    made.names.push_back("来源 " + std::to_string(r));
    made.passages.push_back(9);
    made.rows.push_back(stats::sparse_row(std::span<const std::int64_t>(cells)));
  }
  return made;
}

inline double dense_cell(const report::Profiles& profiles, std::size_t row, std::size_t column) {
  for (const auto& entry : profiles.rows[row])
    if (entry.column == column) return entry.value;
  return 0;
}

/// Jaccard, or cosine of the counts, by dense loops.
inline double dense_likeness(const report::Profiles& profiles, std::size_t a, std::size_t b, bool cosine) {
  double both = 0, either = 0, products = 0, squares_a = 0, squares_b = 0;
  for (std::size_t c = 0; c < profiles.codes.size(); ++c) {
    const double x = dense_cell(profiles, a, c), y = dense_cell(profiles, b, c);
    both += x != 0 && y != 0;
    either += x != 0 || y != 0;
    products += x * y;
    squares_a += x * x;
    squares_b += y * y;
  }
  return cosine ? products / std::sqrt(squares_a * squares_b) : both / either;
}

}  // namespace gloss::test
