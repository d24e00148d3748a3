// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/similarity_report.h"

#include <gtest/gtest.h>

#include "report/profile_rows.h"
#include "report/random_project.h"

namespace gloss::report {
namespace {

using test::whole;

TEST(SimilarityReport, EqualsDenseLoops) {
  std::mt19937_64 random(31);
  for (int round = 0; round < 200; ++round) {
    const auto profiles = test::random_profiles(random, random() % 9, 1 + random() % 9);
    const auto table = similarity_report(profiles, {});
    ASSERT_TRUE(table);
    std::size_t r = 0;
    for (std::size_t a = 0; a < profiles.rows.size(); ++a)
      for (std::size_t b = a + 1; b < profiles.rows.size(); ++b) {
        if (profiles.rows[a].empty() || profiles.rows[b].empty()) continue;
        const auto& row = table->rows.at(r);
        EXPECT_EQ(std::get<std::string>(row[0]), profiles.ids[a]);
        EXPECT_EQ(std::get<std::string>(row[1]), profiles.ids[b]);
        std::int64_t both = 0;
        for (std::size_t c = 0; c < profiles.codes.size(); ++c)
          both += test::dense_cell(profiles, a, c) != 0 && test::dense_cell(profiles, b, c) != 0;
        EXPECT_EQ(whole(*table, r, 4), static_cast<std::int64_t>(profiles.rows[a].size()));
        EXPECT_EQ(whole(*table, r, 6), both);
        EXPECT_NEAR(std::get<double>(row[7]), test::dense_likeness(profiles, a, b, false), 1e-12);
        EXPECT_NEAR(std::get<double>(row[8]), test::dense_likeness(profiles, a, b, true), 1e-12);
        ++r;
      }
    EXPECT_EQ(table->rows.size(), r);
  }
}

TEST(SimilarityReport, RanksByTheMeasureAskedForAndListsWhatHasNothing) {
  Profiles profiles;
  profiles.codes = {"x", "y"};
  profiles.ids = profiles.names = {"a", "b", "c", "d"};
  profiles.rows = {{{0, 9.0}, {1, 1.0}}, {{0, 1.0}, {1, 9.0}}, {{0, 5.0}}, {}};
  const auto by_jaccard = similarity_report(profiles, {});
  const auto by_cosine = similarity_report(profiles, {Likeness::cosine, SIZE_MAX});
  ASSERT_TRUE(by_jaccard && by_cosine);
  EXPECT_EQ(by_jaccard->text_order, (std::vector<std::size_t>{0, 1, 2}));  // a-b, a-c, b-c
  EXPECT_EQ(by_cosine->text_order, (std::vector<std::size_t>{1, 0, 2}));   // a-c first
  EXPECT_EQ(by_jaccard->head["empty"], Json::array({"d"}));
  EXPECT_EQ(by_jaccard->notes.back(), "Without any of the codes, and so not compared: d");
}

TEST(SimilarityReport, RefusesTooManyAndCountsOnlyThoseThatHaveAnything) {
  Profiles profiles;
  profiles.rows.assign(most_rows_in_pairs + 5, {});
  profiles.ids.assign(profiles.rows.size(), "a");
  profiles.names = profiles.ids;
  EXPECT_TRUE(similarity_report(profiles, {}));
  profiles.rows.assign(profiles.rows.size(), {{0, 1.0}});
  const auto refused = similarity_report(profiles, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::usage);
}

}  // namespace
}  // namespace gloss::report
