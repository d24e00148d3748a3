// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rotation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace gloss::stats {
namespace {

/// Units of a stratum, each with a, b, both or neither.
struct Wheel {
  std::vector<bool> a, b;
  std::vector<std::int64_t> at_a, at_b;

  void place() {
    at_a.clear();
    at_b.clear();
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i]) at_a.push_back(static_cast<std::int64_t>(i));
      if (b[i]) at_b.push_back(static_cast<std::int64_t>(i));
    }
  }
  Stratum stratum() const { return {static_cast<std::int64_t>(a.size()), at_a, at_b}; }
  std::int64_t together(std::size_t offset) const {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (b[i] && a[(i + offset) % a.size()]) ++count;
    return count;
  }
};

Wheel random_wheel(std::mt19937_64& random, std::size_t units, std::uint64_t one_in) {
  Wheel wheel;
  for (std::size_t i = 0; i < units; ++i) {
    wheel.a.push_back(random() % one_in == 0);
    wheel.b.push_back(random() % one_in == 0 || (wheel.a.back() && random() % 3 == 0));
  }
  wheel.place();
  return wheel;
}

std::vector<Stratum> strata_of(const std::vector<Wheel>& wheels) {
  std::vector<Stratum> strata;
  for (const Wheel& wheel : wheels) strata.push_back(wheel.stratum());
  return strata;
}

std::vector<Wheel> random_wheels(std::mt19937_64& random) {
  std::vector<Wheel> wheels;
  for (std::size_t i = 0, n = random() % 4; i < n; ++i)
    wheels.push_back(random_wheel(random, 1 + random() % 9, 1 + random() % 4));
  return wheels;
}

/// All offsets of all wheels: how often each sum of overlaps comes out.
void count_sums(const std::vector<Wheel>& wheels, std::size_t next, std::int64_t sum,
                std::vector<std::int64_t>& sums) {
  if (next == wheels.size()) return sums.push_back(sum);
  for (std::size_t offset = 0; offset < wheels[next].a.size(); ++offset)
    count_sums(wheels, next + 1, sum + wheels[next].together(offset), sums);
}

TEST(RotateCodes, IsExactWhereAllRotationsCanBeCounted) {
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const auto wheels = random_wheels(random);
    std::int64_t observed = 0;
    for (const Wheel& wheel : wheels) observed += wheel.together(0);
    std::vector<std::int64_t> sums;
    count_sums(wheels, 0, 0, sums);
    const bool varies = std::adjacent_find(sums.begin(), sums.end(), std::not_equal_to<>()) != sums.end();
    const auto test = rotate_codes(strata_of(wheels));
    ASSERT_EQ(test.has_value(), varies) << seed;
    if (!test) continue;
    ++checked;
    const auto hits = std::count_if(sums.begin(), sums.end(), [&](auto sum) { return sum >= observed; });
    double mean = 0;
    for (const auto sum : sums) mean += double(sum) / double(sums.size());
    EXPECT_TRUE(test->exact);
    EXPECT_EQ(test->together, observed);
    EXPECT_NEAR(test->expected, mean, 1e-9);
    EXPECT_NEAR(test->p, double(hits) / double(sums.size()), 1e-12) << seed;
  }
  EXPECT_GT(checked, 150);
}

TEST(RotateCodes, DrawsNearlyTheSame) {
  PermutationOptions drawn;
  drawn.exact_where_cheap = false;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 random(seed);
    const auto wheels = random_wheels(random);
    const auto exact = rotate_codes(strata_of(wheels)), test = rotate_codes(strata_of(wheels), drawn);
    ASSERT_EQ(exact.has_value(), test.has_value());
    if (!test) continue;
    EXPECT_FALSE(test->exact);
    EXPECT_EQ(test->draws, 9999);
    EXPECT_NEAR(test->p, exact->p, 5 * std::sqrt(exact->p * (1 - exact->p) / 9999) + 2e-4) << seed;
    EXPECT_EQ(test->p, rotate_codes(strata_of(wheels), drawn)->p);
  }
}

TEST(RotateCodes, DoesNotDependOnWhereAWheelBeginsNorOnWhichCodeTurns) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    auto wheels = random_wheels(random);
    const auto before = rotate_codes(strata_of(wheels));
    for (Wheel& wheel : wheels) {
      const auto by = static_cast<std::ptrdiff_t>(random() % wheel.a.size());
      std::rotate(wheel.a.begin(), wheel.a.begin() + by, wheel.a.end());
      std::rotate(wheel.b.begin(), wheel.b.begin() + by, wheel.b.end());
      std::swap(wheel.a, wheel.b);
      wheel.place();
    }
    std::shuffle(wheels.begin(), wheels.end(), random);
    const auto after = rotate_codes(strata_of(wheels));
    ASSERT_EQ(before.has_value(), after.has_value());
    if (!before) continue;
    EXPECT_EQ(before->together, after->together);
    EXPECT_NEAR(before->expected, after->expected, 1e-12);
    EXPECT_NEAR(before->p, after->p, 1e-12);
  }
}

TEST(RotateCodes, TakesTwoRunsThatMeetForOneFinding) {
  // Ten units of forty with each code. As one run each, they meet wholly by one offset of forty.
  Wheel runs;
  for (std::size_t i = 0; i < 40; ++i) {
    runs.a.push_back(i >= 10 && i < 20);
    runs.b.push_back(i >= 10 && i < 20);
  }
  runs.place();
  const std::vector<Stratum> strata{runs.stratum()};
  const auto test = rotate_codes(strata);
  EXPECT_EQ(test->together, 10);
  EXPECT_DOUBLE_EQ(test->expected, 2.5);
  EXPECT_DOUBLE_EQ(test->p, 1.0 / 40);
}

TEST(OverlapsByOffset, AreThoseOfTurningUnitByUnit) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    std::mt19937_64 random(seed);
    // The last ones are crowded enough for the transform.
    const std::size_t units = seed < 20 ? 1 + random() % 30 : 600 + random() % 900;
    const Wheel wheel = random_wheel(random, units, seed < 20 ? 2 : 1 + random() % 2);
    const auto overlaps = overlaps_by_offset(wheel.stratum());
    ASSERT_EQ(overlaps.size(), units);
    for (std::size_t offset = 0; offset < units; ++offset)
      ASSERT_EQ(overlaps[offset], wheel.together(offset)) << seed << " " << offset;
  }
}

TEST(RotateCodes, HasNoValueWhereTurningChangesNothing) {
  const std::vector<std::int64_t> none, first{0}, all{0, 1, 2};
  EXPECT_FALSE(rotate_codes({}));
  for (const Stratum& stratum :
       {Stratum{3, first, none}, Stratum{3, none, all}, Stratum{1, first, first}, Stratum{3, first, all}})
    EXPECT_FALSE(rotate_codes(std::vector<Stratum>{stratum}));
  const auto test = rotate_codes(std::vector<Stratum>{{3, first, first}, {3, first, all}, {5, none, first}});
  EXPECT_EQ(test->together, 2);
  EXPECT_NEAR(test->p, 1.0 / 3, 1e-12);
  EXPECT_NEAR(test->expected, 1 + 1.0 / 3, 1e-12);
}

}  // namespace
}  // namespace gloss::stats
