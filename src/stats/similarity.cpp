// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/similarity.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gloss::stats {
namespace {

template <class Number>
SparseRow without_zeros(std::span<const Number> cells) {
  SparseRow row;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] != 0) row.push_back({static_cast<std::uint32_t>(i), static_cast<double>(cells[i])});
  return row;
}

/// Calls use(x, y) for each column that both rows have.
template <class Use>
void for_each_shared(const SparseRow& a, const SparseRow& b, Use use) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].column == b[j].column)
      use(a[i++].value, b[j++].value);
    else if (a[i].column < b[j].column)
      ++i;
    else
      ++j;
  }
}

/// Made small by a power of two, which changes no digit, so that no square is out of range.
SparseRow in_range(SparseRow row) {
  double largest = 0;
  for (const RowEntry& entry : row) largest = std::max(largest, std::abs(entry.value));
  int exponent = 0;
  std::frexp(largest, &exponent);
  for (RowEntry& entry : row) entry.value = std::ldexp(entry.value, -exponent);
  return row;
}

double sum_of_squares(const SparseRow& row) {
  double sum = 0;
  for (const RowEntry& entry : row) sum += entry.value * entry.value;
  return sum;
}

/// The root of the product, not the product of the roots: like rows get 1, and nothing less.
double cosine_of(double products, double squares_a, double squares_b) {
  return std::clamp(products / std::sqrt(squares_a * squares_b), -1.0, 1.0);
}

double jaccard_of(double shared, std::size_t a, std::size_t b) {
  return shared / (static_cast<double>(a) + static_cast<double>(b) - shared);
}

std::size_t columns_of(const std::vector<SparseRow>& rows) {
  std::size_t columns = 0;
  for (const SparseRow& row : rows)
    if (!row.empty()) columns = std::max(columns, std::size_t{row.back().column} + 1);
  return columns;
}

/// Distances of all pairs from the sum over the columns they share of product(x, y), which `distance` turns
/// into a distance, given the sum and the two rows' places among those that are not empty.
template <class Product, class Distance>
void fill_distances(const std::vector<SparseRow>& rows, RowDistances& made, Product product,
                    Distance distance) {
  struct Posting {
    std::size_t place;
    double value;
  };
  std::vector<std::vector<Posting>> earlier(columns_of(rows));
  made.distances = Distances(made.rows.size());
  std::vector<double> sums(made.rows.size());
  for (std::size_t place = 0; place < made.rows.size(); ++place) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (const RowEntry& entry : rows[made.rows[place]]) {
      for (const Posting& other : earlier[entry.column])
        sums[other.place] += product(other.value, entry.value);
      earlier[entry.column].push_back({place, entry.value});
    }
    for (std::size_t other = 0; other < place; ++other)
      made.distances.set(other, place, distance(sums[other], other, place));
  }
}

RowDistances with_rows_of(const std::vector<SparseRow>& rows) {
  RowDistances made;
  for (std::size_t i = 0; i < rows.size(); ++i) (rows[i].empty() ? made.empty : made.rows).push_back(i);
  return made;
}

}  // namespace

SparseRow sparse_row(std::span<const double> cells) { return without_zeros(cells); }
SparseRow sparse_row(std::span<const std::int64_t> cells) { return without_zeros(cells); }

std::vector<SparseRow> tf_idf(const std::vector<SparseRow>& counts, Idf idf) {
  std::vector<double> df(columns_of(counts), 0);
  for (const SparseRow& row : counts)
    for (const RowEntry& entry : row) ++df[entry.column];
  const auto n = static_cast<double>(counts.size());
  std::vector<SparseRow> weighted = counts;
  for (SparseRow& row : weighted) {
    for (RowEntry& entry : row) {
      const double in = df[entry.column];
      entry.value *= 1 + std::log(idf == Idf::smooth ? (1 + n) / (1 + in) : n / in);
    }
    row = in_range(std::move(row));
    const double length = std::sqrt(sum_of_squares(row));
    for (RowEntry& entry : row) entry.value /= length;
  }
  return weighted;
}

std::optional<double> cosine_similarity(const SparseRow& a, const SparseRow& b) {
  if (a.empty() || b.empty()) return std::nullopt;
  const SparseRow x = in_range(a), y = in_range(b);
  double products = 0;
  for_each_shared(x, y, [&](double one, double other) { products += one * other; });
  return cosine_of(products, sum_of_squares(x), sum_of_squares(y));
}

std::optional<double> jaccard_similarity(const SparseRow& a, const SparseRow& b) {
  if (a.empty() && b.empty()) return std::nullopt;
  double shared = 0;
  for_each_shared(a, b, [&](double, double) { ++shared; });
  return jaccard_of(shared, a.size(), b.size());
}

RowDistances cosine_distances(const std::vector<SparseRow>& rows) {
  RowDistances made = with_rows_of(rows);
  std::vector<SparseRow> scaled;
  std::vector<double> squares;
  for (const SparseRow& row : rows) scaled.push_back(in_range(row));
  for (const std::size_t row : made.rows) squares.push_back(sum_of_squares(scaled[row]));
  fill_distances(
      scaled, made, [](double one, double other) { return one * other; },
      [&](double products, std::size_t a, std::size_t b) {
        return 1 - cosine_of(products, squares[a], squares[b]);
      });
  return made;
}

RowDistances jaccard_distances(const std::vector<SparseRow>& rows) {
  RowDistances made = with_rows_of(rows);
  fill_distances(
      rows, made, [](double, double) { return 1.0; },
      [&](double shared, std::size_t a, std::size_t b) {
        return 1 - jaccard_of(shared, rows[made.rows[a]].size(), rows[made.rows[b]].size());
      });
  return made;
}

}  // namespace gloss::stats
