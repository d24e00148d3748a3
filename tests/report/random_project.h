// SPDX-License-Identifier: GPL-3.0-or-later
// Small random projects, and the reports' counts made from them byte by byte, slowly and by other means.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "report/coded_project.h"
#include "report/table.h"

namespace gloss::test {

/// The whole number in a cell; throws where there is none.
inline std::int64_t whole(const report::Table& table, std::size_t row, std::size_t column) {
  return std::get<std::int64_t>(table.rows.at(row).at(column));
}

struct RandomProject {
  report::CodedProject project;
  std::map<std::string, std::vector<report::UnitPlace>>
      units;  ///< those that hold text of the base, by name of the unit
};
RandomProject random_project(std::mt19937_64& random);

/// codings, passages, sources, speakers of each code.
std::vector<std::array<std::int64_t, 4>> slow_frequencies(const report::CodedProject& project);

struct SlowPair {
  std::int64_t a = 0, b = 0, both = 0, shared = 0;
  friend bool operator==(const SlowPair&, const SlowPair&) = default;
};
/// Unrelated pairs with both > 0, by (index of code_a, index of code_b).
std::map<std::pair<int, int>, SlowPair> slow_pairs(const report::CodedProject& project,
                                                   const std::vector<report::UnitPlace>& units);
std::map<std::pair<int, int>, SlowPair> slow_overlaps(const report::CodedProject& project);

}  // namespace gloss::test
