// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/accumulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace gloss::stats {
namespace {

using CodeLists = std::vector<std::vector<std::int32_t>>;

CodeLists random_documents(std::mt19937_64& random, std::size_t most) {
  CodeLists documents(random() % (most + 1));
  const std::size_t codes = 1 + random() % 12;
  for (auto& document : documents)
    for (std::size_t i = random() % 8; i > 0; --i)
      document.push_back(static_cast<std::int32_t>(random() % codes * 3));
  return documents;
}

CodedUnits as_units(const CodeLists& documents) {
  CodedUnits units;
  for (const auto& document : documents) units.add(document);
  return units;
}

/// Codes in the first 1, 2 ... of the documents in this order.
std::vector<double> slow_curve(const CodeLists& documents, const std::vector<std::size_t>& order) {
  std::vector<double> curve;
  std::set<std::int32_t> found;
  for (const std::size_t i : order) {
    found.insert(documents[i].begin(), documents[i].end());
    curve.push_back(static_cast<double>(found.size()));
  }
  return curve;
}

std::vector<std::size_t> first_order(std::size_t size) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

TEST(Accumulation, CountsWhatIsNewInEachDocument) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    const CodeLists documents = random_documents(random, 15);
    const Accumulation made = accumulate_codes(as_units(documents));
    const auto expected = slow_curve(documents, first_order(documents.size()));
    ASSERT_EQ(made.total.size(), documents.size());
    ASSERT_EQ(made.fresh.size(), documents.size());
    std::int64_t before = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      EXPECT_EQ(static_cast<double>(made.total[i]), expected[i]) << seed;
      EXPECT_EQ(made.total[i] - before, made.fresh[i]);
      before = made.total[i];
    }
    std::map<std::int32_t, std::int64_t> frequency;
    for (const auto& document : documents)
      for (const auto code : std::set<std::int32_t>(document.begin(), document.end())) ++frequency[code];
    std::vector<std::int64_t> counts;
    for (const auto& [code, count] : frequency) counts.push_back(count);
    EXPECT_EQ(document_frequencies(as_units(documents)), spectrum_of_counts(counts)) << seed;
  }
}

TEST(Accumulation, ExpectsTheMeanOverAllOrders) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const CodeLists documents = random_documents(random, 6);
    std::vector<std::size_t> order = first_order(documents.size());
    std::vector<double> mean(documents.size(), 0);
    double orders = 0;
    do {
      const auto curve = slow_curve(documents, order);
      for (std::size_t i = 0; i < curve.size(); ++i) mean[i] += curve[i];
      ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    const auto curve = expected_accumulation(document_frequencies(as_units(documents)),
                                             static_cast<std::int64_t>(documents.size()));
    ASSERT_EQ(curve.size(), mean.size());
    for (std::size_t i = 0; i < curve.size(); ++i) EXPECT_NEAR(curve[i], mean[i] / orders, 1e-12) << seed;
  }
}

TEST(Accumulation, ExpectsRightlyOfManyDocuments) {
  const std::int64_t n = 200'000;
  const auto curve = expected_accumulation({{1, 3}, {n, 2}}, n);
  for (const std::size_t i : {std::size_t{0}, std::size_t{999}, std::size_t{150'000}, curve.size() - 1})
    EXPECT_NEAR(curve[i], 2 + 3 * static_cast<double>(i + 1) / static_cast<double>(n), 1e-9);
  EXPECT_EQ(curve.back(), 5);
  EXPECT_TRUE(expected_accumulation({}, 0).empty());
  EXPECT_EQ(expected_accumulation({}, 2), (std::vector<double>{0, 0}));
}

TEST(Accumulation, EstimatesUnseenCodes) {
  EXPECT_FALSE(chao2({}, 0));
  EXPECT_EQ(chao2({}, 3), 0);
  EXPECT_DOUBLE_EQ(*chao2({{1, 4}, {2, 2}, {5, 1}}, 10), 7 + 0.9 * 16 / 4);
  EXPECT_DOUBLE_EQ(*chao2({{1, 4}, {5, 1}}, 10), 5 + 0.9 * 4 * 3 / 2);
  EXPECT_EQ(chao2({{1, 1}}, 10), 1);
  EXPECT_EQ(chao2({{1, 7}}, 1), 7);  // of one document nothing can be said
  EXPECT_EQ(chao2({{2, 7}}, 9), 7);
  for (std::int64_t once = 0; once < 30; ++once)
    for (std::int64_t twice = 0; twice < 30; ++twice)
      EXPECT_GE(*chao2({{1, once}, {2, twice}}, 5), static_cast<double>(once + twice));
}

TEST(Accumulation, IsSaturatedWhereThePaperSaysSo) {
  // Guest, Namey & Chen 2020: 37 themes in the base of four, then 7, 4 and 1 in the runs of two.
  const std::vector<std::int64_t> fresh{20, 9, 5, 3, 4, 3, 1, 0, 0, 2};
  const Saturation made = saturation(fresh);
  EXPECT_EQ(made.base_codes, 37);
  ASSERT_EQ(made.runs.size(), 5u);
  EXPECT_EQ(made.runs[0].after, 4);
  EXPECT_EQ(made.runs[0].fresh, 7);
  EXPECT_NEAR(*made.runs[0].ratio, 0.19, 0.005);
  EXPECT_NEAR(*made.runs[1].ratio, 0.11, 0.005);
  EXPECT_NEAR(*made.runs[2].ratio, 0.03, 0.005);
  EXPECT_EQ(made.reached, "6+2");
  EXPECT_TRUE(made.undefined.empty());
  EXPECT_EQ(saturation(fresh, {4, 2, 0}).reached, "7+2");
  EXPECT_EQ(saturation(fresh, {4, 3, 0}).undefined, "no run is at the threshold");
  EXPECT_EQ(saturation(std::vector<std::int64_t>{20, 1}, {1, 1, 0.05}).reached, "1+1") << "at the threshold";
}

TEST(Accumulation, SumsRunsByTheirDefinition) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::int64_t> fresh(random() % 12);
    for (auto& one : fresh) one = static_cast<std::int64_t>(random() % 4);
    const auto base = 1 + static_cast<std::int64_t>(random() % 5),
               run = 1 + static_cast<std::int64_t>(random() % 3);
    const double threshold = 0.1 * static_cast<double>(random() % 5);
    const Saturation made = saturation(fresh, {base, run, threshold});
    const auto sum = [&](std::int64_t from, std::int64_t to) {
      std::int64_t all = 0;
      for (std::int64_t i = from; i < std::min(to, static_cast<std::int64_t>(fresh.size())); ++i)
        all += fresh[static_cast<std::size_t>(i)];
      return all;
    };
    EXPECT_EQ(made.base_codes, sum(0, base));
    std::size_t runs = 0;
    std::optional<std::string> reached;
    for (std::int64_t x = base; x + run <= static_cast<std::int64_t>(fresh.size()); ++x, ++runs) {
      ASSERT_LT(runs, made.runs.size());
      EXPECT_EQ(made.runs[runs].after, x);
      EXPECT_EQ(made.runs[runs].fresh, sum(x, x + run));
      EXPECT_EQ(made.runs[runs].ratio.has_value(), made.base_codes > 0);
      if (!reached && made.base_codes > 0 &&
          static_cast<double>(sum(x, x + run)) / static_cast<double>(sum(0, base)) <= threshold)
        reached = std::to_string(x) + "+" + std::to_string(run);
    }
    EXPECT_EQ(made.runs.size(), runs);
    EXPECT_EQ(made.reached, reached) << seed;
    EXPECT_EQ(made.undefined.empty(), reached.has_value());
  }
}

TEST(Accumulation, HasNoSaturationOfAnEmptyBase) {
  const Saturation made = saturation(std::vector<std::int64_t>{0, 0, 0, 0, 0, 0});
  EXPECT_FALSE(made.reached);
  EXPECT_EQ(made.undefined, "no codes in the base");
  ASSERT_EQ(made.runs.size(), 1u);
  EXPECT_FALSE(made.runs[0].ratio);
  EXPECT_EQ(saturation({}).undefined, "too few documents for a run");
  EXPECT_EQ(saturation(std::vector<std::int64_t>{3, 2}).base_codes, 5);
  EXPECT_FALSE(new_information_ratio(3, 0));
  EXPECT_EQ(new_information_ratio(3, 4), 0.75);
}

/// Of all orders, the share in which fewer than `limit` codes are found in so many documents.
double share_below(const std::vector<std::vector<double>>& curves, std::size_t at, double limit) {
  const auto below =
      std::count_if(curves.begin(), curves.end(), [&](const auto& curve) { return curve[at] < limit; });
  return static_cast<double>(below) / static_cast<double>(curves.size());
}

TEST(Accumulation, HasTheBandOfAllOrders) {
  const double slack = 0.03;  // three standard errors of a share in so many orders
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    std::mt19937_64 random(seed);
    const CodeLists documents = random_documents(random, 6);
    std::vector<std::vector<double>> curves;
    std::vector<std::size_t> order = first_order(documents.size());
    do curves.push_back(slow_curve(documents, order));
    while (std::next_permutation(order.begin(), order.end()));
    for (const double level : {0.95, 0.5}) {
      const double tail = (1 - level) / 2;
      const AccumulationBand band = accumulation_band(as_units(documents), {2500, seed, level});
      ASSERT_EQ(band.low.size(), documents.size());
      ASSERT_EQ(band.high.size(), documents.size());
      for (std::size_t i = 0; i < documents.size(); ++i) {
        EXPECT_LE(share_below(curves, i, std::floor(band.low[i])), tail + slack) << seed;
        EXPECT_GE(share_below(curves, i, std::ceil(band.low[i]) + 0.5), tail - slack) << seed;
        EXPECT_LE(share_below(curves, i, std::floor(band.high[i])), 1 - tail + slack) << seed;
        EXPECT_GE(share_below(curves, i, std::ceil(band.high[i]) + 0.5), 1 - tail - slack) << seed;
      }
    }
  }
}

TEST(Accumulation, HasTheSameBandForTheSameSeed) {
  std::mt19937_64 random(5);
  CodeLists documents = random_documents(random, 12);
  documents.resize(12, {3, 6});
  const CodedUnits units = as_units(documents);
  const AccumulationBand band = accumulation_band(units, {400, 9, 0.95});
  const AccumulationBand again = accumulation_band(units, {400, 9, 0.95});
  EXPECT_EQ(band.low, again.low);
  EXPECT_EQ(band.high, again.high);
  const AccumulationBand inner = accumulation_band(units, {400, 9, 0.5});
  for (std::size_t i = 0; i < documents.size(); ++i) {
    EXPECT_LE(band.low[i], inner.low[i]);
    EXPECT_GE(band.high[i], inner.high[i]);
  }
  const auto codes = static_cast<double>(type_count(document_frequencies(units)));
  EXPECT_EQ(band.low.back(), codes);
  EXPECT_EQ(band.high.back(), codes);
}

TEST(Accumulation, DrawsAllOrdersAlike) {
  // Of three documents one has all codes: it comes first in a third of the orders.
  const CodedUnits units = as_units({{}, {1, 2, 3}, {}});
  const AccumulationBand third = accumulation_band(units, {3000, 7, 0.4});  // from 30 to 70 per cent
  EXPECT_EQ(third.low, (std::vector<double>{0, 0, 3}));
  EXPECT_EQ(third.high, (std::vector<double>{3, 3, 3}));
  const AccumulationBand fifth = accumulation_band(units, {3000, 7, 0.2});  // from 40 to 60 per cent
  EXPECT_EQ(fifth.low, (std::vector<double>{0, 3, 3}));
  EXPECT_EQ(fifth.high, (std::vector<double>{0, 3, 3}));
  EXPECT_TRUE(accumulation_band(CodedUnits()).low.empty());
}

}  // namespace
}  // namespace gloss::stats
