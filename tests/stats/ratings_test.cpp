// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ratings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "stats/agreement.h"
#include "vectors.h"

namespace gloss::stats {
namespace {

/// The ratings of a vector: "cells" (how many units, then a category for each coder) or "items"; categories
/// in the order given, else in that of their values.
struct Read {
  explicit Read(const Json& input) {
    const bool cells = input.contains("cells");
    const Json& rows = cells ? input["cells"] : input["items"];
    if (input.contains("ordered_categories"))
      for (const Json& one : input["ordered_categories"]) categories.push_back(one);
    else
      for (const Json& row : rows)
        for (std::size_t i = cells ? 1 : 0; i < row.size(); ++i)
          if (!row[i].is_null()) categories.push_back(row[i]);
    if (!input.contains("ordered_categories")) std::sort(categories.begin(), categories.end());
    categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
    ratings = Ratings(rows[0].size() - (cells ? 1 : 0),
                      input.contains("q") ? input["q"].get<std::size_t>() : categories.size());
    for (const Json& row : rows) {
      std::vector<std::int32_t> unit;
      for (std::size_t i = cells ? 1 : 0; i < row.size(); ++i)
        unit.push_back(row[i].is_null() ? Ratings::missing : index(row[i]));
      ratings.add(unit, cells ? row[0].get<std::int64_t>() : 1);
    }
  }
  std::int32_t index(const Json& category) const {
    return static_cast<std::int32_t>(std::find(categories.begin(), categories.end(), category) -
                                     categories.begin());
  }
  std::vector<double> values() const {
    std::vector<double> all;
    for (const Json& one : categories) all.push_back(one.get<double>());
    return all;
  }
  std::vector<Json> categories;
  Ratings ratings{1, 1};
};

/// "STAT-IReq": 1 and so on, both ways.
Weight distances(const Json& given, const std::vector<Json>& categories) {
  return [given, categories](std::size_t a, std::size_t b) {
    if (a == b) return 0.0;
    const auto name = [&](std::size_t x, std::size_t y) {
      return categories[x].get<std::string>() + "-" + categories[y].get<std::string>();
    };
    return given.contains(name(a, b)) ? given[name(a, b)].get<double>() : given[name(b, a)].get<double>();
  };
}

/// What the measure of a vector gives; nothing for measures that are not of ratings.
std::optional<double> computed(const std::string& measure, const Json& input) {
  const Read read(input);
  const Ratings& ratings = read.ratings;
  if (measure == "percent_agreement" || measure == "percent_agreement_gwet" ||
      measure == "mean_pairwise_percent_agreement")
    return observed_agreement(ratings).value;
  if (measure == "scott_pi" || measure == "fleiss_kappa" || measure == "fleiss_kappa_missing")
    return fleiss_kappa(ratings).value;
  if (measure == "cohen_kappa" || measure == "conger_kappa_missing") return conger_kappa(ratings).value;
  if (measure == "cohen_expected_agreement") return conger_kappa(ratings).expected;
  if (measure == "expected_agreement_alpha") return krippendorff_alpha(ratings).expected;
  if (measure == "light_kappa" || measure == "mean_pairwise_cohen_kappa") return light_kappa(ratings).value;
  if (measure == "brennan_prediger" || measure == "brennan_prediger_multi")
    return brennan_prediger(ratings).value;
  if (measure == "gwet_ac1") return gwet_ac(ratings).value;
  if (measure == "gwet_ac2_quadratic") return gwet_ac(ratings, quadratic_weight(ratings.categories())).value;
  if (measure == "weighted_kappa_quadratic") {
    // The weights go by the values, which need not follow one another.
    const auto values = read.values();
    const double widest = values.back() - values.front();
    return weighted_kappa(ratings,
                          [=](std::size_t a, std::size_t b) {
                            return 1 - std::pow((values[a] - values[b]) / widest, 2);
                          })
        .value;
  }
  if (measure == "weighted_kappa") {
    const Weight apart = distances(input["distance"], read.categories);
    return weighted_kappa(ratings, [=](std::size_t a, std::size_t b) { return 1 - apart(a, b); }).value;
  }
  if (measure == "krippendorff_alpha_custom") {
    const Weight apart = distances(input["distance"], read.categories);
    return krippendorff_alpha(
               ratings, [=](std::size_t a, std::size_t b, const std::vector<double>&) { return apart(a, b); })
        .value;
  }
  if (measure == "krippendorff_alpha_nominal") return krippendorff_alpha(ratings).value;
  if (measure == "krippendorff_alpha_ordinal") return krippendorff_alpha(ratings, ordinal_difference).value;
  if (measure == "krippendorff_alpha_interval")
    return krippendorff_alpha(ratings, interval_difference(read.values())).value;
  if (measure == "krippendorff_alpha_ratio")
    return krippendorff_alpha(ratings, ratio_difference(read.values())).value;
  if (measure == "all_raters_agree_percent") {
    const auto share = all_agree(ratings, input.value("tolerance", std::size_t{0}));
    return share ? std::optional(100 * *share) : std::nullopt;
  }
  return std::nullopt;
}

TEST(Ratings, AgreeWithThePublishedVectors) {
  std::map<std::string, int> checked;
  for (const char* file : {"agreement.json", "agreement_freelon2010.json", "krippendorff_alpha.json"}) {
    GLOSS_VECTORS(vectors, file);
    for (const Json& vector : vectors) {
      const std::string measure = vector["measure"];
      const double tolerance = vector["tolerance"];
      if (measure == "holsti" || measure == "percent_agreement_characters" ||
          measure == "jaccard_distance_sets")
        continue;  // not of units by coders
      const auto expect = [&](const std::string& name, const Json& expected) {
        const auto value = computed(name, vector["input"]);
        ASSERT_TRUE(value) << vector["id"] << " " << name;
        EXPECT_NEAR(*value, expected.get<double>(), tolerance) << vector["id"] << " " << name;
        ++checked[name];
      };
      if (measure == "several") {
        for (const auto& [name, expected] : vector["expected"].items()) expect(name, expected);
      } else if (measure == "fleiss_kappa_per_category") {
        const auto all = fleiss_kappa_by_category(Read(vector["input"]).ratings);
        ASSERT_EQ(all.size(), vector["expected"].size());
        for (std::size_t k = 0; k < all.size(); ++k)
          EXPECT_NEAR(*all[k], vector["expected"][k].get<double>(), tolerance) << k;
        ++checked[measure];
      } else {
        expect(measure, vector["expected"]);
      }
    }
  }
  EXPECT_GE(checked.size(), 20u);
  EXPECT_GE(checked["krippendorff_alpha_nominal"], 15);
  EXPECT_EQ(checked["fleiss_kappa_per_category"], 1);
}

struct Random {
  explicit Random(std::uint64_t seed) : random(seed) {
    coders = 2 + random() % 4;
    categories = 2 + random() % 4;
    for (std::size_t n = 2 + random() % 20; n > 0; --n) {
      std::vector<std::int32_t> unit;
      const std::size_t truth = random() % categories;
      for (std::size_t c = 0; c < coders; ++c)
        unit.push_back(random() % 6 == 0   ? Ratings::missing
                       : random() % 3 == 0 ? static_cast<std::int32_t>(random() % categories)
                                           : static_cast<std::int32_t>(truth));
      units.push_back(std::move(unit));
    }
  }
  Ratings ratings() const {
    Ratings made(coders, categories);
    for (const auto& unit : units) made.add(unit);
    return made;
  }
  std::mt19937_64 random;
  std::size_t coders = 0, categories = 0;
  std::vector<std::vector<std::int32_t>> units;
};

/// Alpha from its definition: how far pairs within units are apart, against all pairs of pairable ratings.
std::optional<double> slow_alpha(const Random& given) {
  std::vector<double> pairable;
  double within = 0;
  for (const auto& unit : given.units) {
    std::vector<double> rated;
    for (const auto one : unit)
      if (one != Ratings::missing) rated.push_back(one * one + 1.0);
    if (rated.size() < 2) continue;
    for (std::size_t i = 0; i < rated.size(); ++i)
      for (std::size_t j = 0; j < rated.size(); ++j)
        if (i != j) within += std::pow(rated[i] - rated[j], 2) / double(rated.size() - 1);
    pairable.insert(pairable.end(), rated.begin(), rated.end());
  }
  double all = 0;
  const auto n = static_cast<double>(pairable.size());
  for (std::size_t i = 0; i < pairable.size(); ++i)
    for (std::size_t j = 0; j < pairable.size(); ++j)
      if (i != j) all += std::pow(pairable[i] - pairable[j], 2);
  if (all == 0) return std::nullopt;
  return 1 - (within / n) / (all / (n * (n - 1)));
}

TEST(Ratings, HaveTheAlphaOfItsDefinition) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Random given(seed);
    std::vector<double> values;
    for (std::size_t k = 0; k < given.categories; ++k) values.push_back(double(k * k) + 1);
    const auto alpha = krippendorff_alpha(given.ratings(), interval_difference(values));
    const auto slow = slow_alpha(given);
    ASSERT_EQ(alpha.value.has_value(), slow.has_value()) << seed;
    if (!slow) {
      EXPECT_FALSE(alpha.undefined.empty());
      continue;
    }
    ++defined;
    EXPECT_NEAR(*alpha.value, *slow, 1e-9) << seed;
  }
  EXPECT_GT(defined, 250);
}

TEST(Ratings, DoNotDependOnTheOrderOfUnitsCodersAndCategories) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random given(seed + 1000);
    const Ratings before = given.ratings();
    std::shuffle(given.units.begin(), given.units.end(), given.random);
    std::vector<std::size_t> coders(given.coders), names(given.categories);
    std::iota(coders.begin(), coders.end(), 0u);
    std::iota(names.begin(), names.end(), 0u);
    std::shuffle(coders.begin(), coders.end(), given.random);
    std::shuffle(names.begin(), names.end(), given.random);
    for (auto& unit : given.units) {
      const auto old = unit;
      for (std::size_t c = 0; c < coders.size(); ++c)
        unit[c] = old[coders[c]] == Ratings::missing
                      ? Ratings::missing
                      : static_cast<std::int32_t>(names[static_cast<std::size_t>(old[coders[c]])]);
    }
    const Ratings after = given.ratings();
    const auto same = [&](const Coefficient& a, const Coefficient& b) {
      ASSERT_EQ(a.value.has_value(), b.value.has_value()) << seed;
      EXPECT_EQ(a.undefined, b.undefined);
      if (a.value) {
        EXPECT_NEAR(*a.value, *b.value, 1e-9) << seed;
      }
    };
    same(observed_agreement(before), observed_agreement(after));
    same(fleiss_kappa(before), fleiss_kappa(after));
    same(conger_kappa(before), conger_kappa(after));
    same(brennan_prediger(before), brennan_prediger(after));
    same(gwet_ac(before), gwet_ac(after));
    same(krippendorff_alpha(before), krippendorff_alpha(after));
  }
}

TEST(Ratings, OfTwoCodersAreThoseOfTheTable) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t categories = 2 + random() % 3, units = 2 + random() % 30;
    Ratings ratings(2, categories);
    AgreementTable table(categories);
    for (std::size_t i = 0; i < units; ++i) {
      const std::size_t a = random() % categories, b = random() % 3 == 0 ? random() % categories : a;
      ratings.add({static_cast<std::int32_t>(a), static_cast<std::int32_t>(b)});
      table.add(a, b, 1);
    }
    const auto kappa = cohen_kappa(table).estimate.value;
    const auto of_ratings = conger_kappa(ratings);
    ASSERT_EQ(kappa.has_value(), of_ratings.value.has_value()) << seed;
    if (!kappa) continue;
    EXPECT_NEAR(*kappa, *of_ratings.value, 1e-9);
    EXPECT_NEAR(*kappa, *weighted_kappa(ratings, identity_weight).value, 1e-9);
    EXPECT_NEAR(*kappa, *light_kappa(ratings).value, 1e-9);
    // Krippendorff 2004: alpha is pi, mended for small samples.
    const double n = 2.0 * static_cast<double>(units), pi = *fleiss_kappa(ratings).value;
    EXPECT_NEAR(1 - *krippendorff_alpha(ratings).value, (1 - pi) * (n - 1) / n, 1e-9) << seed;
  }
}

TEST(Ratings, HaveNoValueWhereNothingVaries) {
  Ratings same(3, 2);
  same.add({1, 1, 1}, 5);
  for (const Coefficient& one :
       {fleiss_kappa(same), conger_kappa(same), light_kappa(same), krippendorff_alpha(same)}) {
    EXPECT_FALSE(one.value);
    EXPECT_EQ(one.undefined, "no variation");
  }
  EXPECT_EQ(observed_agreement(same).value, 1);
  EXPECT_EQ(all_agree(same), 1);
  Ratings alone(2, 2);
  alone.add({0, Ratings::missing}, 5);
  for (const Coefficient& one : {observed_agreement(alone), fleiss_kappa(alone), conger_kappa(alone),
                                 brennan_prediger(alone), gwet_ac(alone), krippendorff_alpha(alone)}) {
    EXPECT_FALSE(one.value);
    EXPECT_EQ(one.undefined, "no unit with two coders");
  }
  EXPECT_FALSE(all_agree(alone));
  EXPECT_FALSE(all_agree(Ratings(2, 2)));
}

}  // namespace
}  // namespace gloss::stats
