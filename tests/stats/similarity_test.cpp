// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/similarity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace gloss::stats {
namespace {

using DenseRows = std::vector<std::vector<double>>;

DenseRows random_rows(std::mt19937_64& random, bool counts) {
  DenseRows rows(1 + random() % 8, std::vector<double>(1 + random() % 10, 0));
  for (auto& row : rows)
    for (double& cell : row)
      if (random() % 3 == 0)
        cell = counts ? static_cast<double>(random() % 5) : static_cast<double>(random() % 9) - 4.25;
  return rows;
}

std::vector<SparseRow> as_sparse(const DenseRows& rows) {
  std::vector<SparseRow> sparse;
  for (const auto& row : rows) sparse.push_back(sparse_row(row));
  return sparse;
}

double slow_product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::optional<double> slow_cosine(const std::vector<double>& a, const std::vector<double>& b) {
  const double lengths = std::sqrt(slow_product(a, a)) * std::sqrt(slow_product(b, b));
  if (lengths == 0) return std::nullopt;
  return slow_product(a, b) / lengths;
}

std::optional<double> slow_jaccard(const std::vector<double>& a, const std::vector<double>& b) {
  double both = 0, either = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != 0 && b[i] != 0) ++both;
    if (a[i] != 0 || b[i] != 0) ++either;
  }
  if (either == 0) return std::nullopt;
  return both / either;
}

TEST(Similarity, IsThatOfItsDefinition) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const DenseRows rows = random_rows(random, seed % 2 == 0);
    const auto sparse = as_sparse(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < rows.size(); ++j) {
        const auto cosine = cosine_similarity(sparse[i], sparse[j]), slow = slow_cosine(rows[i], rows[j]);
        ASSERT_EQ(cosine.has_value(), slow.has_value());
        if (slow) {
          EXPECT_NEAR(*cosine, *slow, 1e-12) << seed;
        }
        EXPECT_EQ(jaccard_similarity(sparse[i], sparse[j]), slow_jaccard(rows[i], rows[j])) << seed;
      }
  }
}

TEST(Similarity, HasDistancesOfAllRowsButEmptyOnes) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const DenseRows rows = random_rows(random, seed % 2 == 0);
    const auto sparse = as_sparse(rows);
    const RowDistances cosine = cosine_distances(sparse), jaccard = jaccard_distances(sparse);
    EXPECT_EQ(cosine.rows, jaccard.rows);
    EXPECT_EQ(cosine.empty, jaccard.empty);
    EXPECT_EQ(cosine.rows.size() + cosine.empty.size(), rows.size());
    for (const std::size_t row : cosine.empty) EXPECT_TRUE(sparse[row].empty());
    ASSERT_EQ(cosine.distances.size(), cosine.rows.size());
    for (std::size_t i = 0; i < cosine.rows.size(); ++i)
      for (std::size_t j = 0; j < cosine.rows.size(); ++j) {
        const SparseRow &a = sparse[cosine.rows[i]], &b = sparse[cosine.rows[j]];
        EXPECT_NEAR(cosine.distances.at(i, j), 1 - *cosine_similarity(a, b), 1e-15);
        EXPECT_EQ(jaccard.distances.at(i, j), 1 - *jaccard_similarity(a, b));
        for (std::size_t k = 0; k < cosine.rows.size(); ++k)  // Jaccard's is a metric
          EXPECT_LE(jaccard.distances.at(i, j),
                    jaccard.distances.at(i, k) + jaccard.distances.at(k, j) + 1e-12);
      }
  }
}

TEST(Similarity, WeighsWordsByHowFewRowsHaveThem) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const DenseRows rows = random_rows(random, true);
    const auto n = static_cast<double>(rows.size());
    for (const Idf idf : {Idf::smooth, Idf::plain}) {
      const auto weighted = tf_idf(as_sparse(rows), idf);
      ASSERT_EQ(weighted.size(), rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<double> expected = rows[i];
        double squares = 0;
        for (std::size_t j = 0; j < expected.size(); ++j) {
          const auto df = static_cast<double>(
              std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row[j] > 0; }));
          if (expected[j] > 0)
            expected[j] *=
                1 + (idf == Idf::plain ? std::log(n) - std::log(df) : std::log1p(n) - std::log1p(df));
          squares += expected[j] * expected[j];
        }
        std::vector<double> dense(expected.size(), 0);
        for (const RowEntry& entry : weighted[i]) dense[entry.column] = entry.value;
        for (std::size_t j = 0; j < dense.size(); ++j)
          EXPECT_NEAR(dense[j], squares > 0 ? expected[j] / std::sqrt(squares) : 0, 1e-12) << seed;
      }
    }
  }
}

TEST(Similarity, DoesNotDependOnLength) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    DenseRows rows = random_rows(random, false);
    const auto before = as_sparse(rows);
    for (auto& row : rows)
      for (double& cell : row) cell *= 8;
    const auto after = as_sparse(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(cosine_similarity(before[0], before[i]), cosine_similarity(after[0], after[i]));
      if (!before[i].empty()) {
        EXPECT_EQ(cosine_similarity(before[i], after[i]), 1) << "like rows are at no distance at all";
      }
    }
  }
  const SparseRow huge{{0, 1e200}, {1, 1e200}}, tiny{{1, 1e-200}, {7, 1e-200}};
  EXPECT_NEAR(*cosine_similarity(huge, tiny), 0.5, 1e-12);
  EXPECT_NEAR(cosine_distances({huge, tiny}).distances.at(0, 1), 0.5, 1e-12);
}

TEST(Similarity, OfNothingHasNoValue) {
  const SparseRow nothing, something{{3, 2}};
  EXPECT_FALSE(cosine_similarity(nothing, something));
  EXPECT_FALSE(jaccard_similarity(nothing, nothing));
  EXPECT_EQ(jaccard_similarity(nothing, something), 0);
  EXPECT_TRUE(tf_idf({}).empty());
  EXPECT_TRUE(tf_idf({nothing}).front().empty());
  const RowDistances distances = cosine_distances({nothing, something, nothing});
  EXPECT_EQ(distances.rows, (std::vector<std::size_t>{1}));
  EXPECT_EQ(distances.empty, (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(distances.distances.at(0, 0), 0);
  EXPECT_EQ(jaccard_distances({}).distances.size(), 0u);
  const std::vector<std::int64_t> counts{0, 4, 0, 1};
  EXPECT_EQ(sparse_row(counts), (SparseRow{{1, 4}, {3, 1}}));
}

TEST(Similarity, KeepsOneDistanceForEachPair) {
  Distances distances(5);
  double next = 1;
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = i + 1; j < 5; ++j) distances.set(j, i, next++);
  next = 1;
  for (const double one : distances.upper()) EXPECT_EQ(one, next++);
  EXPECT_EQ(distances.upper().size(), 10u);
  EXPECT_EQ(distances.at(1, 3), distances.at(3, 1));
  EXPECT_EQ(distances.at(4, 3), 10);
}

}  // namespace
}  // namespace gloss::stats
