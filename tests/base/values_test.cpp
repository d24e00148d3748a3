// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes, numbers, times and JSON.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/clock.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"

namespace gloss {
namespace {

TEST(Sha256, EqualsThePublishedDigests) {  // FIPS 180-4, examples
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, FieldsDoNotRunTogether) {
  EXPECT_NE(Sha256().add_field("ab").add_field("c").hex(), Sha256().add_field("a").add_field("bc").hex());
}

TEST(Shortest, ReadsBackAsTheSameNumber) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(3), "3");
  EXPECT_EQ(shortest(-0.0), "0");
  std::mt19937_64 random(2);
  for (int i = 0; i < 100'000; ++i) {
    const double value = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 130);
    ASSERT_EQ(std::stod(shortest(value)), value);
  }
}

TEST(UtcText, KnowsTheCalendar) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1'709'210'096), "2024-02-29T12:34:56Z");
  EXPECT_EQ(utc_text(-1), "1969-12-31T23:59:59Z");
}

TEST(Json, KeepsOrderAndNeverThrowsOnBadText) {
  Json value = Json::object();
  value["z"] = 1;
  value["a"] = "\xff";
  EXPECT_EQ(json_line(value), "{\"z\":1,\"a\":\"\uFFFD\"}");
  EXPECT_FALSE(parse_json("{", "act 3"));
}

}  // namespace
}  // namespace gloss
