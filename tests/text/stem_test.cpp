// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/stem.h"

#include <gtest/gtest.h>

namespace gloss::text {
namespace {

TEST(Stemmer, StemsByLanguage) {
  Stemmer english("en"), german("de"), spanish("es"), russian("ru");
  EXPECT_EQ(english.stem("schools"), "school");
  EXPECT_EQ(english.stem("organisations"), "organis");
  EXPECT_EQ(english.stem("organizations"), "organ");
  EXPECT_EQ(german.stem("vereine"), "verein");
  EXPECT_EQ(spanish.stem("niños"), "niñ");
  EXPECT_EQ(russian.stem("школами"), "школ");
}

TEST(Stemmer, TakesRegionsForTheirLanguage) {
  EXPECT_TRUE(Stemmer::knows("en-GB"));
  EXPECT_EQ(Stemmer("pt-BR").stem("escolas"), Stemmer("pt").stem("escolas"));
}

TEST(Stemmer, LeavesWordsOfOtherLanguagesAsTheyAre) {
  for (const char* language : {"zh", "zh-Hant", "ja", "ko", "th", "und", "", "english", "porter"}) {
    EXPECT_FALSE(Stemmer::knows(language)) << language;
    EXPECT_EQ(Stemmer(language).stem("schools"), "schools");
  }
}

TEST(Stemmer, HasAStemmerForEveryLanguageItKnows) {
  int known = 0;
  for (char first = 'a'; first <= 'z'; ++first)
    for (char second = 'a'; second <= 'z'; ++second) {
      const std::string language{first, second};
      if (!Stemmer::knows(language)) continue;
      ++known;
      EXPECT_FALSE(Stemmer(language).stem("word").empty());
    }
  EXPECT_EQ(known, 28);
}

TEST(Stemmer, SurvivesOddWords) {
  Stemmer english("en");
  EXPECT_EQ(english.stem(""), "");
  EXPECT_EQ(english.stem("我"), "我");
  EXPECT_EQ(english.stem("3.5"), "3.5");
  EXPECT_EQ(english.stem(std::string(100'000, 'x')).size(), 100'000u);
  Stemmer moved(std::move(english));
  EXPECT_EQ(moved.stem("talking"), "talk");
}

}  // namespace
}  // namespace gloss::text
