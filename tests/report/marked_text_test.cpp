// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/marked_text.h"

#include <gtest/gtest.h>

#include "text/display.h"

namespace gloss::report {
namespace {

using Lines = std::vector<std::string>;

/// Marks every occurrence of `word`.
MarkedText marking(std::string text, const std::string& word) {
  MarkedText marked{std::move(text), {}};
  for (std::size_t at = marked.text.find(word); at != std::string::npos; at = marked.text.find(word, at + 1))
    marked.marks.emplace_back(at, at + word.size());
  return marked;
}

std::string together(const Lines& lines) {
  std::string all;
  for (const auto& line : lines) all += (all.empty() ? "" : " ") + line;
  return all;
}

TEST(MarkedText, JoinsMarksThatOverlap) {
  using Marks = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(joined_marks({"", {{4, 6}, {0, 3}, {2, 5}, {6, 8}}}), (Marks{{0, 6}, {6, 8}}));
}

TEST(MarkedText, ShowsAShortTextWhole) {
  EXPECT_EQ(snippet_lines(marking("We have no\n\nmoney, no money.", "money"), {.width = 80}),
            Lines{"We have no [money], no [money]."});
  EXPECT_EQ(snippet_lines(marking("我们没有经费。", "经费"), {.width = 10}), (Lines{"我们没有", "[经费]。"}));
  EXPECT_EQ(snippet_lines({"a\x1b[2J", {}}, {.width = 80}), Lines{"a\\x1b[2J"});
}

TEST(MarkedText, ColoursTakeNoRoom) {
  EXPECT_EQ(snippet_lines(marking("no money here", "money"), {.width = 13, .color = true}),
            Lines{"no \x1b[1;33mmoney\x1b[0m here"});
}

TEST(MarkedText, CutsALongTextAroundItsMarks) {
  std::string words;
  for (int i = 0; i < 200; ++i) words += "word" + std::to_string(i) + " ";
  const std::string text = words + "money " + words + "money " + words;
  const std::string shown = together(snippet_lines(marking(text, "money"), {.width = 100}));
  EXPECT_TRUE(shown.starts_with("…word")) << shown;
  EXPECT_TRUE(shown.ends_with("…")) << shown;
  EXPECT_NE(shown.find("word199 [money] word0"), std::string::npos);
  EXPECT_NE(shown.find(" … word"), std::string::npos) << "what stands between two finds is cut, too";
  EXPECT_LT(text::display_width(shown), 600u);
  const std::string whole = together(snippet_lines(marking(text, "money"), {.width = 100, .whole = true}));
  EXPECT_EQ(whole.find("…"), std::string::npos);
  EXPECT_NE(whole.find("word100"), std::string::npos);
}

TEST(MarkedText, BoundsWhatManyMarksShow) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "经费不够";
  const Lines lines = snippet_lines(marking(text, "经费"), {.width = 80});
  EXPECT_LT(text::display_width(together(lines)), 1500u);
  for (const auto& line : lines) EXPECT_LE(text::display_width(line), 80u);
  EXPECT_LE(text::display_width(together(snippet_lines({text, {}}, {.width = 80}))), 310u);
}

}  // namespace
}  // namespace gloss::report
