// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/offset_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "text/random_text.h"

namespace gloss::text {
namespace {

/// The byte at which each code point begins, and the end of the text: what a map must say, found the slow
/// way.
std::vector<std::uint32_t> places(const std::string& text) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i <= text.size(); ++i)
    if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) all.push_back(i);
  return all;
}

void check_every_place(const std::string& text) {
  const OffsetMap map(text);
  const auto all = places(text);
  ASSERT_EQ(map.length().count, all.size() - 1);
  std::size_t next = 0;
  for (std::uint32_t byte = 0; byte <= text.size(); ++byte) {
    const auto found = map.code_point({byte});
    if (byte != all[next]) {
      ASSERT_FALSE(found) << byte;
      continue;
    }
    ASSERT_TRUE(found) << byte;
    ASSERT_EQ(found->count, next);
    ASSERT_EQ(map.byte({static_cast<std::uint32_t>(next)}), ByteOffset{byte});
    ++next;
  }
  ASSERT_EQ(next, all.size());
  ASSERT_FALSE(map.code_point({static_cast<std::uint32_t>(text.size()) + 1}));
  ASSERT_FALSE(map.byte({static_cast<std::uint32_t>(all.size())}));
}

TEST(OffsetMap, CountsBytesAndCodePoints) {
  const std::string text = "für 🙂";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_point({5}), CodePointOffset{4});
  EXPECT_EQ(map.byte({4}), ByteOffset{5});
  EXPECT_EQ(map.length(), CodePointOffset{5});
  EXPECT_EQ(map.code_point({9}), CodePointOffset{5});
}

TEST(OffsetMap, RefusesToPointInsideACharacter) {
  const std::string text = "a🙂";
  const OffsetMap map(text);
  EXPECT_FALSE(map.code_point({2}));
  EXPECT_FALSE(map.code_point({4}));
  EXPECT_FALSE(map.code_points(byte_span(0, 3)));
  EXPECT_FALSE(map.code_points(byte_span(3, 5)));
  EXPECT_TRUE(map.code_points(byte_span(1, 5)));
}

TEST(OffsetMap, RefusesPlacesBehindTheEnd) {
  const OffsetMap empty("");
  EXPECT_EQ(empty.code_point({0}), CodePointOffset{0});
  EXPECT_EQ(empty.byte({0}), ByteOffset{0});
  EXPECT_FALSE(empty.code_point({1}));
  EXPECT_FALSE(empty.byte({1}));
  EXPECT_FALSE(OffsetMap("abc").bytes({{2}, {4}}));
}

TEST(OffsetMap, RefusesSpansThatEndBeforeTheyBegin) {
  const OffsetMap map("abc");
  EXPECT_FALSE(map.bytes({{2}, {1}}));
  EXPECT_FALSE(map.code_points(byte_span(2, 1)));
  EXPECT_TRUE(map.bytes({{2}, {2}}));
}

TEST(OffsetMap, LeadsThereAndBackForTheFixtures) {
  for (const char* text : {"e\u0301", "👍🏽", "👩‍👩‍👧", "𠮷", "㈱", "ｶﾞ", "ﬁ", "ß", "İ", "น้ำ",
                           "ﻻ", "ﷺ", "שָׁלוֹם", "a\u200Bb", "so\u00ADft", "a\r\nb", "\uFEFFbom", ""})
    check_every_place(text);
}

TEST(OffsetMap, HoldsAroundItsCheckpoints) {
  // Characters of each length across byte 1024, 2048 ...: every shift of each.
  for (const char* character : {"a", "é", "我", "🙂"}) {
    for (std::size_t shift = 0; shift < 4; ++shift) {
      std::string text(shift, 'x');
      while (text.size() < 4200) text += character;
      check_every_place(text);
    }
  }
  for (const std::size_t size : {1023u, 1024u, 1025u, 2048u}) check_every_place(std::string(size, 'x'));
}

TEST(OffsetMap, LeadsThereAndBackInGeneratedText) {
  std::mt19937_64 random(3);
  std::size_t conversions = 0;
  for (int i = 0; conversions < 1'000'000; ++i) {
    const std::string text = test::random_text(random, i % 20 == 0 ? 2000 : 20);
    ASSERT_NO_FATAL_FAILURE(check_every_place(text)) << testing::PrintToString(text);
    conversions += text.size();
  }
}

TEST(OffsetMap, ConvertsSpans) {
  const std::string text = "für 🙂!";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_points(byte_span(5, 9)), (CodePointSpan{{4}, {5}}));
  EXPECT_EQ(map.bytes({{4}, {6}}), byte_span(5, 10));
}

TEST(Span, OverlapsAndContains) {
  EXPECT_TRUE(byte_span(0, 2).overlaps(byte_span(1, 3)));
  EXPECT_FALSE(byte_span(0, 2).overlaps(byte_span(2, 3)));
  EXPECT_FALSE(byte_span(0, 2).overlaps(byte_span(1, 1)));  // empty, and strictly inside
  EXPECT_FALSE(byte_span(1, 1).overlaps(byte_span(0, 2)));
  EXPECT_TRUE(byte_span(0, 4).contains(byte_span(1, 4)));
  EXPECT_FALSE(byte_span(1, 4).contains(byte_span(0, 4)));
  EXPECT_TRUE(byte_span(2, 2).empty());
  EXPECT_EQ(byte_span(2, 5).length(), 3u);
}

}  // namespace
}  // namespace gloss::text
