// SPDX-License-Identifier: GPL-3.0-or-later
// The first codebook that one gets; that it passes its own check is in tests/golden/codebook_files.story.
#include "codebook/starter.h"

#include <gtest/gtest.h>

#include "codebook/codebook.h"
#include "codebook/format.h"

namespace gloss::codebook {
namespace {

TEST(Starter, IsACodebookInEveryLanguageAndLaidOut) {
  for (const std::vector<std::string>& languages :
       {std::vector<std::string>{"en"}, {"zh"}, {"en", "zh"}, {"zh", "en"}, {"de"}, {"de", "zh-TW"}}) {
    const std::string text = starter_codebook("my: study", languages);
    const auto book = parse_codebook(text, "new.yaml");
    ASSERT_TRUE(book) << book.error().line() << "\n" << text;
    EXPECT_EQ(book->languages, languages);
    EXPECT_EQ(book->id, "my: study");
    const auto laid_out = format_codebook(text, "new.yaml");
    ASSERT_TRUE(laid_out);
    EXPECT_EQ(*laid_out, text);
    for (const Code& code : book->codes) EXPECT_FALSE(code.definition.empty()) << code.id;
  }
}

TEST(Starter, SpeaksTheFirstLanguageToPeople) {
  EXPECT_TRUE(starter_codebook("s", {"zh", "en"}).starts_with("# 编码本"));
  EXPECT_TRUE(starter_codebook("s", {"en", "zh"}).starts_with("# A codebook"));
  EXPECT_EQ(starter_codebook("s", {"en"}).find("经费"), std::string::npos);
}

}  // namespace
}  // namespace gloss::codebook
