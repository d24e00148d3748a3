// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/code_glob.h"

#include <gtest/gtest.h>

#include <fnmatch.h>

#include <random>
#include <string>

namespace gloss::report {
namespace {

TEST(CodeGlob, StaysInsideOnePartWithOneStar) {
  EXPECT_TRUE(code_matches("dilemma/*", "dilemma/policy"));
  EXPECT_FALSE(code_matches("dilemma/*", "dilemma"));
  EXPECT_FALSE(code_matches("dilemma/*", "dilemma/policy/dual-management"));
  EXPECT_TRUE(code_matches("*", "dilemma"));
  EXPECT_FALSE(code_matches("*", "dilemma/policy"));
  EXPECT_TRUE(code_matches("d*a/p*", "dilemma/policy"));
  EXPECT_FALSE(code_matches("d*y", "dilemma/policy"));
}

TEST(CodeGlob, GoesToAnyDepthWithTwoStars) {
  EXPECT_TRUE(code_matches("dilemma/**", "dilemma/policy"));
  EXPECT_TRUE(code_matches("dilemma/**", "dilemma/policy/dual-management"));
  EXPECT_FALSE(code_matches("dilemma/**", "dilemma"));
  EXPECT_FALSE(code_matches("dilemma/**", "dilemmas/policy"));
  EXPECT_TRUE(code_matches("**", "dilemma"));
  EXPECT_TRUE(code_matches("**", "dilemma/policy/rent"));
  EXPECT_TRUE(code_matches("**/rent", "rent"));
  EXPECT_TRUE(code_matches("**/rent", "dilemma/policy/rent"));
  EXPECT_FALSE(code_matches("**/rent", "dilemma/policy/current"));
  EXPECT_TRUE(code_matches("a/**/z", "a/z"));
  EXPECT_TRUE(code_matches("a/**/z", "a/b/c/z"));
  EXPECT_FALSE(code_matches("a/**/z", "a/b/c"));
  EXPECT_TRUE(code_matches("**/p*/**", "dilemma/policy/rent"));
}

TEST(CodeGlob, TakesACharacterForAQuestionMarkNotAByte) {
  EXPECT_TRUE(code_matches("困?", "困境"));
  EXPECT_FALSE(code_matches("困??", "困境"));
  EXPECT_TRUE(code_matches("困境/*管理*", "困境/双重管理体制"));
  EXPECT_FALSE(code_matches("a?b", "a/b"));
  EXPECT_FALSE(code_matches("", "a"));
  EXPECT_TRUE(code_matches("a.c[d]", "a.c[d]"));
}

TEST(CodeGlob, AgreesWithTheSystemsMatcherWhereThatKnowsTheLanguage) {
  std::mt19937_64 random(3);
  const auto word = [&](const std::string& letters, std::size_t most) {
    std::string made;
    for (std::size_t n = random() % (most + 1); n > 0; --n) made += letters[random() % letters.size()];
    return made;
  };
  int matched = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string glob = word("aab/*?", 7);
    if (glob.find("**") != std::string::npos) continue;
    const std::string id = word("aab/", 7);
    const bool expected = fnmatch(glob.c_str(), id.c_str(), FNM_PATHNAME | FNM_NOESCAPE) == 0;
    ASSERT_EQ(code_matches(glob, id), expected) << glob << " on " << id;
    matched += expected;
  }
  EXPECT_GT(matched, 1000);
}

}  // namespace
}  // namespace gloss::report
