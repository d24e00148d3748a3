// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/accents.h"

#include <gtest/gtest.h>

namespace gloss::text {
namespace {

TEST(Accents, ComeOffLatinAndGreekLetters) {
  EXPECT_EQ(without_accents("café"), "cafe");
  EXPECT_EQ(without_accents("cafe\u0301"), "cafe");
  EXPECT_EQ(without_accents("naïve façade señor Ångström"), "naive facade senor Angstrom");
  EXPECT_EQ(without_accents("ώρα"), "ωρα");
  EXPECT_EQ(without_accents("plain"), "plain");
}

TEST(Accents, StayWhereTheyMakeOtherLetters) {
  for (const char* same : {"が", "й", "管理", "한국", "ß", "ø", "🙂", "ไม่"})
    EXPECT_EQ(without_accents(same), same);
}

}  // namespace
}  // namespace gloss::text
