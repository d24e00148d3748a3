// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/correspondence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace gloss::stats {
namespace {

using CountTable = std::vector<std::vector<std::int64_t>>;

CountTable random_table(std::mt19937_64& random) {
  CountTable table(2 + random() % 7, std::vector<std::int64_t>(2 + random() % 7));
  for (auto& row : table)
    for (auto& cell : row) cell = random() % 4 == 0 ? 0 : static_cast<std::int64_t>(random() % 40);
  for (std::size_t i = 0; i < table.size(); ++i) ++table[i][i % table[0].size()];
  for (std::size_t j = 0; j < table[0].size(); ++j) ++table[j % table.size()][j];
  return table;
}

CountTable transposed(const CountTable& table) {
  CountTable turned(table[0].size(), std::vector<std::int64_t>(table.size()));
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < table[0].size(); ++j) turned[j][i] = table[i][j];
  return turned;
}

struct Margins {
  explicit Margins(const CountTable& table) : of_row(table.size(), 0), of_column(table[0].size(), 0) {
    for (std::size_t i = 0; i < table.size(); ++i)
      for (std::size_t j = 0; j < table[0].size(); ++j) {
        const auto cell = static_cast<double>(table[i][j]);
        of_row[i] += cell;
        of_column[j] += cell;
        all += cell;
      }
  }
  std::vector<double> of_row, of_column;
  double all = 0;
};

double slow_chi_square(const CountTable& table) {
  const Margins of(table);
  double sum = 0;
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < table[0].size(); ++j) {
      const double expected = of.of_row[i] * of.of_column[j] / of.all;
      sum += std::pow(static_cast<double>(table[i][j]) - expected, 2) / expected;
    }
  return sum;
}

/// Reciprocal averaging (Hill 1973) finds the first dimension without any decomposition: column scores are
/// the means of row scores and the other way round, until they keep their ratio, which is the inertia.
double slow_first_inertia(const CountTable& table) {
  const Margins of(table);
  std::vector<double> scores(table.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = std::sin(static_cast<double>(i * i) + 1);
  double inertia = 0;
  for (int round = 0; round < 4000; ++round) {
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) mean += of.of_row[i] * scores[i] / of.all;
    for (double& score : scores) score -= mean;
    for (std::size_t i = 0; i < scores.size(); ++i) variance += of.of_row[i] * scores[i] * scores[i] / of.all;
    inertia = std::sqrt(variance);
    std::vector<double> columns(table[0].size(), 0), next(scores.size(), 0);
    for (std::size_t j = 0; j < columns.size(); ++j)
      for (std::size_t i = 0; i < scores.size(); ++i)
        columns[j] += static_cast<double>(table[i][j]) * scores[i] / (inertia * of.of_column[j]);
    for (std::size_t i = 0; i < scores.size(); ++i)
      for (std::size_t j = 0; j < columns.size(); ++j)
        next[i] += static_cast<double>(table[i][j]) * columns[j] / of.of_row[i];
    scores = next;
  }
  return inertia;
}

TEST(Correspondence, HasTheInertiaOfChiSquareAndOfReciprocalAveraging) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    const CountTable table = random_table(random);
    const Correspondence made = correspondence(table);
    ASSERT_TRUE(made.undefined.empty());
    EXPECT_NEAR(made.total_inertia, slow_chi_square(table) / Margins(table).all, 1e-10) << seed;
    EXPECT_LE(made.inertias.size(), std::min(table.size(), table[0].size()) - 1);
    ASSERT_FALSE(made.inertias.empty());
    EXPECT_NEAR(made.inertias[0], slow_first_inertia(table), 1e-5) << seed;
    EXPECT_TRUE(std::is_sorted(made.inertias.rbegin(), made.inertias.rend()));
    EXPECT_LE(made.inertias[0], 1 + 1e-12);
    EXPECT_NEAR(std::accumulate(made.percent.begin(), made.percent.end(), 0.0), 100, 1e-9);
  }
}

/// What holds of the points of either side.
void expect_points(const MapPoints& points, const Correspondence& made, std::uint64_t seed) {
  const std::size_t dimensions = made.inertias.size();
  for (std::size_t k = 0; k < dimensions; ++k) {
    double mean = 0, variance = 0, contributions = 0;
    for (std::size_t i = 0; i < points.kept.size(); ++i) {
      const double at = points.coordinates[i][k];
      mean += points.mass[i] * at;
      variance += points.mass[i] * at * at;
      contributions += points.contributions[i][k];
      EXPECT_NEAR(points.contributions[i][k] * made.inertias[k], points.mass[i] * at * at, 1e-12);
    }
    EXPECT_NEAR(mean, 0, 1e-9) << seed;
    EXPECT_NEAR(variance, made.inertias[k], 1e-10) << seed;
    EXPECT_NEAR(contributions, 1, 1e-9);
  }
  for (const auto& quality : points.quality)
    if (!quality.empty()) {
      EXPECT_NEAR(std::accumulate(quality.begin(), quality.end(), 0.0), 1, 1e-9);
    }
  EXPECT_NEAR(std::accumulate(points.mass.begin(), points.mass.end(), 0.0), 1, 1e-12);
  EXPECT_NEAR(std::accumulate(points.inertia.begin(), points.inertia.end(), 0.0), made.total_inertia, 1e-10);
}

TEST(Correspondence, PutsPointsWhereTheirProfilesAre) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    const CountTable table = random_table(random);
    const Margins of(table);
    const Correspondence made = correspondence(table);
    expect_points(made.rows, made, seed);
    expect_points(made.columns, made, seed);
    const auto& rows = made.rows.coordinates;
    const auto& columns = made.columns.coordinates;
    for (std::size_t a = 0; a < rows.size(); ++a) {
      // A row is at the mean of the columns, each dimension stretched.
      for (std::size_t k = 0; k < made.inertias.size(); ++k) {
        double mean = 0;
        for (std::size_t j = 0; j < columns.size(); ++j)
          mean += static_cast<double>(table[a][j]) / of.of_row[a] * columns[j][k];
        EXPECT_NEAR(rows[a][k] * std::sqrt(made.inertias[k]), mean, 1e-9) << seed;
      }
      for (std::size_t b = 0; b < a; ++b) {
        double on_map = 0, of_profiles = 0;
        for (std::size_t k = 0; k < made.inertias.size(); ++k) on_map += std::pow(rows[a][k] - rows[b][k], 2);
        for (std::size_t j = 0; j < columns.size(); ++j)
          of_profiles += std::pow(static_cast<double>(table[a][j]) / of.of_row[a] -
                                      static_cast<double>(table[b][j]) / of.of_row[b],
                                  2) /
                         (of.of_column[j] / of.all);
        EXPECT_NEAR(on_map, of_profiles, 1e-9) << seed;
      }
    }
  }
}

TEST(Correspondence, HasFixedSignsWhateverTheOrder) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    const CountTable table = random_table(random);
    const Correspondence made = correspondence(table);
    const auto& rows = made.rows.coordinates;
    for (std::size_t k = 0; k < made.inertias.size(); ++k) {
      double farthest = 0;
      for (const auto& row : rows)
        if (std::abs(row[k]) > std::abs(farthest) * (1 + 1e-9)) farthest = row[k];
      EXPECT_GT(farthest, 0);
    }
    std::vector<std::size_t> order(table.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    CountTable shuffled;
    for (const std::size_t i : order) shuffled.push_back(table[i]);
    const Correspondence again = correspondence(shuffled), turned = correspondence(transposed(table));
    ASSERT_EQ(again.inertias.size(), made.inertias.size());
    ASSERT_EQ(turned.inertias.size(), made.inertias.size());
    for (std::size_t k = 0; k < made.inertias.size(); ++k) {
      EXPECT_NEAR(again.inertias[k], made.inertias[k], 1e-10);
      EXPECT_NEAR(turned.inertias[k], made.inertias[k], 1e-10);
    }
    for (std::size_t i = 0; i < order.size(); ++i)
      EXPECT_NEAR(again.rows.inertia[i], made.rows.inertia[order[i]], 1e-10);
    EXPECT_EQ(turned.columns.mass, made.rows.mass);
  }
}

TEST(Correspondence, DropsRowsAndColumnsWithoutCounts) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const CountTable table = random_table(random);
    CountTable wide = table;
    for (auto& row : wide) row.insert(row.begin() + 1, 0);
    wide.insert(wide.begin() + 2, std::vector<std::int64_t>(wide[0].size(), 0));
    const Correspondence made = correspondence(table), same = correspondence(wide);
    EXPECT_EQ(same.rows.dropped, (std::vector<std::size_t>{2}));
    EXPECT_EQ(same.columns.dropped, (std::vector<std::size_t>{1}));
    EXPECT_TRUE(made.rows.dropped.empty());
    EXPECT_EQ(same.rows.kept.size(), table.size());
    EXPECT_EQ(same.columns.kept[1], 2u);
    EXPECT_EQ(same.inertias, made.inertias);
    EXPECT_EQ(same.rows.coordinates, made.rows.coordinates);
  }
}

TEST(Correspondence, OfTwoByTwoIsPhi) {
  const Correspondence made = correspondence({{30, 10}, {5, 25}});
  ASSERT_EQ(made.inertias.size(), 1u);
  const double phi = (30.0 * 25 - 10 * 5) / std::sqrt(40.0 * 30 * 35 * 35);
  EXPECT_NEAR(made.inertias[0], phi * phi, 1e-12);
  EXPECT_NEAR(made.percent[0], 100, 1e-9);
  // Both rows are as far from the middle: the first is the positive one.
  const Correspondence even = correspondence({{10, 30}, {30, 10}});
  EXPECT_NEAR(even.rows.coordinates[0][0], 0.5, 1e-12);
  EXPECT_NEAR(even.rows.coordinates[1][0], -0.5, 1e-12);
  EXPECT_NEAR(even.columns.coordinates[0][0], -0.5, 1e-12);
}

TEST(Correspondence, HasNoDimensionsWithoutVariation) {
  for (const std::int64_t times : {std::int64_t{1}, std::int64_t{1'000'000'007}}) {
    const Correspondence made =
        correspondence({{1 * times, 2 * times, 7 * times}, {3 * times, 6 * times, 21 * times}});
    EXPECT_TRUE(made.undefined.empty());
    EXPECT_TRUE(made.inertias.empty());
    EXPECT_TRUE(made.percent.empty());
    EXPECT_EQ(made.total_inertia, 0);
    EXPECT_TRUE(made.rows.quality[0].empty());
    EXPECT_TRUE(made.rows.coordinates[0].empty());
  }
  // Two like rows make one dimension less, and the row that is as all are lies in the middle.
  const Correspondence middle = correspondence({{1, 3}, {3, 1}, {5, 5}});
  ASSERT_EQ(middle.inertias.size(), 1u);
  EXPECT_NEAR(middle.rows.coordinates[2][0], 0, 1e-12);
  EXPECT_TRUE(middle.rows.quality[2].empty());
  EXPECT_NEAR(middle.rows.quality[0][0], 1, 1e-12);
}

TEST(Correspondence, NeedsTwoRowsAndTwoColumns) {
  for (const CountTable& table :
       {CountTable{}, CountTable{{}}, CountTable{{3, 4}}, CountTable{{3}, {4}}, CountTable{{0, 0}, {0, 0}},
        CountTable{{1, 2}, {0, 0}}, CountTable{{1, 0}, {2, 0}}}) {
    const Correspondence made = correspondence(table);
    EXPECT_FALSE(made.undefined.empty());
    EXPECT_TRUE(made.inertias.empty());
    EXPECT_EQ(made.rows.kept.size() + made.rows.dropped.size(), table.size());
  }
}

}  // namespace
}  // namespace gloss::stats
