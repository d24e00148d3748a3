// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/form_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>

namespace gloss::index {
namespace {

TEST(FormMap, AnswersLikeAMapOfStringsForFormsOfAllLengths) {
  std::mt19937_64 random(7);
  FormMap map;
  std::unordered_map<std::string, std::uint64_t> oracle;
  for (int i = 0; i < 300'000; ++i) {
    // Few letters, so that many forms are each other's beginnings; a NUL among them must not pass for
    // padding.
    std::string form(1 + random() % (i % 50 == 0 ? 100 : 20), 'a');
    for (char& c : form) c = "ab\0z"[random() % 4];
    std::uint64_t& ours = map.at(form);
    std::uint64_t& theirs = oracle[form];
    ASSERT_EQ(ours, theirs) << form;
    if (theirs == 0) ours = theirs = random();
  }
  EXPECT_EQ(map.size(), oracle.size());
  EXPECT_GT(oracle.size(), 100'000u);
  for (const auto& [form, number] : oracle) ASSERT_EQ(map.at(form), number);
}

TEST(FormMap, FindsPaddedAndUnpaddedFormsUnderOneKey) {
  FormMap map;
  const std::string text = "sport hall and more text behind it";
  map.at("sport") = 1;
  map.at("sport hall and m") = 2;  // 16 bytes: the first long form
  map.at("sport hall and ") = 3;   // 15 bytes: the last short one
  EXPECT_EQ(map.at_padded(text.data(), 5), 1u);
  EXPECT_EQ(map.at_padded(text.data(), 16), 2u);
  EXPECT_EQ(map.at_padded(text.data(), 15), 3u);
  EXPECT_EQ(map.at_padded(text.data(), 4), 0u);
}

TEST(FormMap, ForgetsAllWhenCleared) {
  FormMap map;
  for (int i = 0; i < 10'000; ++i) map.at("a rather long form " + std::to_string(i)) = 5;
  map.clear();
  EXPECT_EQ(map.size(), 0u);
  EXPECT_EQ(map.at("a rather long form 77"), 0u);
}

}  // namespace
}  // namespace gloss::index
