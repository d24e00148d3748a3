// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/agreement.h"

#include <cmath>
#include <map>
#include <random>

#include "vectors.h"

namespace gloss::stats {
namespace {

/// The table of a vector's cells [[units, a, b], ...] or items [[a, b], ...], categories in order of first
/// use.
AgreementTable ratings_of(const Json& input) {
  std::map<std::string, std::size_t> numbers;
  const auto number = [&](const Json& category) {
    return numbers.try_emplace(category.dump(), numbers.size()).first->second;
  };
  std::vector<std::tuple<std::size_t, std::size_t, std::int64_t>> cells;
  if (input.contains("cells")) {
    for (const Json& cell : input["cells"]) {
      const std::size_t a = number(cell[1]), b = number(cell[2]);
      cells.emplace_back(a, b, cell[0]);
    }
  } else {
    for (const Json& item : input["items"]) {
      const std::size_t a = number(item[0]), b = number(item[1]);
      cells.emplace_back(a, b, 1);
    }
  }
  AgreementTable table(numbers.size());
  for (const auto& [a, b, units] : cells) table.add(a, b, units);
  return table;
}

bool of_two_coders(const Json& input) {
  if (input.contains("cells")) return input["cells"][0].size() == 3;
  if (!input.contains("items")) return false;
  for (const Json& item : input["items"])
    if (item.size() != 2 || item[0].is_null() || item[1].is_null()) return false;
  return true;
}

TEST(CohenKappa, AgreesWithThePublishedVectors) {
  GLOSS_VECTORS(vectors, "agreement.json");
  GLOSS_VECTORS(recal, "agreement_freelon2010.json");
  std::map<std::string, int> checked;
  for (const Json* all : {&vectors, &recal})
    for (const Json& vector : *all) {
      const std::string measure = vector["measure"];
      if (!of_two_coders(vector["input"])) continue;
      const AgreementTable table = ratings_of(vector["input"]);
      const auto check = [&](const std::optional<double>& value, const Json& expected) {
        ASSERT_TRUE(value) << vector["id"];
        EXPECT_NEAR(*value, expected.get<double>(), vector["tolerance"].get<double>()) << vector["id"];
      };
      if (measure == "cohen_kappa")
        check(cohen_kappa(table).estimate.value, vector["expected"]);
      else if (measure == "percent_agreement")
        check(percent_agreement(table).value, vector["expected"]);
      else if (measure == "cohen_expected_agreement")
        check(expected_agreement(table), vector["expected"]);
      else if (measure == "several" && vector["expected"].contains("percent_agreement"))
        check(percent_agreement(table).value, vector["expected"]["percent_agreement"]);
      else
        continue;  // pi, alpha, AC1 ... and measures of more coders: for a report on agreement
      ++checked[measure];
    }
  EXPECT_EQ(checked["cohen_kappa"], 14);
  EXPECT_GE(checked["percent_agreement"], 5);
  EXPECT_GE(checked["cohen_expected_agreement"], 2);
}

/// The delta method with derivatives taken by differences: another way to the same standard error.
double slow_standard_error(const AgreementTable& table) {
  const std::size_t k = table.categories();
  const auto n = static_cast<double>(table.units());
  std::vector<double> shares(k * k);
  for (std::size_t i = 0; i < k * k; ++i) shares[i] = double(table.cell(i / k, i % k)) / n;
  const auto kappa = [&](const std::vector<double>& p) {
    double observed = 0, expected = 0;
    for (std::size_t i = 0; i < k; ++i) {
      double row = 0, column = 0;
      for (std::size_t j = 0; j < k; ++j) {
        row += p[i * k + j];
        column += p[j * k + i];
      }
      observed += p[i * k + i];
      expected += row * column;
    }
    return (observed - expected) / (1 - expected);
  };
  double squares = 0, mean = 0;
  for (std::size_t i = 0; i < k * k; ++i) {
    const double step = 1e-6;
    auto more = shares, less = shares;
    more[i] += step;
    less[i] -= step;
    const double slope = (kappa(more) - kappa(less)) / (2 * step);
    squares += slope * slope * shares[i];
    mean += slope * shares[i];
  }
  return std::sqrt((squares - mean * mean) / n);
}

TEST(CohenKappa, HasTheStandardErrorOfTheDeltaMethod) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::size_t k = 2 + random() % 4;
    AgreementTable table(k);
    for (std::size_t a = 0; a < k; ++a)
      for (std::size_t b = 0; b < k; ++b)
        table.add(a, b, 1 + static_cast<std::int64_t>(random() % (a == b ? 60 : 12)));
    const Kappa kappa = cohen_kappa(table);
    ASSERT_TRUE(kappa.standard_error);
    EXPECT_NEAR(*kappa.standard_error, slow_standard_error(table), 1e-6);
    EXPECT_LE(kappa.estimate.interval->low, *kappa.estimate.value);
    EXPECT_GE(kappa.estimate.interval->high, *kappa.estimate.value);
  }
}

TEST(CohenKappa, GivesTheStandardErrorThatAgrestiPrintsForTwoPathologists) {
  // Categorical Data Analysis, 118 slides in four grades: kappa 0.493, standard error 0.057.
  AgreementTable table(4);
  const int cells[4][4] = {{22, 2, 2, 0}, {5, 7, 14, 0}, {0, 2, 36, 0}, {0, 1, 17, 10}};
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b < 4; ++b) table.add(a, b, cells[a][b]);
  const Kappa kappa = cohen_kappa(table);
  EXPECT_NEAR(*kappa.estimate.value, 0.493, 0.0005);
  EXPECT_NEAR(*kappa.standard_error, 0.057, 0.0005);
}

TEST(CohenKappa, IsUndefinedWithoutVariationAndNeverOne) {
  AgreementTable table(2);
  EXPECT_EQ(cohen_kappa(table).estimate.undefined, "no units");
  table.add(0, 0, 12);
  EXPECT_EQ(cohen_kappa(table).estimate.undefined, "no variation");
  EXPECT_FALSE(cohen_kappa(table).estimate.value);
  EXPECT_EQ(percent_agreement(table).value, 1);
  table.add(1, 1, 3);
  EXPECT_EQ(cohen_kappa(table).estimate.value, 1);
  EXPECT_FALSE(cohen_kappa(table).estimate.interval);
  AgreementTable one_constant(2);
  one_constant.add(0, 0, 10);
  one_constant.add(0, 1, 10);
  EXPECT_EQ(cohen_kappa(one_constant).estimate.value, 0);
}

}  // namespace
}  // namespace gloss::stats
