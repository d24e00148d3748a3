// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/sentences.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/shared_data.h"
#include "text/decode.h"
#include "text/random_text.h"
#include "text/tokenizer.h"

namespace gloss::text {
namespace {

/// The sentences of `text`, each between bars.
std::string split(std::string text, std::string_view language = "en") {
  auto starts = Tokenizer().sentence_starts(text, language);
  std::reverse(starts.begin(), starts.end());
  for (const std::uint32_t start : starts) text.insert(start, "|");
  return text;
}

TEST(Sentences, EndAtFullStopsAndQuestionMarks) {
  EXPECT_EQ(split("One. Two! Three? four."), "|One. |Two! |Three? |four.");
  EXPECT_EQ(split("He said \"Go.\" Then left."), "|He said \"Go.\" |Then left.");
  EXPECT_EQ(split("Version 3.5 and x.Y go. on."), "|Version 3.5 and x.Y go. on.");
  EXPECT_EQ(split("好的。我来了！”他问：“对？”"), "|好的。|我来了！”|他问：“对？”");
  EXPECT_EQ(split("I … well"), "|I … well");
  EXPECT_EQ(split(""), "");
}

TEST(Sentences, DoNotEndAtLineEnds) {
  EXPECT_EQ(split("One line\nand the next. Then\r\nmore"), "|One line\nand the next. |Then\r\nmore");
  EXPECT_EQ(split("a\u2028b\u0085c\n\nd. E\u0301"), "|a\u2028b\u0085c\n\nd. |E\u0301");
}

TEST(Sentences, DoNotEndAfterAbbreviationsOfTheLanguage) {
  EXPECT_EQ(split("Ask Mr. Smith. He knows."), "|Ask Mr. Smith. |He knows.");
  EXPECT_EQ(split("Ask (Mr. Smith). He knows."), "|Ask (Mr. Smith). |He knows.");
  EXPECT_EQ(split("Ask Mr. Smith. He knows.", "nl"), "|Ask Mr. |Smith. |He knows.");
  EXPECT_EQ(split("Das ist Dr. Weiß. Im Jahr 3 n. Chr. Geburt.", "de"),
            "|Das ist Dr. Weiß. |Im Jahr 3 n. Chr. Geburt.");
  EXPECT_EQ(split("Vino la Sra. López. Bien.", "es-MX"), "|Vino la Sra. López. |Bien.");
  EXPECT_EQ(split("So do I. He left. Ok. So what?"), "|So do I. |He left. |Ok. |So what?");
  EXPECT_EQ(split("We use AI. He does not."), "|We use AI. |He does not.");  // not the abbreviation "I."
}

TEST(Sentences, KnowTheGreekQuestionMark) {
  EXPECT_EQ(split("Τι; Όχι", "el"), "|Τι; |Όχι");
  EXPECT_EQ(split("Τι; Όχι", "en"), "|Τι; Όχι");
}

TEST(Sentences, AreMarkedOnTheFirstPositionAfterTheirBeginning) {
  const std::string text = "\"One.\" (Two words.) – ... Three";
  Tokenizer tokenizer;
  Positions found;
  tokenizer.positions(text, found);
  tokenizer.mark_sentences(text, "en", found);
  std::string starting;
  for (const auto& item : found.items)
    if (item.flags & flag::sentence_start) starting += std::string(found.form(item)) + " ";
  EXPECT_EQ(starting, "one two three ");
}

class Compare {
 public:
  void equal(std::string_view text, std::string_view language) {
    const std::vector<std::uint32_t> fast = finder_.starts(text, language);
    ASSERT_EQ(fast, finder_.starts_by_icu(text, language)) << testing::PrintToString(std::string(text));
    count_ += fast.size();
  }
  std::size_t count() const { return count_; }

 private:
  SentenceFinder finder_;
  std::size_t count_ = 0;
};

TEST(Sentences, AreThoseOfIcuInRealTranscripts) {
  GLOSS_NEEDS_SHARED_DATA();
  Compare compare;
  for (const std::string& path : test::files_in(test::shared_path("data/transcripts"),
                                                {".htm", ".vtt", ".xml", ".txt", ".eaf", ".md"})) {
    const std::string text = test::slurp(path);
    if (find_invalid_utf8(text) != std::string::npos) continue;
    ASSERT_NO_FATAL_FAILURE(compare.equal(text, "en")) << path;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      ASSERT_NO_FATAL_FAILURE(compare.equal(std::string_view(text).substr(at, end - at), "")) << path;
      at = end + 1;
    }
  }
  EXPECT_GT(compare.count(), 20'000u);
}

TEST(Sentences, AreThoseOfIcuInGeneratedText) {
  std::mt19937_64 random(42);
  Compare compare;
  for (int i = 0; i < 300'000; ++i) {
    ASSERT_NO_FATAL_FAILURE(compare.equal(test::random_ascii(random, 16), "en"));
    ASSERT_NO_FATAL_FAILURE(compare.equal(test::random_text(random, 16), "de"));
  }
}

TEST(Sentences, AreThoseOfIcuAroundEveryCodePoint) {
  Compare compare;
  for (char32_t c = 1; c < 0x32000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string x;
    test::append_utf8(x, c);
    ASSERT_NO_FATAL_FAILURE(compare.equal(
        "A" + x + " B" + x + "b." + x + " C. " + x + "D! " + x + "e." + x + "f." + x + x + " " + x + "G",
        ""));
  }
}

}  // namespace
}  // namespace gloss::text
