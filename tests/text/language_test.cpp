// SPDX-License-Identifier: GPL-3.0-or-later
// Language of a source.
#include "text/language.h"

#include <gtest/gtest.h>

#include "support/shared_data.h"

namespace gloss::text {
namespace {

TEST(Language, KnowsFullSentences) {
  EXPECT_EQ(detect_language("We applied for the grant in spring and never heard from the council again."),
            "en");
  EXPECT_EQ(detect_language("Die Zusammenarbeit zwischen den Vereinen und der Stadt ist schwierig geworden."),
            "de");
  EXPECT_EQ(detect_language("双重管理体制让我们很为难，民政部门和体育部门都要审批。"), "zh");
  EXPECT_EQ(detect_language("雙重管理體制讓我們很為難，民政部門和體育部門都要審批。"), "zh-Hant");
  EXPECT_EQ(detect_language("המועדון שלנו התחיל לפני עשר שנים ושיתוף הפעולה חשוב מאוד"), "he");
}

TEST(Language, SaysUndWhereItCannotKnow) {
  EXPECT_EQ(detect_language(""), "und");
  EXPECT_EQ(detect_language("Yes."), "und");
  EXPECT_EQ(detect_language("12345 67890 !!!! ---- 12345 67890"), "und");
  EXPECT_EQ(detect_language(std::string(100, '\xFF')), "und");
}

TEST(Language, IsRightForTheRealTranscripts) {
  GLOSS_NEEDS_SHARED_DATA();
  const std::vector<std::pair<const char*, const char*>> table = {
      {"en_canada-senate-hearing.md", "en"},
      {"es_canada-senate-hearing.es.md", "es"},
      {"en_panel_speaker-N.md", "en"},
      {"zh_stepan-snigirev_fullwidth-colon.zh.md", "zh"},
      {"zh-TW_interview-gvm_2022-08-19.md", "zh-Hant"},
      {"de_bundestag_17002.txt", "de"}};
  for (const auto& [file, language] : table) {
    EXPECT_EQ(detect_language(test::slurp(test::shared_path(std::string("data/transcripts/") + file))),
              language)
        << file;
  }
}

TEST(Language, CutsALargeTextOnACharacter) {
  std::string text = "a";
  while (text.size() < (std::size_t{1} << 20) + 100)
    text += "我们协会成立十年了，主要组织社区的足球和篮球活动。";
  EXPECT_EQ(detect_language(text), "zh");
}

}  // namespace
}  // namespace gloss::text
