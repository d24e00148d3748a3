// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/check_vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "stats/named.h"
#include "support/shared_data.h"

namespace gloss::stats {
namespace {

using Outcome = CheckedVector::Outcome;

Json vectors(const char* text) { return *parse_json(text, "test"); }

TEST(CheckVectors, PassesAllPublishedOnesButThoseOfMeasuresLeftOut) {
  const std::vector<std::string> files = {"agreement",
                                          "agreement_freelon2010",
                                          "clustering",
                                          "collocation",
                                          "cooccurrence",
                                          "correspondence",
                                          "crosstab",
                                          "keyness",
                                          "krippendorff_alpha",
                                          "lexical_diversity",
                                          "proportions",
                                          "readability",
                                          "reinert",
                                          "saturation",
                                          "sequence",
                                          "similarity",
                                          "span_relations",
                                          "unitizing"};
  std::map<Outcome, int> count;
  std::set<std::string> left_out;
  for (const std::string& file : files) {
    const std::string path = test::shared_path("vectors/" + file + ".json");
    if (!std::ifstream(path).good())
      GTEST_SKIP() << "SKIPPED: ../shared/vectors is not beside the checkout; this test proved nothing";
    const auto checked = check_vectors(*parse_json(test::slurp(path), file), file);
    ASSERT_TRUE(checked) << file;
    for (const CheckedVector& vector : *checked) {
      if (vector.verified) {
        EXPECT_TRUE(vector.outcome == Outcome::pass || vector.outcome == Outcome::left_out)
            << file << " " << vector.id << " " << vector.measure << ": computed " << vector.computed.dump()
            << ", expected " << vector.expected.dump() << " " << vector.why;
        ++count[vector.outcome];
      }
      if (vector.outcome == Outcome::left_out) left_out.insert(vector.measure);
    }
  }
  EXPECT_GE(count[Outcome::pass], 250);
  EXPECT_EQ(left_out,
            (std::set<std::string>{"flesch", "gamma", "gamma_best_alignment_disorder", "reinert_groups_k2",
                                   "reinert_order_first_axis", "reinert_split_chi2"}));
}

TEST(CheckVectors, TellsWhatFailsAndWhatIsUnknown) {
  const auto checked = check_vectors(vectors(R"({"vectors": [
      {"id": "right", "measure": "jaccard", "input": {"n12": 1, "n1": 2, "n2": 2}, "expected": 0.3333, "tolerance": 1e-3},
      {"id": "wrong", "measure": "jaccard", "input": {"n12": 1, "n1": 2, "n2": 2}, "expected": 0.5},
      {"id": "bad", "measure": "jaccard", "input": {"n12": 3, "n1": 2, "n2": 2}, "expected": 0.5},
      {"id": "undefined", "measure": "jaccard", "input": {"n12": 0, "n1": 0, "n2": 0}, "expected": null},
      {"id": "strange", "measure": "jacquard", "input": {}, "expected": 1},
      {"id": "unsure", "measure": "jacquard", "input": {}, "expected": 1, "status": "consistency only"},
      {"id": "two", "measure": "several", "input": {"n12": 1, "n1": 2, "n2": 2}, "expected": {"dice": 0.5, "overlap": 0.4}}
  ]})"),
                                     "test");
  ASSERT_TRUE(checked);
  std::vector<std::pair<std::string, Outcome>> outcomes;
  for (const CheckedVector& vector : *checked) outcomes.emplace_back(vector.id, vector.outcome);
  EXPECT_EQ(outcomes, (std::vector<std::pair<std::string, Outcome>>{{"right", Outcome::pass},
                                                                    {"wrong", Outcome::fail},
                                                                    {"bad", Outcome::fail},
                                                                    {"undefined", Outcome::pass},
                                                                    {"strange", Outcome::unknown},
                                                                    {"unsure", Outcome::not_run},
                                                                    {"two", Outcome::pass},
                                                                    {"two", Outcome::fail}}));
  EXPECT_NE((*checked)[2].why.find("n12 is more than n1"), std::string::npos);
}

TEST(CheckVectors, RefusesAFileWithoutVectors) {
  for (const char* text : {"{}", "[]", R"({"vectors": []})", R"({"vectors": [{"id": "a"}]})",
                           R"({"vectors": [{"id": 1, "measure": "dice", "input": {}, "expected": 1}]})"})
    EXPECT_FALSE(check_vectors(vectors(text), "test")) << text;
}

TEST(NamedMeasures, HaveNamesOnceAndRefuseWhatIsMissing) {
  std::set<std::string_view> names;
  for (const NamedMeasure& measure : named_measures()) {
    EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
    EXPECT_EQ(named_measure(measure.name), &measure);
    EXPECT_EQ(left_out_measure(measure.name), nullptr);
    for (const Json& input : {Json::object(), Json::array(), Json("text"), Json(nullptr)})
      EXPECT_FALSE(compute_named(measure.name, input, Json::object())) << measure.name << input.dump();
  }
  EXPECT_GE(names.size(), 90u);
}

}  // namespace
}  // namespace gloss::stats
