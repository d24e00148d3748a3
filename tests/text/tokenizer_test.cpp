// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tokenizer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "support/shared_data.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/random_text.h"

namespace gloss::text {
namespace {

std::string forms(std::string_view text) {
  Positions found;
  Tokenizer().positions(text, found);
  std::string all;
  for (const auto& item : found.items) all += (all.empty() ? "" : " ") + std::string(found.form(item));
  return all;
}

/// The flags of each position: B break before, b break after, s stop, ? question, C character, S sentence, P
/// passage.
std::string flags(std::string_view text) {
  Positions found;
  Tokenizer().positions(text, found);
  std::string all;
  for (const auto& item : found.items) {
    if (!all.empty()) all += ' ';
    all += found.form(item);
    all += ':';
    const std::pair<std::uint8_t, char> names[] = {{flag::break_before, 'B'}, {flag::break_after, 'b'},
                                                   {flag::stop_before, 's'},  {flag::question_after, '?'},
                                                   {flag::character, 'C'},    {flag::sentence_start, 'S'},
                                                   {flag::passage_start, 'P'}};
    for (const auto& [bit, name] : names)
      if (item.flags & bit) all += name;
  }
  return all;
}

std::string shown(const Positions& positions, std::string_view text) {
  std::string all;
  for (const auto& item : positions.items)
    all += "[" + std::string(positions.form(item)) + "|" +
           std::string(text.substr(item.begin, item.end - item.begin)) + "|" + std::to_string(item.begin) +
           "|" + std::to_string(item.flags) + "]";
  return all;
}

/// Whether the fast and the slow way agree; says how they differ.
class ComparePositions {
 public:
  bool equal(std::string_view text) {
    tokenizer_.positions(text, fast_);
    tokenizer_.reference_positions(text, slow_);
    if (fast_.items.size() == slow_.items.size()) {
      bool same = true;
      for (std::size_t i = 0; same && i < fast_.items.size(); ++i) {
        const auto &a = fast_.items[i], &b = slow_.items[i];
        same = a.begin == b.begin && a.end == b.end && a.flags == b.flags && fast_.form(a) == slow_.form(b);
      }
      if (same) return true;
    }
    ADD_FAILURE() << "text: " << testing::PrintToString(std::string(text)) << "\nfast: " << shown(fast_, text)
                  << "\nslow: " << shown(slow_, text);
    return false;
  }
  std::size_t count() const { return fast_.items.size(); }
  const Positions& fast() const { return fast_; }

 private:
  Tokenizer tokenizer_;
  Positions fast_, slow_;
};

TEST(Tokenizer, FindsWordsAndCharacters) {
  EXPECT_EQ(forms("我们AA制, don't!"), "我 们 aa 制 don't");
  EXPECT_EQ(forms("Self-organised groups pay 3.5 or 1,000."), "self organised groups pay 3.5 or 1,000");
  EXPECT_EQ(forms("K팝 데이터, データ の"), "k 팝 데 이 터 デ ー タ の");
  EXPECT_EQ(forms("the U.S. and e.g. don’t"), "the u.s and e.g don't");
  EXPECT_EQ(forms("write a@b.c or @me, not a:b"), "write a@b.c or @me not a b");
  EXPECT_EQ(forms("snake_case _x_ _ __"), "snake_case _x_");
  EXPECT_EQ(forms("👍🏽 👩‍👩‍👧 … — !"), "");
  EXPECT_EQ(forms(""), "");
}

TEST(Tokenizer, FoldsForms) {
  EXPECT_EQ(forms("ＡＢＣ１２３ ㈱ ｶﾞ ﬁne Straße 環境 É e\u0301"), "abc123 株 ガ fine strasse 环 境 é é");
  EXPECT_EQ(forms("soft\u00ADhyphen zero\u200Bwidth İ"), "softhyphen zerowidth i̇");
}

TEST(Tokenizer, TakesGraphemeClustersInThai) {
  EXPECT_EQ(forms("ไม่มี"), "ไ ม่ มี");
  Positions found;
  Tokenizer().positions("น้ำ", found);
  ASSERT_EQ(found.items.size(), 2u);  // ำ folds to ํ and า
  EXPECT_EQ(found.form(found.items[0]), "น้ํ");
  EXPECT_EQ(found.items[0].end, 9u);
  EXPECT_EQ(found.items[1].begin, 6u);
}

TEST(Tokenizer, WidensSpansToChangeUnits) {
  Positions found;
  Tokenizer().positions("x ㍿ ﬁt", found);
  ASSERT_EQ(found.items.size(), 6u);
  for (std::size_t i = 1; i < 5; ++i) {
    EXPECT_EQ(found.items[i].begin, 2u);
    EXPECT_EQ(found.items[i].end, 5u);
  }
  EXPECT_EQ(found.form(found.items[5]), "fit");
  EXPECT_EQ(found.items[5].begin, 6u);
  EXPECT_EQ(found.items[5].end, 10u);
}

TEST(Tokenizer, SaysWherePunctuationBreaks) {
  EXPECT_EQ(flags("no, never"), "no:bSP never:Bb");
  EXPECT_EQ(flags("self-made \"quoted\" (so)"), "self:SP made: quoted: so:");
  EXPECT_EQ(flags("one – two; three: four— five"), "one:bSP two:Bbs three:Bbs four:Bbs five:Bbs");
  EXPECT_EQ(flags("they \". said"), "they:SP said:Bb");
  EXPECT_EQ(flags("they ."
                  "\"said"),
            "they:bSP said:Bb");
  EXPECT_EQ(flags("wow 👍 it + was / @ # % * \\ & good"), "wow:SP it: was: good:b");
  EXPECT_EQ(flags("双重，管理。"), "双:CSP 重:bC 管:BC 理:bC");
  EXPECT_EQ(flags("好：不；"), "好:bCSP 不:BbsC");
  EXPECT_EQ(flags("end"), "end:bSP");
  EXPECT_EQ(flags("end "), "end:bSP");
  EXPECT_EQ(flags("\"end\""), "end:SP");
  EXPECT_EQ(flags(", end"), "end:bSP");
}

TEST(Tokenizer, SaysWhereQuestionsEnd) {
  EXPECT_EQ(flags("really? yes"), "really:b?SP yes:Bb");
  EXPECT_EQ(flags("really?"), "really:b?SP");
  EXPECT_EQ(flags("\"really\"? yes"), "really:?SP yes:Bb");
  EXPECT_EQ(flags("吗？"), "吗:b?CSP");
  EXPECT_EQ(flags("هل؟ لا"), "هل:b?SP لا:Bb");
  EXPECT_EQ(flags("¿que dice"), "que:SP dice:b");
  EXPECT_EQ(flags("so ¿que"), "so:bSP que:Bb");
  EXPECT_EQ(flags("what⁇ no"), "what:b?SP no:Bb");
}

TEST(Tokenizer, KeepsPunctuationThatOnlyFoldingShows) {
  EXPECT_EQ(flags("⒈ one"), "1:bSP one:Bb");
  EXPECT_EQ(flags("wait…what"), "wait:bSP what:Bb");
  EXPECT_EQ(flags("⒈ é👍\u0301 x"), "1:bSP é:B x:b");
}

TEST(Tokenizer, AgreesWithTheSlowWayOnHardCases) {
  ComparePositions compare;
  for (const char* text : {"don't don’t 'don't' rock'n'roll o'",
                           "1.2.3 1.a a.1 1'2 1,2 1;2 1:2 ,1 1,",
                           "a._b a_.b a_'b _._",
                           "@ a@ @a a@b @.@ a.@ @.a",
                           "我don'我 3.我 .我 _我 我_ 我_a 我'a a'我",
                           "カ_カ _カ カ_ a_カ_a ー_",
                           "가'가 가.가 가_가 a가'a ㏂ㄱ aㄱ'a",
                           "3，5 a．b a：b Ａ.b ３,5 ’ a’ ’a",
                           "a\u0301'b 'a\u0301 \u0301a a \u0301b 我\u0301我",
                           "か\u3099 ｶﾞ か \u3099",
                           "foo\u200Bbar foo\u00ADbar . \u200B. a\u200B.\u200Bb",
                           "a·b a‧b 1·2",
                           "½ ⒈a a⒈ ㏂b",
                           "א\"א א'א א\" א'",
                           "น้ำ a น้ำ3 3น a.น น.a น'น",
                           "🇩🇪a a🇩🇪 👍a 我🏽 a🏽",
                           "a\u00A0b a\u3000b \u2028a\u0085b\r\nc",
                           "\u0301",
                           "①②❶ a❶b ❶.❶",
                           "٣٫٤ 3٫4 ٣.٤",
                           "ﷺ ﻻ عربي، نص؟ .",
                           "\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7 a\xF0\xA0\xAE\xB7",
                           "环境 é 環境 ü",
                           "x ⒈. y ㍿, z ⒈ 环 \u0301, 环 ⒈"})
    compare.equal(text);
}

TEST(Tokenizer, AgreesWithTheSlowWayOnRealTranscripts) {
  GLOSS_NEEDS_SHARED_DATA();
  ComparePositions compare;
  std::size_t read = 0, positions = 0;
  for (const std::string& path : test::files_in(test::shared_path("data/transcripts"),
                                                {".htm", ".vtt", ".xml", ".txt", ".eaf", ".md"})) {
    const std::string text = test::slurp(path);
    if (find_invalid_utf8(text) != std::string::npos) continue;
    ++read;
    // Whole, and line by line.
    ASSERT_TRUE(compare.equal(text)) << path;
    positions += compare.count();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      ASSERT_TRUE(compare.equal(std::string_view(text).substr(at, end - at))) << path;
      at = end + 1;
    }
  }
  EXPECT_GE(read, 17u);
  EXPECT_GT(positions, 250'000u);
}

TEST(Tokenizer, AgreesWithTheSlowWayOnGeneratedText) {
  std::mt19937_64 random(20261123);
  ComparePositions compare;
  for (int i = 0; i < 600'000; ++i) ASSERT_TRUE(compare.equal(test::random_text(random, 12)));
  for (int i = 0; i < 400'000; ++i) ASSERT_TRUE(compare.equal(test::random_ascii(random, 12)));
  for (int i = 0; i < 2'000; ++i) {
    ASSERT_TRUE(compare.equal(test::random_text(random, 400)));
    ASSERT_TRUE(compare.equal(test::random_ascii(random, 400)));
  }
}

TEST(Tokenizer, AgreesWithTheSlowWayOnEveryCodePoint) {
  ComparePositions compare;
  for (char32_t c = 1; c < 0x32000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string x;
    test::append_utf8(x, c);
    ASSERT_TRUE(compare.equal("a" + x + "b." + x + ".c 1" + x + "2," + x + ",3 " + x + " 我" + x + "我" + x +
                              "'b'" + x + "e" + x + x + "_" + x));
  }
}

TEST(Tokenizer, PutsSpansOnCodePointsInOrderAndFoldsThemToTheirForms) {
  std::mt19937_64 random(7);
  Tokenizer tokenizer;
  Positions found;
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = test::random_text(random, 12);
    tokenizer.positions(text, found);
    std::uint32_t begin = 0, end = 0;
    for (const auto& item : found.items) {
      ASSERT_LT(item.begin, item.end);
      ASSERT_LE(item.end, text.size());
      ASSERT_GE(item.begin, begin);
      ASSERT_GE(item.end, end);
      begin = item.begin;
      end = item.end;
      ASSERT_GT(item.form_length, 0u);
      ASSERT_NE(text[begin] & 0xC0, 0x80);
      ASSERT_TRUE(end == text.size() || (text[end] & 0xC0) != 0x80);
      const std::string folded = fold(std::string_view(text).substr(begin, end - begin));
      ASSERT_NE(folded.find(found.form(item)), std::string::npos) << testing::PrintToString(text);
    }
  }
}

TEST(Tokenizer, KnowsScriptsWithoutSpaces) {
  for (const char32_t c : std::u32string_view(U"我\U00020BB7のカー가ไລកမ々〆"))
    EXPECT_TRUE(is_character_script(c)) << static_cast<unsigned>(c);
  for (const char32_t c : std::u32string_view(U"aé3жعא_.，"))
    EXPECT_FALSE(is_character_script(c)) << static_cast<unsigned>(c);
}

TEST(Tokenizer, NamesItsVersion) {
  EXPECT_NE(tokenizer_fingerprint().find("2853"), std::string::npos);
  EXPECT_NE(tokenizer_fingerprint().find("ICU 7"), std::string::npos);
}

}  // namespace
}  // namespace gloss::text
