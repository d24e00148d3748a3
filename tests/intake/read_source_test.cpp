// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a file as a whole: limits, encodings, nasty and random bytes.
#include "intake/read_source.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/hash.h"
#include "intake/read_text.h"
#include "text/decode.h"

namespace gloss::intake {
namespace {

TEST(ReadSource, KnowsReadableNames) {
  for (const char* name : {"a.txt", "A.TXT", "b/c.Md", "x.vtt", "x.y.srt"})
    EXPECT_TRUE(is_readable_name(name)) << name;
  for (const char* name : {"", "txt", "a.docx", "a.txt.gz", "a.txt/b", "a.md "})
    EXPECT_FALSE(is_readable_name(name)) << name;
  EXPECT_FALSE(read_source("a.pdf", "words"));
}

TEST(ReadSource, FillsWhatTheStoreKeeps) {
  const auto read = read_source(
      "dir/a.txt",
      "Interviewer: How did the club begin, and who paid for it?\nP1: We paid for it ourselves.\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->source.name, "");
  EXPECT_EQ(read->source.format, "txt");
  EXPECT_EQ(read->source.extractor, "txt/1");
  EXPECT_EQ(read->source.encoding, "UTF-8");
  EXPECT_EQ(read->source.language, "en");
  EXPECT_EQ(read->source.hash, sha256_hex(read->source.text));
  EXPECT_EQ(read->decoded_how, "valid");
  EXPECT_EQ(read->unit, "passages");
  EXPECT_EQ(read->units_read, 2U);
  EXPECT_EQ(read->units_stored, 2U);
  EXPECT_TRUE(read->notes.empty());
  ReadOptions options;
  options.language = "fr";
  EXPECT_EQ(read_source("a.txt", "hello", options)->source.language, "fr");
  EXPECT_EQ(read_source("a.txt", "hello")->notes, (std::vector<std::string>{"no speaker labels found"}));
}

TEST(ReadSource, RefusesFilesWithNothingToCode) {
  for (const std::string& bytes :
       {std::string(), std::string("\uFEFF"), std::string(" \n\t\u3000\n"), std::string("---\n\n***\n"),
        std::string("🙂 ……"), std::string("---\ntitle: x\n---\n"), std::string("P1:\n\nP2:\n"),
        std::string("[00:01:23]\n")}) {
    const auto read = read_source("a.md", bytes);
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().fault, Fault::bad_input);
    EXPECT_EQ(read.error().place, "a.md");
    EXPECT_FALSE(read.error().message.empty());
  }
}

TEST(ReadSource, RefusesNulAndDamagedUtf8WithPlaceAndRemedy) {
  for (const std::string& bytes : {std::string("P1: a\nP1: b\0c", 13), std::string("P1: ä\nP1: ö\xFF")}) {
    const auto read = read_source("a.txt", bytes);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fault, Fault::bad_input);
    EXPECT_EQ(read.error().place, "a.txt:2");
    EXPECT_NE(read.error().hint.find("--encoding"), std::string::npos);
  }
  ReadOptions options;
  options.encoding = "windows-1252";
  const auto named = read_source("a.txt", "P1: \x93So\x94", options);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->source.text, "P1: “So”");
  EXPECT_EQ(named->decoded_how, "named");
  options = {"UTF-8", true, "", {}};
  const auto replaced = read_source("a.txt", "P1: so \xFF", options);
  ASSERT_TRUE(replaced);
  EXPECT_EQ(replaced->notes.size(), 1U);
}

TEST(ReadSource, KeepsItsLimits) {
  const ReadLimits small{100, 80};
  for (const int off : {-1, 0, 1}) {
    // 3 bytes of mark: the file may be larger than its text.
    const std::string text(static_cast<std::size_t>(80 + off), 'x');
    EXPECT_EQ(read_source_within("a.txt", text, {}, small).has_value(), off <= 0) << off;
    std::string file = "WEBVTT\n\n00:01.000 --> 00:02.000\n";
    file += std::string(static_cast<std::size_t>(100 + off) - file.size(), 'x');
    const ReadLimits by_file{100, 1000};
    const auto read = read_source_within("a.vtt", file, {}, by_file);
    EXPECT_EQ(read.has_value(), off <= 0) << off;
    EXPECT_TRUE(read || read.error().message.find("the limit is 100") != std::string::npos);
  }
  EXPECT_EQ(ReadLimits{}.file_bytes, limits::input_file_bytes);
  EXPECT_EQ(ReadLimits{}.text_bytes, limits::text_bytes);
}

TEST(ReadSource, ReadsALineOfAMegabyte) {
  std::string line = "P1: ";
  while (line.size() < (1U << 20)) line += "word 环境 🙂 ";
  const auto read = read_source("a.txt", line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->source.passages.size(), 1U);
  const auto colons = read_source("a.md", "x" + std::string(1U << 20, ':'));
  ASSERT_TRUE(colons);
  const auto lines = read_source("a.md", std::string(1U << 20, '\n') + "x");
  ASSERT_TRUE(lines);
}

TEST(ReadSource, KeepsEmojiAndCombiningMarksWhole) {
  const auto read =
      read_source("a.txt", "P1: 👩‍👩‍👧‍👧 e\u0301 family\u200B\nP2: ok\u3000\n");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->source.passages.size(), 2U);
  const auto& span = read->source.passages[0].span;
  EXPECT_EQ(read->source.text.substr(span.begin.count, span.length()),
            "👩‍👩‍👧‍👧 e\u0301 family");
}

TEST(ReadSource, TrimsEveryKindOfWhiteSpace) {
  for (const char* blank : {" ", "\t", "\v", "\f", "\u0085", "\u00A0", "\u1680", "\u2000", "\u200A", "\u200B",
                            "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"}) {
    const std::string text = std::string("x\n\n") + blank + blank + "ok" + blank + "\n" + blank + "\n" +
                             blank + "次" + blank + blank;
    const auto read = read_source("a.txt", text);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->source.passages.size(), 3U) << testing::PrintToString(std::string(blank));
    for (const std::size_t i : {1U, 2U}) {
      const auto& part = read->source.passages[i].span;
      EXPECT_EQ(read->source.text.substr(part.begin.count, part.length()), i == 1 ? "ok" : "次")
          << testing::PrintToString(std::string(blank));
    }
  }
  // No white space, although their bytes are near it.
  for (const char* other : {"\u2013", "\u202A", "\u3001", "\u00A1"}) {
    const std::string text = std::string(other) + "ok" + other;
    EXPECT_EQ(read_source("a.txt", text)->source.passages[0].span.length(), text.size());
  }
}

TEST(ReadSource, SurvivesAHundredThousandRandomInputs) {
  std::mt19937_64 random(99);
  const std::vector<std::string> pieces = {"---\n",
                                           "+++\n",
                                           "a: b\n",
                                           "Interviewer: ",
                                           "P1：",
                                           "Q. ",
                                           "A. ",
                                           "\n",
                                           "\n\n",
                                           "\r\n",
                                           "\r",
                                           "# ",
                                           "### x：\n",
                                           "```\n",
                                           "[00:01:23]",
                                           "#00:01-4#",
                                           "(1m 2s)",
                                           "WEBVTT\n\n",
                                           "00:00:01.000 --> 00:00:02.000\n",
                                           "-->",
                                           "<v Ann>",
                                           "</v>",
                                           "&#x41;",
                                           "&amp;",
                                           "{\\an8}",
                                           "NOTE ",
                                           "STYLE\n",
                                           "1\n",
                                           "Ann: ",
                                           "**Bob:** ",
                                           "[SPEAKER_01]",
                                           "  00:00\n",
                                           "\t",
                                           "\u3000",
                                           "环",
                                           "🙂",
                                           "e\u0301",
                                           "\xC3",
                                           "\xFF\xFE",
                                           "\uFEFF",
                                           "{",
                                           "}",
                                           "[",
                                           "]",
                                           "speakers: [",
                                           "!!binary",
                                           "*x",
                                           "&x",
                                           ": ",
                                           " ",
                                           "word"};
  const char* const names[] = {"a.txt", "a.md", "a.vtt", "a.srt"};
  std::size_t read_count = 0;
  for (int round = 0; round < 100000; ++round) {
    std::string bytes = round % 4 == 2 ? "WEBVTT\n\n" : "";
    for (std::size_t n = random() % 14; n > 0; --n) {
      if (random() % 8 == 0) {
        bytes += static_cast<char>(random() % 256);
      } else {
        bytes += pieces[random() % pieces.size()];
      }
    }
    const auto read = read_source(names[round % 4], bytes);
    if (!read) {
      ASSERT_EQ(read.error().fault, Fault::bad_input);
      ASSERT_FALSE(read.error().message.empty());
      continue;
    }
    ++read_count;
    ASSERT_EQ(read->units_read, read->units_stored + read->refused.size());
    ASSERT_FALSE(read->source.passages.empty());
    ASSERT_EQ(text::find_invalid_utf8(read->source.text), std::string_view::npos);
    std::uint32_t from = 0;
    for (const model::Passage& passage : read->source.passages) {
      ASSERT_GE(passage.span.begin.count, from);
      ASSERT_LT(passage.span.begin, passage.span.end);
      from = passage.span.end.count;
    }
    ASSERT_LE(from, read->source.text.size());
  }
  EXPECT_GT(read_count, 20000U);
}

}  // namespace
}  // namespace gloss::intake
