// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the data of a measure from JSON: numbers, lists and tables by name; the first thing that is missing
// or of another kind is kept as the fault, and everything read after it is empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace gloss::stats {

class InputReader {
 public:
  /// `input` and `params` are objects that outlive the reader; a name is looked up in the first, then in the
  /// second.
  InputReader(const Json& input, const Json& params) : input_(input), params_(params) {}

  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// A whole number, at least 0.
  std::int64_t count(std::string_view name);
  std::int64_t count(std::string_view name, std::int64_t otherwise);
  double number(std::string_view name);
  double number(std::string_view name, double otherwise);
  std::string text(std::string_view name);
  std::string text(std::string_view name, std::string otherwise);

  std::vector<std::int64_t> counts(std::string_view name);
  std::vector<double> numbers(std::string_view name);
  /// Strings; numbers as they are written.
  std::vector<std::string> words(std::string_view name);
  /// Rows of equal length, at least one, each with at least one cell.
  std::vector<std::vector<std::int64_t>> count_table(std::string_view name);
  std::vector<std::vector<double>> number_table(std::string_view name);
  /// Anything; null where there is nothing of this name, which is a fault.
  const Json& any(std::string_view name);

  /// Notes what is wrong with the data, unless something was wrong before.
  void refuse(std::string why);
  bool refused() const { return !fault_.empty(); }
  /// "n12 is missing", "table: row 3 has 2 cells, row 1 has 3"; empty where all was well.
  const std::string& fault() const { return fault_; }

 private:
  const Json* find(std::string_view name) const;

  const Json& input_;
  const Json& params_;
  std::string fault_;
};

}  // namespace gloss::stats
