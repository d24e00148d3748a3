// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest known name.
#include "codebook/spelling.h"

#include <gtest/gtest.h>

namespace gloss::codebook {
namespace {

const std::vector<std::string> known{"rules", "rule", "color", "definition", "沟通机制"};

TEST(Nearest, FindsSlipsOfThePen) {
  EXPECT_EQ(nearest("colour", known), "color");
  EXPECT_EQ(nearest("Rules", known), "rules");
  EXPECT_EQ(nearest("defintion", known), "definition");
  EXPECT_EQ(nearest("definitoin", known), "definition") << "a swap is one slip";
  EXPECT_EQ(nearest("沟通机智", known), "沟通机制") << "characters count, not bytes";
}

TEST(Nearest, SaysNothingAboutOtherWords) {
  EXPECT_EQ(nearest("weight", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(nearest("xy", {"ab"}), "");
  EXPECT_EQ(nearest("a", {"b"}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), known), "");
}

}  // namespace
}  // namespace gloss::codebook
