// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ratings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "stats/agreement.h"

namespace gloss::stats {
namespace {

struct RandomRatings {
  explicit RandomRatings(std::uint64_t seed) : random(seed) {
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
std::optional<double> slow_alpha(const RandomRatings& given) {
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
    const RandomRatings given(seed);
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
    RandomRatings given(seed + 1000);
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
