// SPDX-License-Identifier: GPL-3.0-or-later
// Columns on a terminal.
#include "text/display.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/decode.h"

namespace gloss::text {
namespace {

TEST(Display, CountsColumns) {
  const std::vector<std::pair<std::string, std::size_t>> table = {
      {"", 0},      {"abc", 3},
      {"环境", 4},  {"ＡＢ", 4},
      {"ｶﾞ", 2},    {"e\u0301", 1},
      {"한글", 4},  {"\u1112\u1161\u11AB", 2},
      {"🙂", 2},    {"👩‍👩‍👧‍👧", 2},
      {"🇩🇪", 2},    {"👍🏽", 2},
      {"❤️", 2},     {"1️⃣", 2},
      {"¿für?", 5}, {"\u200B", 0},
      {"…", 1},     {"ไทย", 3},
      {"ที่", 1},     {"K팝", 3}};
  for (const auto& [text, width] : table) EXPECT_EQ(display_width(text), width) << text;
}

TEST(Display, CutsOnlyBetweenGraphemes) {
  EXPECT_EQ(cut_to_width("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to_width("abcdef", 5), "abcd…");
  EXPECT_EQ(cut_to_width("abcdef", 1), "…");
  EXPECT_EQ(cut_to_width("abcdef", 0), "");
  EXPECT_EQ(cut_to_width("双重管理", 8), "双重管理");
  EXPECT_EQ(cut_to_width("双重管理", 7), "双重管…");
  EXPECT_EQ(cut_to_width("双重管理", 6), "双重…");
  EXPECT_EQ(cut_to_width("e\u0301e\u0301e\u0301", 2), "e\u0301…");
  EXPECT_EQ(cut_to_width("👩‍👩‍👧‍👧👩‍👩‍👧‍👧", 3),
            "👩‍👩‍👧‍👧…");
}

TEST(Display, NeverExceedsTheWidthAskedFor) {
  const std::string text = "a双e\u0301👩‍👩‍👧‍👧🇩🇪 für ﷽ ที่ 🙂🙂 end";
  for (std::size_t width = 0; width <= display_width(text) + 1; ++width) {
    const std::string cut = cut_to_width(text, width);
    EXPECT_LE(display_width(cut), width);
    EXPECT_EQ(find_invalid_utf8(cut), std::string_view::npos);
    if (width < display_width(text) && width > 0) {
      EXPECT_GE(display_width(cut) + 1, width) << cut;
    }
    EXPECT_LE(display_width(keep_end_to_width(text, width)), width);
    EXPECT_EQ(find_invalid_utf8(keep_end_to_width(text, width)), std::string_view::npos);
    EXPECT_EQ(display_width(pad_right(cut, width)), width);
    EXPECT_EQ(display_width(pad_left(cut, width)), width);
  }
}

TEST(Display, KeepsTheEndOnlyFromAGrapheme) {
  EXPECT_EQ(keep_end_to_width("abcdef", 6), "abcdef");
  EXPECT_EQ(keep_end_to_width("abcdef", 5), "…cdef");
  EXPECT_EQ(keep_end_to_width("abcdef", 1), "…");
  EXPECT_EQ(keep_end_to_width("abcdef", 0), "");
  EXPECT_EQ(keep_end_to_width("双重管理", 7), "…重管理");
  EXPECT_EQ(keep_end_to_width("双重管理", 6), "…管理");
  EXPECT_EQ(keep_end_to_width("e\u0301e\u0301e\u0301", 2), "…e\u0301");
}

TEST(Display, WrapsWhereALineMayBreak) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrap("the hall is locked", 8), (Lines{"the hall", "is", "locked"}));
  EXPECT_EQ(wrap("", 8), Lines{""});
  EXPECT_EQ(wrap("one\n\ntwo", 8), (Lines{"one", "", "two"}));
  EXPECT_EQ(wrap("我们没有经费，场地也没有。", 8), (Lines{"我们没有", "经费，场", "地也没", "有。"}));
  EXPECT_EQ(wrap("extraordinary", 5), (Lines{"extra", "ordin", "ary"}));
  EXPECT_EQ(wrap("环", 1), Lines{"环"});
}

TEST(Display, WrappedLinesHoldAllWordsAndFit) {
  const std::string text =
      "a双e\u0301👩‍👩‍👧‍👧🇩🇪 für ﷽ ที่นี่ 🙂🙂 “end” "
      "我们，没有。Long-winded";
  for (std::size_t width = 2; width <= display_width(text) + 1; ++width) {
    std::string together;
    for (const std::string& line : wrap(text, width)) {
      EXPECT_LE(display_width(line), width) << line;
      together += line;
    }
    std::string expected = text;
    std::erase(expected, ' ');
    std::erase(together, ' ');
    EXPECT_EQ(together, expected);
  }
}

TEST(Display, PadsByColumns) {
  EXPECT_EQ(pad_right("环", 4), "环  ");
  EXPECT_EQ(pad_left("环", 4), "  环");
  EXPECT_EQ(pad_right("环境", 3), "环境");
}

TEST(Display, PutsAQuoteOnOneLine) {
  EXPECT_EQ(one_line("  a\n\n b\t\u3000c \u2028"), "a b c");
  EXPECT_EQ(one_line(" \n\t"), "");
  EXPECT_EQ(one_line("双重 管理"), "双重 管理");
}

TEST(Display, SurvivesInvalidUtf8) {
  EXPECT_EQ(one_line("a \xFF b"), "a \xFF b");
  EXPECT_LE(display_width("\xC3\xE7\x8E"), 3U);
}

}  // namespace
}  // namespace gloss::text
