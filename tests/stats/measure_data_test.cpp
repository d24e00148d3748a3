// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/measure_data.h"

#include <gtest/gtest.h>

namespace gloss::stats {
namespace {

std::string read(const char* measure, const std::string& text) {
  const auto data = read_measure_data(text, "file", *named_measure(measure));
  if (!data) return data.error().line();
  std::string all;
  for (const Json& input : data->inputs) all += json_line(input) + "\n";
  return all;
}

TEST(MeasureData, AreOneResultALineWhereNumbersHaveNames) {
  EXPECT_EQ(read("jaccard", "pair,n12,n1,n2\na-b,1,2,3\nc-d,,0.5,x\n"),
            "{\"pair\":\"a-b\",\"n12\":1,\"n1\":2,\"n2\":3}\n{\"pair\":\"c-d\",\"n1\":0.5,\"n2\":\"x\"}\n");
}

TEST(MeasureData, AreTablesWithLabels) {
  EXPECT_EQ(
      read("cramers_v", ",yes,no\nofficials,3,1\norganisers,2,4\n"),
      "{\"rows\":[\"officials\",\"organisers\"],\"columns\":[\"yes\",\"no\"],\"table\":[[3,1],[2,4]]}\n");
  EXPECT_EQ(
      read("cramers_v", ",yes\nofficials,many\n"),
      "file:2: column 2: 'many' is not a number; try: a head line comes first, and numbers have a point, not "
      "a comma: 0.5");
}

TEST(MeasureData, AreUnitsByCoders) {
  EXPECT_EQ(read("krippendorff_alpha_nominal", "unit,anna,bo\n1,yes,no\n2,,yes\n"),
            "{\"items\":[[\"yes\",\"no\"],[null,\"yes\"]]}\n");
  EXPECT_EQ(read("krippendorff_alpha_interval", "anna,bo\n1,2\n3,\n"), "{\"items\":[[1,2],[3,null]]}\n");
}

TEST(MeasureData, AreRefusedWhereTheyDoNotFit) {
  EXPECT_NE(read("jaccard", "n12,n1\n").find("no line of data"), std::string::npos);
  EXPECT_NE(read("jaccard", "n12,n1\n1\n").find("file:2: has 1 cells, the head line 2"), std::string::npos);
  EXPECT_NE(read("log_dice_difference", "a,b\n1,2\n").find("do not fit in a CSV file"), std::string::npos);
  EXPECT_NE(read("jaccard", "{\"n12\": 1,\n \"n1\": }").find("file:2:"), std::string::npos);
}

}  // namespace
}  // namespace gloss::stats
