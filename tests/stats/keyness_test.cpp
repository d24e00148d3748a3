// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/keyness.h"

#include <cmath>
#include <set>

#include "vectors.h"

namespace gloss::stats {
namespace {

KeyTable key_table_of(const Json& input) {
  if (input.contains("rel1"))  // shares, given to four places
    return {std::llround(input["rel1"].get<double>() * 10'000), 10'000,
            std::llround(input["rel2"].get<double>() * 10'000), 10'000};
  return {input["f1"], input["n1"], input["f2"], input["n2"]};
}

TEST(Keyness, AgreesWithThePublishedVectors) {
  GLOSS_VECTORS(vectors, "keyness.json");
  const std::set<std::string> not_here{
      "percent_diff",     "relative_risk",           "effect_size_ll",           "chi_square_signed",
      "chi_square_yates", "chi_square_yates_signed", "fisher_exact_p_two_sided", "keyness_pmi_ln"};
  int checked = 0;
  for (const Json& vector : vectors) {
    const std::string measure = vector["measure"];
    if (not_here.contains(measure)) continue;
    const KeyTable table = key_table_of(vector["input"]);
    std::optional<double> value;
    if (measure == "keyness_g2_four_cell")
      value = key_g2(table);
    else if (measure == "keyness_g2_two_cell")
      value = key_g2_two_cells(table);
    else if (measure == "log_ratio")
      value = log_ratio(table, WhereZero::none);
    else if (measure == "log_ratio_zero_half")
      value = log_ratio(table, WhereZero::half);
    else if (measure == "lrc")
      value = log_ratio_at_least(table);
    else if (measure == "positive_lrc")
      value = log_ratio_lower(table);
    else
      ADD_FAILURE() << "nobody checks " << measure;
    ASSERT_TRUE(value) << vector["id"];
    EXPECT_NEAR(*value, vector["expected"].get<double>(), vector["tolerance"].get<double>()) << vector["id"];
    ++checked;
  }
  EXPECT_GE(checked, 11);
  // Hardie's 0.0006 against 0.0002, and R's corpora for 7 against 2 of 1,000.
  EXPECT_NEAR(*log_ratio({7, 1000, 2, 1000}, WhereZero::add_half), 1.585, 0.0005);
}

TEST(Keyness, FollowsItsFormulasFromOtherArithmetic) {
  for (const KeyTable t : {KeyTable{3, 40, 9, 700}, KeyTable{25, 400, 1, 90}, KeyTable{0, 30, 8, 100}}) {
    const double n = double(t.n1 + t.n2), f = double(t.f1 + t.f2);
    double sum = 0;
    for (const auto& [seen, rows, columns] : {std::tuple{double(t.f1), double(t.n1), f},
                                              {double(t.f2), double(t.n2), f},
                                              {double(t.n1 - t.f1), double(t.n1), n - f},
                                              {double(t.n2 - t.f2), double(t.n2), n - f}})
      if (seen > 0) sum += 2 * seen * (std::log(seen) + std::log(n) - std::log(rows) - std::log(columns));
    EXPECT_NEAR(*key_g2(t), sum, 1e-9);
    EXPECT_LE(*key_g2_two_cells(t), *key_g2(t));
  }
  const KeyTable often{60, 1000, 20, 1000};
  EXPECT_GT(*log_ratio_at_least(often), 0);
  EXPECT_LT(*log_ratio_at_least(often), *log_ratio(often, WhereZero::none));
  EXPECT_NEAR(*log_ratio_at_least({20, 1000, 60, 1000}), -*log_ratio_at_least(often), 1e-9);
}

TEST(Keyness, HasNoValueWhereNothingWasCounted) {
  EXPECT_FALSE(key_g2({0, 10, 0, 10}));
  EXPECT_FALSE(key_g2_two_cells({0, 10, 0, 10}));
  EXPECT_FALSE(log_ratio({0, 10, 0, 10}, WhereZero::add_half));
  EXPECT_FALSE(log_ratio({0, 10, 3, 10}, WhereZero::none));
  EXPECT_FALSE(log_ratio({3, 10, 0, 0}, WhereZero::half));
  EXPECT_FALSE(log_ratio_at_least({0, 10, 0, 10}));
  EXPECT_EQ(log_ratio({2, 10, 0, 10}, WhereZero::half), 2);
}

}  // namespace
}  // namespace gloss::stats
