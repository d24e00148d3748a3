// SPDX-License-Identifier: GPL-3.0-or-later
// How alike documents (or codes) are: by the words or codes they have, as rows of a table of which most cells
// are empty.
//
// A row without any entry is like nothing, and has no distance to another; in a matrix of distances such rows
// are left out and listed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gloss::stats {

struct RowEntry {
  std::uint32_t column = 0;
  double value = 0;  ///< finite, not 0
  friend bool operator==(const RowEntry&, const RowEntry&) = default;
};
/// Ascending by column, each once. Columns are indices, so that a table of them can be kept.
using SparseRow = std::vector<RowEntry>;
SparseRow sparse_row(std::span<const double> cells);
SparseRow sparse_row(std::span<const std::int64_t> cells);

/// How much a column counts, n being the rows and df those that have the column.
enum class Idf : std::uint8_t {
  smooth,  ///< ln((1 + n) / (1 + df)) + 1, the default of scikit-learn
  plain,   ///< ln(n / df) + 1. Sparck Jones 1972, and 1 more, so that a column of all rows counts, too
};
/// Count times idf, each row then brought to length 1; an empty row stays empty.
std::vector<SparseRow> tf_idf(const std::vector<SparseRow>& counts, Idf idf = Idf::smooth);

/// sum x y / sqrt(sum x^2 sum y^2). Range -1..1, 0..1 for counts; nothing where a row is empty.
std::optional<double> cosine_similarity(const SparseRow& a, const SparseRow& b);
/// Columns of both rows / columns of one or both, whatever the values are. Jaccard 1901. Range 0..1; nothing
/// where both rows are empty.
std::optional<double> jaccard_similarity(const SparseRow& a, const SparseRow& b);

/// Of each pair of things, in one direction; finite, at least 0.
class Distances {
 public:
  explicit Distances(std::size_t size) : size_(size), upper_(size < 2 ? 0 : size * (size - 1) / 2, 0.0) {}
  std::size_t size() const { return size_; }
  /// 0 for i = j.
  double at(std::size_t i, std::size_t j) const { return i == j ? 0 : upper_[index(i, j)]; }
  /// REQUIRES: i != j.
  void set(std::size_t i, std::size_t j, double distance) { upper_[index(i, j)] = distance; }
  /// The upper triangle, row by row: 0-1, 0-2 ..., 1-2 ...
  std::span<const double> upper() const { return upper_; }
  std::span<double> upper() { return upper_; }

 private:
  std::size_t index(std::size_t i, std::size_t j) const {
    if (i > j) return index(j, i);
    return i * (2 * size_ - i - 1) / 2 + (j - i - 1);
  }
  std::size_t size_;
  std::vector<double> upper_;
};

struct RowDistances {
  Distances distances{0};
  std::vector<std::size_t> rows;   ///< the row that each thing of `distances` is
  std::vector<std::size_t> empty;  ///< rows that were left out
};
/// 1 - cosine. Only pairs of rows that share a column cost time.
RowDistances cosine_distances(const std::vector<SparseRow>& rows);
/// 1 - Jaccard.
RowDistances jaccard_distances(const std::vector<SparseRow>& rows);

}  // namespace gloss::stats
