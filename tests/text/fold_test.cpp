// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/fold.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <random>

#include "text/random_text.h"
#include "text/simplified.h"

namespace gloss::text {
namespace {

/// What the fold map says came from where: the source of folded bytes [begin, end).
std::string source_of(const std::string& source, std::string_view folded_piece) {
  const FoldedText folded(source);
  const std::size_t at = folded.text().find(folded_piece);
  if (at == std::string_view::npos) return "(not there)";
  const ByteSpan span = folded.source_span(at, at + folded_piece.size());
  return source.substr(span.begin.count, span.length());
}

TEST(Fold, DropsCaseWidthAndCompatibilityForms) {
  EXPECT_EQ(fold("Hello WORLD @[`{"), "hello world @[`{");
  EXPECT_EQ(fold("ＡＢＣ１２３，"), "abc123,");
  EXPECT_EQ(fold("㈱"), "(株)");
  EXPECT_EQ(fold("ｶﾞ"), "ガ");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("STRASSE"), "strasse");
  EXPECT_EQ(fold("cafe\u0301 CAFÉ"), "café café");
  EXPECT_EQ(fold("İ"), "i̇");
  EXPECT_EQ(fold("ﬁne ﷺ ﻻ"), "fine صلى الله عليه وسلم لا");
  EXPECT_EQ(fold("zero\u200Bwidth so\u00ADft"), "zerowidth soft");
  EXPECT_EQ(fold("ΣΊΣΥΦΟΣ σίσυφος"), "σίσυφοσ σίσυφοσ");
  EXPECT_EQ(fold(""), "");
}

TEST(Fold, MakesTraditionalSimplifiedCharacterByCharacter) {
  EXPECT_EQ(fold("環境與社會"), "环境与社会");
  EXPECT_EQ(fold("环境与社会"), "环境与社会");
  EXPECT_EQ(fold("薴"), fold("苧"));
}

TEST(Fold, HasThePairsOfTheInstalledIcu) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> icu_way(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  ASSERT_TRUE(U_SUCCESS(status));
  std::size_t pairs = 0, followed = 0;
  for (UChar32 c = 0x3400; c < 0x31350; ++c) {
    if (!u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH)) continue;
    icu::UnicodeString to(c);
    icu_way->transliterate(to);
    ASSERT_EQ(to.countChar32(), 1);
    const auto expected = static_cast<char32_t>(to.char32At(0));
    if (expected != static_cast<char32_t>(c)) ++pairs;
    if (simplified(static_cast<char32_t>(c)) == expected) continue;
    // Only where ICU's target is a source again: the end of that chain.
    ++followed;
    EXPECT_EQ(simplified(expected), simplified(static_cast<char32_t>(c))) << std::hex << c;
    EXPECT_EQ(simplified(simplified(static_cast<char32_t>(c))), simplified(static_cast<char32_t>(c)));
  }
  EXPECT_EQ(pairs, simplified_pairs());
  EXPECT_EQ(followed, 2u);
}

TEST(Fold, LeavesOtherCharactersToIcu) {
  for (const char32_t c : std::u32string_view(U"「」『a。\u33FF\uA000\U00020000"))
    EXPECT_EQ(simplified(c), c);
}

TEST(Fold, KnowsWhereFoldedCharactersCameFrom) {
  EXPECT_EQ(source_of("の㈱です", "株"), "㈱");
  EXPECT_EQ(source_of("die Straße.", "strasse"), "Straße");
  EXPECT_EQ(source_of("aßb", "s"), "ß");
  EXPECT_EQ(source_of("cafe\u0301!", "é"), "e\u0301");
  EXPECT_EQ(source_of("xｶﾞy", "ガ"), "ｶﾞ");
  EXPECT_EQ(source_of("a環b", "环"), "環");
  EXPECT_EQ(source_of("so\u00ADft", "soft"), "so\u00ADft");
  EXPECT_EQ(source_of("น้ำ", "า"), "ำ");
  EXPECT_EQ(source_of("🙂 GUT", "gut"), "GUT");
  EXPECT_EQ(source_of("PLAIN ascii", "plain"), "PLAIN");
}

TEST(Fold, TheTextOfTheMapIsTheFoldedText) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = test::random_text(random, 12);
    ASSERT_EQ(FoldedText(text).text(), fold(text)) << testing::PrintToString(text);
  }
}

TEST(Fold, FoldingTwiceIsFoldingOnce) {
  std::mt19937_64 random(12);
  for (int i = 0; i < 100'000; ++i) {
    const std::string once = fold(test::random_text(random, 12));
    ASSERT_EQ(fold(once), once) << testing::PrintToString(once);
  }
  for (char32_t c = 0x3400; c < 0xA000; ++c) {
    std::string text;
    test::append_utf8(text, c);
    ASSERT_EQ(fold(fold(text)), fold(text));
  }
}

TEST(Fold, IsNormalisedByIcuThenSimplifiedWithStraightApostrophes) {
  std::mt19937_64 random(13);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* way = icu::Normalizer2::getNFKCCasefoldInstance(status);
  ASSERT_TRUE(U_SUCCESS(status));
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = test::random_text(random, 12);
    const icu::UnicodeString folded = way->normalize(icu::UnicodeString::fromUTF8(text), status);
    std::string expected;
    for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
      const auto c = static_cast<char32_t>(folded.char32At(at));
      test::append_utf8(expected, c == U'\u2018' || c == U'\u2019' ? U'\'' : simplified(c));
    }
    ASSERT_EQ(fold(text), expected) << testing::PrintToString(text);
  }
}

TEST(Fold, SpansOfTheSourceFoldToWhatTheyCameFrom) {
  std::mt19937_64 random(14);
  std::size_t checked = 0;
  while (checked < 1'000'000) {
    const std::string text = test::random_text(random, 12);
    const FoldedText folded(text);
    const std::string_view all = folded.text();
    ByteSpan last = byte_span(0, 0);
    for (std::size_t at = 0, end = 0; at < all.size(); at = end) {
      for (end = at + 1; end < all.size() && (all[end] & 0xC0) == 0x80;) ++end;
      ++checked;
      const ByteSpan span = folded.source_span(at, end);
      const std::string about = testing::PrintToString(text) + " at folded byte " + std::to_string(at);
      ASSERT_FALSE(span.empty()) << about;
      ASSERT_LE(span.end.count, text.size()) << about;
      ASSERT_NE(text[span.begin.count] & 0xC0, 0x80) << about;
      ASSERT_TRUE(span.end.count == text.size() || (text[span.end.count] & 0xC0) != 0x80) << about;
      ASSERT_TRUE(span == last || span.begin >= last.end) << about;  // in order; units never overlap
      last = span;
      const std::string again = fold(std::string_view(text).substr(span.begin.count, span.length()));
      ASSERT_NE(again.find(all.substr(at, end - at)), std::string::npos) << about;
    }
    // And of any stretch, not only of one character.
    if (all.empty()) continue;
    std::size_t begin = random() % all.size(), end = begin + 1 + random() % (all.size() - begin);
    while ((all[begin] & 0xC0) == 0x80) --begin;
    while (end < all.size() && (all[end] & 0xC0) == 0x80) ++end;
    const ByteSpan span = folded.source_span(begin, end);
    const std::string again = fold(std::string_view(text).substr(span.begin.count, span.length()));
    ASSERT_NE(again.find(all.substr(begin, end - begin)), std::string::npos) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace gloss::text
