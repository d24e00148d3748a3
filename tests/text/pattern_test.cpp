// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns: matching, groups, and the limits.
#include "text/pattern.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace gloss::text {
namespace {

TEST(Pattern, TellsWholeFromStartFromAnywhere) {
  const Pattern pattern("(\\d+)-(x)?");
  EXPECT_TRUE(pattern.matches("12-"));
  EXPECT_FALSE(pattern.matches("12-x."));
  std::vector<std::string_view> groups;
  ASSERT_TRUE(pattern.match_start("12-x.", &groups));
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0], "12-x");
  EXPECT_EQ(groups[1], "12");
  EXPECT_EQ(groups[2], "x");
  EXPECT_FALSE(pattern.match_start(" 12-x"));
}

TEST(Pattern, MarksAGroupThatTookNoPart) {
  const Pattern pattern("a(b)?");
  std::vector<std::string_view> groups;
  ASSERT_TRUE(pattern.match_start("ac", &groups));
  EXPECT_EQ(groups[1].data(), nullptr);
}

TEST(Pattern, FindsTheLeftmostMatchFromAPlace) {
  const Pattern pattern("体育局|经费");
  const std::string text = "经费来自体育局";
  std::vector<std::string_view> groups;
  ASSERT_TRUE(pattern.find(text, 3, &groups));
  EXPECT_EQ(groups[0], "体育局");
  EXPECT_EQ(groups[0].data() - text.data(), 12);
  EXPECT_FALSE(pattern.find(text, 13));
  EXPECT_FALSE(pattern.find(text, text.size() + 1));
}

TEST(Pattern, RefusesWhatRe2Refuses) {
  for (const char* wrong : {"(", "(?<=a)b", "(a)\\1", "a{2000}", "[b-a]", "\\"}) {
    const auto pattern = Pattern::compile(wrong);
    ASSERT_FALSE(pattern) << wrong;
    EXPECT_EQ(pattern.error().fault, Fault::bad_configuration);
    EXPECT_NE(pattern.error().message.find("RE2"), std::string::npos);
  }
}

TEST(Pattern, KeepsItsLimits) {
  for (const int off : {-1, 0, 1}) {
    const auto length = static_cast<std::size_t>(static_cast<std::int64_t>(limits::regex_bytes) + off);
    EXPECT_EQ(Pattern::compile(std::string(length, 'a')).has_value(), off <= 0) << off;
    const auto depth = static_cast<std::size_t>(limits::regex_depth + off);
    EXPECT_EQ(Pattern::compile(std::string(depth, '(') + "a" + std::string(depth, ')')).has_value(), off <= 0)
        << off;
    EXPECT_EQ(Pattern::compile("a{" + std::to_string(limits::regex_repeat + off) + "}").has_value(), off <= 0)
        << off;
  }
  EXPECT_TRUE(Pattern::compile("[(]" + std::string(200, 'a') + "\\(\\(")) << "brackets that open no group";
  const auto large = Pattern::compile("((\\pL{500}){500}){100}");
  ASSERT_FALSE(large);
}

}  // namespace
}  // namespace gloss::text
