// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest known name.
#include "codebook/spelling.h"

#include <gtest/gtest.h>

namespace gloss::codebook {
namespace {

const std::vector<std::string> names_known{"rules", "rule", "color", "definition", "沟通机制"};

TEST(Nearest, FindsSlipsOfThePen) {
  EXPECT_EQ(nearest("colour", names_known), "color");
  EXPECT_EQ(nearest("Rules", names_known), "rules");
  EXPECT_EQ(nearest("defintion", names_known), "definition");
  EXPECT_EQ(nearest("definitoin", names_known), "definition") << "a swap is one slip";
  EXPECT_EQ(nearest("沟通机智", names_known), "沟通机制") << "characters count, not bytes";
}

TEST(Nearest, SaysNothingAboutOtherWords) {
  EXPECT_EQ(nearest("weight", names_known), "");
  EXPECT_EQ(nearest("", names_known), "");
  EXPECT_EQ(nearest("xy", {"ab"}), "");
  EXPECT_EQ(nearest("a", {"b"}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), names_known), "");
}

}  // namespace
}  // namespace gloss::codebook
