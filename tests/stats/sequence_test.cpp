// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sequence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace gloss::stats {
namespace {

Chain plain(const std::vector<std::int32_t>& codes) {
  Chain chain;
  for (const std::int32_t code : codes) chain.push_back({code});
  return chain;
}

std::vector<Chain> random_chains(std::mt19937_64& random, std::size_t codes) {
  std::vector<Chain> chains(1 + random() % 3);
  for (Chain& chain : chains)
    for (std::size_t t = 0, n = random() % 40; t < n; ++t) {
      Moment moment;
      for (std::size_t code = 0; code < codes; ++code)
        if (random() % (2 * codes) < 3) moment.push_back(static_cast<std::int32_t>(code));
      if (!moment.empty()) chain.push_back(moment);
    }
  return chains;
}

/// Expected counts of an open diagonal, cell by cell: rows and columns are fitted in turn.
std::vector<double> slowly_fitted(const Crosstab& counts) {
  const std::size_t k = counts.rows();
  std::vector<double> cells(k * k, 1);
  for (std::size_t i = 0; i < k; ++i) cells[i * k + i] = 0;
  for (int round = 0; round < 20000; ++round)
    for (const bool rows : {true, false})
      for (std::size_t i = 0; i < k; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < k; ++j) sum += cells[rows ? i * k + j : j * k + i];
        const double wanted = double(rows ? counts.row_total(i) : counts.column_total(i));
        for (std::size_t j = 0; j < k && sum > 0; ++j) cells[rows ? i * k + j : j * k + i] *= wanted / sum;
      }
  return cells;
}

/// How much of each cell's own count its fitted value holds: squared lengths of the rows of an orthonormal
/// basis (Gram & Schmidt) of the model's columns, each cell weighted by the root of its expected count.
std::vector<double> slow_leverages(const Crosstab& counts, const std::vector<double>& expected) {
  const std::size_t k = counts.rows(), cells = k * k;
  std::vector<std::vector<double>> basis;
  for (std::size_t term = 0; term < 2 * k; ++term) {
    std::vector<double> column(cells, 0);
    for (std::size_t i = 0; i < cells; ++i)
      if ((term < k ? i / k : i % k) == term % k) column[i] = std::sqrt(expected[i]);
    double before = 0, after = 0;
    for (const double x : column) before += x * x;
    for (int twice = 0; twice < 2; ++twice)
      for (const auto& one : basis) {
        double along = 0;
        for (std::size_t i = 0; i < cells; ++i) along += one[i] * column[i];
        for (std::size_t i = 0; i < cells; ++i) column[i] -= along * one[i];
      }
    for (const double x : column) after += x * x;
    if (after <= 1e-12 * before || before == 0) continue;
    for (double& x : column) x /= std::sqrt(after);
    basis.push_back(column);
  }
  std::vector<double> all(cells, 0);
  for (const auto& one : basis)
    for (std::size_t i = 0; i < cells; ++i) all[i] += one[i] * one[i];
  return all;
}

TEST(CountTransitions, GoesFromMomentToMoment) {
  const std::vector<Chain> chains{{{0}, {1, 2}, {0}}, plain({2, 2, 1})};
  const auto counts = count_transitions(chains, 3).counts;
  const std::vector<std::vector<std::int64_t>> expected{{0, 1, 1}, {1, 0, 0}, {1, 1, 1}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(counts.at(i, j), expected[i][j]) << i << j;
  const auto second = count_transitions(chains, 3, {.lag = 2}).counts;
  EXPECT_EQ(second.n(), 2);
  EXPECT_EQ(second.at(0, 0), 1);
  EXPECT_EQ(second.at(2, 1), 1);
  EXPECT_EQ(count_transitions(chains, 3, {.lag = 7}).counts.n(), 0);
}

TEST(CountTransitions, AgreesWithCountingPairs) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t codes = 1 + random() % 5, lag = 1 + random() % 3;
    const auto chains = random_chains(random, codes);
    const auto counts = count_transitions(chains, codes, {.lag = lag}).counts;
    for (std::size_t i = 0; i < codes; ++i)
      for (std::size_t j = 0; j < codes; ++j) {
        std::int64_t slow = 0;
        const auto holds = [](const Moment& moment, std::size_t code) {
          return std::count(moment.begin(), moment.end(), static_cast<std::int32_t>(code));
        };
        for (const Chain& chain : chains)
          for (std::size_t t = lag; t < chain.size(); ++t)
            slow += holds(chain[t - lag], i) * holds(chain[t], j);
        EXPECT_EQ(counts.at(i, j), slow) << seed;
      }
  }
}

TEST(WithoutRepeats, LetsNoCodeFollowItself) {
  EXPECT_EQ(without_repeats(plain({1, 1, 2, 2, 2, 1, 3, 3})), plain({1, 2, 1, 3}));
  EXPECT_EQ(without_repeats({{0}, {0}, {0, 1}, {1}, {2}}), plain({0, 1, 2}));
  EXPECT_EQ(without_repeats({{0, 1}, {0}, {1}, {2}}), (Chain{{0, 1}, {2}}));
  EXPECT_TRUE(without_repeats({}).empty());
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t codes = 1 + random() % 4;
    const auto chains = random_chains(random, codes);
    const auto transitions = count_transitions(chains, codes, {.skip_repeats = true});
    EXPECT_TRUE(transitions.open_diagonal);
    for (std::size_t i = 0; i < codes; ++i) EXPECT_EQ(transitions.counts.at(i, i), 0);
    for (const Chain& chain : chains) {
      EXPECT_EQ(without_repeats(without_repeats(chain)), without_repeats(chain));
      std::vector<std::int32_t> firsts;  // a plain sequence: that of std::unique
      for (const Moment& moment : chain) firsts.push_back(moment.front());
      const Chain kept = without_repeats(plain(firsts));
      firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
      EXPECT_EQ(kept, plain(firsts));
    }
  }
  EXPECT_FALSE(count_transitions(std::vector<Chain>{plain({0, 1, 0})}, 2, {.lag = 2, .skip_repeats = true})
                   .open_diagonal);
}

TEST(Transitions, OfAWholeTableAreACrosstab) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t codes = 1 + random() % 5;
    const auto transitions = count_transitions(random_chains(random, codes), codes);
    const Crosstab& counts = transitions.counts;
    EXPECT_EQ(transition_residuals(transitions), adjusted_residuals(counts));
    EXPECT_EQ(transition_df(transitions), degrees_of_freedom(counts));
    const auto test = transition_g2(transitions), g2 = g2_test(counts);
    ASSERT_EQ(test.has_value(), g2.has_value());
    if (test) {
      EXPECT_EQ(test->statistic, g2->statistic);
    }
    const auto expected = expected_transitions(transitions);
    ASSERT_EQ(expected.has_value(), counts.n() > 0);
    const auto q = yules_q(transitions);
    for (std::size_t i = 0; i < codes; ++i)
      for (std::size_t j = 0; j < codes; ++j) {
        const auto share = transition_share(transitions, i, j);
        ASSERT_EQ(share.has_value(), counts.row_total(i) > 0);
        if (share) {
          EXPECT_DOUBLE_EQ(*share * double(counts.row_total(i)), double(counts.at(i, j)));
        }
        const double a = double(counts.at(i, j)), b = double(counts.row_total(i)) - a,
                     c = double(counts.column_total(j)) - a, d = double(counts.n()) - a - b - c;
        const auto& value = q[i * codes + j];
        ASSERT_EQ(value.has_value(), a * d + b * c > 0);
        if (value) {
          EXPECT_DOUBLE_EQ(*value, (a * d - b * c) / (a * d + b * c));
        }
      }
  }
}

TEST(Transitions, WithAnOpenDiagonalFollowTheDefinitions) {
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t codes = 3 + random() % 3;
    const auto transitions = count_transitions(random_chains(random, codes), codes, {.skip_repeats = true});
    const Crosstab& counts = transitions.counts;
    const auto expected = expected_transitions(transitions);
    const auto residuals = transition_residuals(transitions);
    const auto test = transition_g2(transitions);
    ASSERT_EQ(expected.has_value(), transition_df(transitions) > 0) << seed;
    ASSERT_EQ(test.has_value(), expected.has_value());
    if (!expected) {
      for (const auto& residual : residuals) EXPECT_FALSE(residual);
      continue;
    }
    ++checked;
    const auto slow = slowly_fitted(counts), leverages = slow_leverages(counts, *expected);
    double g2 = 0, freedom = 0, used = 0;
    for (std::size_t i = 0; i < codes * codes; ++i) {
      EXPECT_NEAR((*expected)[i], slow[i], 1e-6) << seed;
      const double seen = double(counts.at(i / codes, i % codes));
      if (seen > 0) g2 += 2 * seen * std::log(seen / slow[i]);
      if ((*expected)[i] > 0) {
        freedom += leverages[i];
        ++used;
      }
      const bool varies = (*expected)[i] > 0 && 1 - leverages[i] > 1e-9;
      if (std::abs(1 - leverages[i] - 1e-9) < 1e-10) continue;
      ASSERT_EQ(residuals[i].has_value(), varies) << seed << " " << i;
      if (!varies) continue;
      const double e = (*expected)[i];
      EXPECT_NEAR(*residuals[i], (seen - e) / std::sqrt(e * (1 - leverages[i])), 1e-6) << seed << " " << i;
    }
    EXPECT_NEAR(test->statistic, g2, 1e-5) << seed;
    EXPECT_NEAR(double(transition_df(transitions)), used - freedom, 1e-6) << seed;
  }
  EXPECT_GT(checked, 250);
}

TEST(Transitions, WithAnOpenDiagonalOfKCodesHaveAKnownDf) {
  for (std::size_t k = 3; k < 8; ++k) {
    Transitions transitions{Crosstab(k, k), true};
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j)
        if (i != j) transitions.counts.add(i, j, 3);
    const auto codes = static_cast<std::int64_t>(k);
    EXPECT_EQ(transition_df(transitions), (codes - 1) * (codes - 1) - codes);
    EXPECT_NEAR(transition_g2(transitions)->statistic, 0, 1e-9);
    for (const auto& q : {0u, 1u}) EXPECT_EQ(yules_q(transitions)[q].has_value(), q == 1);
    const auto expected = expected_transitions(transitions);
    for (std::size_t i = 0; i < k * k; ++i) EXPECT_NEAR((*expected)[i], i / k == i % k ? 0 : 3, 1e-9);
  }
}

TEST(Transitions, ThatTurnOnOneCodeLeaveNothingToTest) {
  // A x A y A z: whatever is not A comes from A and leads to it.
  const auto turning =
      count_transitions(std::vector<Chain>{plain({0, 1, 0, 2, 0, 3, 0, 1})}, 4, {.skip_repeats = true});
  EXPECT_EQ(transition_df(turning), 0);
  EXPECT_FALSE(transition_g2(turning));
  EXPECT_FALSE(expected_transitions(turning));
  const auto two = count_transitions(std::vector<Chain>{plain({0, 1, 0, 1})}, 2, {.skip_repeats = true});
  EXPECT_EQ(transition_df(two), 0);
  const auto none = count_transitions(std::vector<Chain>{}, 3, {.skip_repeats = true});
  EXPECT_EQ(transition_df(none), 0);
  EXPECT_FALSE(expected_transitions(none));
  EXPECT_FALSE(transition_share(none, 0, 1));
  for (const auto& q : yules_q(none)) EXPECT_FALSE(q);
  // Nearly so, and often: still fitted.
  Transitions nearly{Crosstab({{0, 400'000, 300'000}, {350'000, 0, 1}, {349'999, 2, 0}}), true};
  const auto expected = expected_transitions(nearly);
  double first = 0;
  for (std::size_t j = 0; j < 3; ++j) first += (*expected)[j];
  EXPECT_NEAR(first, 700'000, 1e-3);
  EXPECT_TRUE(transition_g2(nearly));
}

TEST(CountLeads, ComparesEachCodingWithEachOther) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const auto spans = [&] {
      std::vector<WordSpan> all(random() % 8);
      for (WordSpan& one : all) {
        one.begin = static_cast<std::int64_t>(random() % 60);
        one.end = one.begin + static_cast<std::int64_t>(random() % 6);
      }
      return all;
    };
    const auto a = spans(), b = spans();
    const auto within = static_cast<std::int64_t>(random() % 10);
    const auto followed = [&](const std::vector<WordSpan>& ones, const std::vector<WordSpan>& others) {
      return std::count_if(ones.begin(), ones.end(), [&](const WordSpan& one) {
        return std::any_of(others.begin(), others.end(), [&](const WordSpan& other) {
          return other.begin >= one.end && other.begin <= one.end + within;
        });
      });
    };
    Lead lead = count_leads(a, b, within);
    EXPECT_EQ(lead.a, std::ssize(a));
    EXPECT_EQ(lead.b, std::ssize(b));
    EXPECT_EQ(lead.a_then_b, followed(a, b)) << seed;
    EXPECT_EQ(lead.b_then_a, followed(b, a)) << seed;
    EXPECT_EQ(lead.share_a_then_b().has_value(), !a.empty());
    lead += count_leads(b, a, within);
    EXPECT_EQ(lead.a, lead.b);
    EXPECT_EQ(lead.a_then_b, lead.b_then_a);
  }
}

}  // namespace
}  // namespace gloss::stats
