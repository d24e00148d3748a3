// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/grouped.h"

#include <gtest/gtest.h>

namespace gloss::report {
namespace {

TEST(Grouped, PutsCommasFromFiveDigitsOn) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(1234), "1234");
  EXPECT_EQ(grouped(12345), "12,345");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(-12345), "-12,345");
}

TEST(Counted, SaysOneAndMany) {
  EXPECT_EQ(counted(0, "match", "matches"), "0 matches");
  EXPECT_EQ(counted(1, "match", "matches"), "1 match");
  EXPECT_EQ(counted(std::size_t{12345}, "match", "matches"), "12,345 matches");
}

}  // namespace
}  // namespace gloss::report
