// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/collocation.h"

#include "vectors.h"

namespace gloss::stats {
namespace {

TEST(Collocation, AgreesWithThePublishedVectors) {
  GLOSS_VECTORS(vectors, "collocation.json");
  const auto table = [](const Json& input) {
    return PairTable{input["n12"], input["n1"], input["n2"], input.value("N", std::int64_t{0})};
  };
  int checked = 0;
  for (const Json& vector : vectors) {
    const std::string measure = vector["measure"];
    std::optional<double> value;
    if (measure == "log_dice_difference")
      value = *log_dice(table(vector["input"]["a"])) - *log_dice(table(vector["input"]["b"]));
    else if (measure == "log_dice")
      value = log_dice(table(vector["input"]));
    else if (measure == "t_score")
      value = t_score(table(vector["input"]));
    else if (measure == "pmi_log2")
      value = ppmi(table(vector["input"]));
    else if (measure == "g2")
      value = g2(table(vector["input"]));
    else if (measure == "chi_square")
      value = chi_square(table(vector["input"]));
    else
      ADD_FAILURE() << "nobody checks " << measure;
    ASSERT_TRUE(value) << vector["id"];
    EXPECT_NEAR(*value, vector["expected"].get<double>(), vector["tolerance"].get<double>()) << vector["id"];
    ++checked;
  }
  EXPECT_EQ(checked, 12);
}

TEST(Collocation, TakesWhatIsRarerThanChanceForNothing) {
  EXPECT_EQ(ppmi({1, 50, 50, 100}), 0);
  EXPECT_EQ(ppmi({0, 50, 50, 100}), 0);
  EXPECT_EQ(ppmi({20, 20, 40, 160}), 2);
  EXPECT_FALSE(ppmi({0, 0, 50, 100}));
  EXPECT_FALSE(t_score({0, 5, 5, 100}));
  EXPECT_FALSE(log_dice({0, 5, 5, 100}));
}

}  // namespace
}  // namespace gloss::stats
