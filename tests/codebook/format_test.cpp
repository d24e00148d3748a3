// SPDX-License-Identifier: GPL-3.0-or-later
// Laying out codebook files: what changes, and all that must not.
#include "codebook/format.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "codebook/codebook.h"
#include "codebook/random_codebook.h"
#include "codebook/same_codebook.h"
#include "support/shared_data.h"

namespace gloss::codebook {
namespace {

std::string laid_out(const std::string& yaml) {
  const auto made = format_codebook(yaml, "f.yaml");
  EXPECT_TRUE(made) << made.error().line() << "\n" << made.error().excerpt << "\n" << yaml;
  return made ? *made : std::string();
}

TEST(Format, PutsKeysInOrderOneRuleALineAndBlankLinesBetweenCodes) {
  EXPECT_EQ(laid_out("languages: [en, zh]\n"
                     "codebook: 'small'\n"
                     "codes:\n"
                     "    poor:\n"
                     "        rules: [ 'money', \"no or cash\" , '(a or b)' ]\n"
                     "        name: {zh: 穷, en: Poor}\n"
                     "    rich: {rule: wealth}\n"),
            "codebook: small\n"
            "languages: [en, zh]\n"
            "\n"
            "codes:\n"
            "  poor:\n"
            "    name: {zh: 穷, en: Poor}\n"
            "    rules:\n"
            "      - money\n"
            "      - no or cash\n"
            "      - (a or b)\n"
            "\n"
            "  rich:\n"
            "    rule: wealth\n");
}

TEST(Format, LosesNoCommentAndNoMeaningWhateverTheFileLooksLike) {
  int read = 0, comments = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    test::RandomCodebook random(seed);
    const std::string yaml = random.file();
    const auto before = parse_codebook(yaml, "f.yaml");
    if (!before) continue;
    ++read;
    comments += random.comments();
    const auto once = format_codebook(yaml, "f.yaml");
    ASSERT_TRUE(once) << seed << ": " << once.error().line() << "\n" << yaml;
    const auto after = parse_codebook(*once, "f.yaml");
    ASSERT_TRUE(after) << seed;
    ASSERT_EQ(first_difference(*before, *after), "") << seed << "\n" << yaml << "----\n" << *once;
    for (int i = 0; i < random.comments(); ++i) {
      const std::string mark = fmt::format("#c{}#", i);
      const std::size_t at = once->find(mark);
      ASSERT_NE(at, std::string::npos) << seed << ": " << mark << "\n" << yaml << "----\n" << *once;
      ASSERT_EQ(once->find(mark, at + 1), std::string::npos) << seed << ": " << mark << " stands twice";
    }
    const auto twice = format_codebook(*once, "f.yaml");
    ASSERT_TRUE(twice) << seed;
    ASSERT_TRUE(*twice == *once) << seed << ": line " << first_changed_line(*once, *twice) << "\n" << *once;
  }
  EXPECT_GT(read, 400) << "most random files should be codebooks";
  EXPECT_GT(comments, 3000);
}
}  // namespace
}  // namespace gloss::codebook
