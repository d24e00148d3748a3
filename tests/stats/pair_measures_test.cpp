// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "base/json.h"
#include "stats/cooccurrence.h"
#include "support/shared_data.h"

namespace gloss::stats {
namespace {

/// The table of a vector: given as counts, or as two presence vectors.
PairTable table_of(const Json& input) {
  if (input.contains("n1")) return {input["n12"], input["n1"], input["n2"], input["N"]};
  PairTable table;
  const auto u = input["u"].get<std::vector<int>>(), v = input["v"].get<std::vector<int>>();
  for (std::size_t i = 0; i < u.size(); ++i) {
    table.a += u[i];
    table.b += v[i];
    table.both += u[i] * v[i];
    ++table.n;
  }
  return table;
}

TEST(PairMeasures, AgreeWithThePublishedVectors) {
  if (!std::ifstream(test::shared_path("vectors/cooccurrence.json")).good())
    GTEST_SKIP() << "SKIPPED: ../shared/vectors is not beside the checkout; this test proved nothing";
  const auto file =
      parse_json(test::slurp(test::shared_path("vectors/cooccurrence.json")), "cooccurrence.json");
  ASSERT_TRUE(file);
  int checked = 0;
  for (const Json& vector : (*file)["vectors"]) {
    std::string name = vector["measure"];
    const bool distance = name.ends_with("_distance");
    if (distance) name.resize(name.size() - std::string("_distance").size());
    const Measure* measure = measure_named(name);
    ASSERT_NE(measure, nullptr) << name;
    const auto value = measure->of(table_of(vector["input"]));
    ASSERT_TRUE(value) << vector["id"];
    EXPECT_NEAR(distance ? 1 - *value : *value, vector["expected"].get<double>(),
                vector["tolerance"].get<double>())
        << vector["id"];
    ++checked;
  }
  EXPECT_EQ(checked, 20);
}

TEST(PairMeasures, HaveNoValueWhereTheFormulaHasNone) {
  const PairTable nothing{0, 0, 0, 0}, absent{0, 0, 0, 100}, only_a{0, 20, 0, 100},
      everywhere{100, 100, 100, 100};
  for (const Measure& measure : measures()) {
    EXPECT_FALSE(measure.of(nothing)) << measure.name << " of no units";
    EXPECT_FALSE(measure.of(absent)) << measure.name << " of codes that do not occur";
  }
  const std::set<std::string_view> zero_with_one_code{"jaccard", "dice", "b_given_a", "c"};
  for (const Measure& measure : measures()) {
    const auto value = measure.of(only_a);
    EXPECT_EQ(value.has_value(), zero_with_one_code.contains(measure.name)) << measure.name;
    if (value) {
      EXPECT_EQ(*value, 0) << measure.name;
    }
  }
  for (const std::string_view name : {"phi", "chi_square", "g2", "odds_ratio", "log_odds_ratio"})
    EXPECT_FALSE(measure_named(name)->of(everywhere)) << name;
  EXPECT_EQ(npmi(everywhere), 1);
  EXPECT_FALSE(pmi({0, 20, 20, 100}));
  EXPECT_EQ(npmi({0, 20, 20, 100}), -1);
  EXPECT_EQ(measure_named("nonsense"), nullptr);
}

TEST(PairMeasures, FollowTheirFormulasOnEverySmallTable) {
  // The same formulas from the four cells and from probabilities, with other arithmetic.
  int tables = 0;
  for (int n = 1; n <= 12; ++n)
    for (int a = 1; a <= n; ++a)
      for (int b = 1; b <= n; ++b)
        for (int both = std::max(0, a + b - n); both <= std::min(a, b); ++both, ++tables) {
          const PairTable t{both, a, b, n};
          const double pa = double(a) / n, pb = double(b) / n, pab = double(both) / n;
          EXPECT_NEAR(*jaccard(t), pab / (pa + pb - pab), 1e-12);
          EXPECT_NEAR(*dice(t), 2 / (1 / *b_given_a(t) + 1 / *a_given_b(t)), 1e-12);
          EXPECT_NEAR(*cosine(t), std::sqrt(*b_given_a(t) * *a_given_b(t)), 1e-12);
          EXPECT_NEAR(*overlap(t), std::max(*b_given_a(t), *a_given_b(t)), 1e-12);
          EXPECT_NEAR(*lift(t), pab / (pa * pb), 1e-12);
          EXPECT_EQ(pmi(t).has_value(), both > 0);
          if (both > 0) {
            EXPECT_NEAR(*pmi(t), std::log2(pab) - std::log2(pa) - std::log2(pb), 1e-12);
          }
          if (both > 0 && both < n) {
            EXPECT_NEAR(*npmi(t), *pmi(t) / -std::log2(pab), 1e-12);
          }
          const bool varies = a < n && b < n;
          EXPECT_EQ(phi(t).has_value(), varies);
          EXPECT_EQ(g2(t).has_value(), varies);
          if (!varies) continue;
          EXPECT_NEAR(*phi(t), (pab - pa * pb) / std::sqrt(pa * (1 - pa) * pb * (1 - pb)), 1e-12);
          EXPECT_NEAR(*chi_square(t), n * *phi(t) * *phi(t), 1e-10);
          const auto entropy = [](std::initializer_list<double> shares) {
            double sum = 0;
            for (const double p : shares)
              if (p > 1e-12) sum -= p * std::log(p);
            return sum;
          };
          const double mutual = entropy({pa, 1 - pa}) + entropy({pb, 1 - pb}) -
                                entropy({pab, pa - pab, pb - pab, 1 - pa - pb + pab});
          EXPECT_NEAR(*g2(t), 2 * n * mutual, 1e-9);
          EXPECT_NEAR(*log_odds_ratio(t), std::log(*odds_ratio(t)), 1e-12);
        }
  EXPECT_EQ(tables, 1651);
  EXPECT_NEAR(*odds_ratio({0, 1, 1, 4}), 0.5 * 2.5 / (1.5 * 1.5), 1e-12);  // Haldane-Anscombe
  EXPECT_GT(*c_coefficient({12, 4, 9, 0}), 1);                             // events, not units
  EXPECT_FALSE(c_coefficient({20, 4, 9, 0}));
}

}  // namespace
}  // namespace gloss::stats
