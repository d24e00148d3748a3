// SPDX-License-Identifier: GPL-3.0-or-later
// Broken files, 25 of each format and more: one error of one line, or a dictionary and its losses; never a
// crash, never long.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/limits.h"
#include "exchange/dictionary.h"

namespace gloss::exchange {
namespace {

DictionaryOptions as(DictionaryFormat format) {
  DictionaryOptions options;
  options.format = format;
  return options;
}

const std::map<DictionaryFormat, std::string>& good_files() {
  static const std::map<DictionaryFormat, std::string> files{
      {DictionaryFormat::liwc, "%\n1\tA\n\t2\tB\n%\nmore\t1\nlittle lamb*\t1\t2\nlike\t(02 134)125/464 1\n"},
      {DictionaryFormat::wordstat, "A\n\tMORE (1)\n\t@R [GOOD NOT NEAR #B /S3] (2)\n\tB\n\t\tLAMB* (1)\n"},
      {DictionaryFormat::yoshikoder,
       "<?xml version=\"1.0\"?>\n<dictionary patternengine=\"substring\"><cnode name=\"A\"><cnode name=\"B\">"
       "<pnode name=\"more\"/></cnode></cnode></dictionary>\n"},
      {DictionaryFormat::lexicoder, "+A\nmore\nlittle lamb*\n+B\nhad\n"},
      {DictionaryFormat::quanteda, "A:\n  - more\n  - B:\n      - \"little lamb*\"\nC: {D: [had, 'x y']}\n"},
      {DictionaryFormat::khcoder,
       "*A\nmore or near(a-b)[b8]\n*B\nnot <*A> and count >= 2 or ( 'x y' and lw < 3 )\n"},
  };
  return files;
}

/// Whole errors in one line, losses with reasons, quick.
void expect_tame(std::string_view bytes, DictionaryFormat format, const std::string& what,
                 bool must_fail = false) {
  const auto start = std::chrono::steady_clock::now();
  const auto made = read_dictionary(bytes, "broken.file", as(format));
  const auto taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(taken, std::chrono::seconds(10)) << what;
  if (!made) {
    const Error& error = made.error();
    EXPECT_TRUE(error.fault == Fault::bad_input) << what << ": " << error.line();
    EXPECT_TRUE(error.place.starts_with("broken.file")) << what << ": " << error.line();
    EXPECT_FALSE(error.hint.empty()) << what << ": " << error.line();
    EXPECT_EQ(error.line().find('\n'), std::string::npos) << what;
    EXPECT_LE(error.line().size(), 400u) << what;
    return;
  }
  EXPECT_FALSE(must_fail) << what << " was read";
  for (const DictionaryLoss& loss : made->dictionary.losses) {
    EXPECT_FALSE(loss.reason.empty()) << what;
    EXPECT_LE(loss.what.size(), 90u) << what;
    EXPECT_EQ(loss.what.find('\n'), std::string::npos) << what;
  }
  for (std::size_t i = 0; i < made->dictionary.categories.size(); ++i)
    EXPECT_LT(made->dictionary.categories[i].parent, static_cast<int>(i)) << what;
}

TEST(BrokenDictionary, CutAnywhereItIsOneErrorOrReadInPart) {
  for (const auto& [format, file] : good_files())
    for (std::size_t length = 0; length < file.size(); ++length)
      expect_tame(std::string_view(file).substr(0, length), format,
                  fmt::format("{} cut at {}", name_of(format), length));
}

TEST(BrokenDictionary, WithEachByteSpoiltItIsOneErrorOrReadInPart) {
  for (const auto& [format, file] : good_files())
    for (std::size_t at = 0; at < file.size(); ++at)
      for (const char spoilt : {'\0', '\n', '<', '(', '\xFF', '*', '"'}) {
        std::string bytes = file;
        bytes[at] = spoilt;
        expect_tame(bytes, format, fmt::format("{} with byte {} spoilt", name_of(format), at));
      }
}

TEST(BrokenDictionary, AnotherFormatIsOneErrorOrNothingButLosses) {
  for (const auto& [format, ignored] : good_files())
    for (const auto& [other, file] : good_files())
      if (other != format)
        expect_tame(file, format, fmt::format("{} as {}", name_of(other), name_of(format)));
  expect_tame("hello", DictionaryFormat::liwc, "prose", true);
  expect_tame("hello", DictionaryFormat::yoshikoder, "prose", true);
  expect_tame("hello", DictionaryFormat::quanteda, "prose", true);
  expect_tame("hello", DictionaryFormat::khcoder, "prose", true);
  expect_tame("hello", DictionaryFormat::lexicoder, "prose", true);
  for (const auto& [format, ignored] : good_files()) {
    expect_tame("", format, "nothing", true);
    expect_tame(std::string(1000, '\0'), format, "zero bytes", true);
    expect_tame("PK\3\4\x14\0\x08" + std::string(50, '\x9D'), format, "an archive");
  }
}

TEST(BrokenDictionary, DoctypesAndEntitiesAreRefused) {
  const std::string laughs =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b "
      "\"&a;&a;\">]>\n<dictionary><cnode "
      "name=\"&b;\"/></dictionary>";
  const auto made = read_dictionary(laughs, "laughs.ykd");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().place, "laughs.ykd:2");
  EXPECT_NE(made.error().message.find("DOCTYPE"), std::string::npos);
  for (const char* doctype : {"<!DOCTYPE d>", "<!DOCTYPE d SYSTEM \"file:///etc/passwd\">",
                              "<!DOCTYPE d [<!ENTITY x SYSTEM \"http://x/\">]>", "<!DOCTYPE d [[[["})
    expect_tame(std::string(doctype) + "<dictionary><cnode name=\"a\"/></dictionary>",
                DictionaryFormat::yoshikoder, doctype, true);
}

std::string repeated(std::string_view what, std::size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

TEST(BrokenDictionary, DeepNestingIsCountedBeforeItIsFollowed) {
  for (const std::size_t depth : {100u, 10'000u, 100'000u}) {
    expect_tame(
        "<dictionary>" + repeated("<cnode name='a'>", depth) + repeated("</cnode>", depth) + "</dictionary>",
        DictionaryFormat::yoshikoder, "deep XML", true);
    expect_tame(repeated("{a: ", depth), DictionaryFormat::quanteda, "deep YAML", true);
    expect_tame(repeated("[", depth), DictionaryFormat::quanteda, "deep YAML lists", true);
    const auto rule =
        read_dictionary("*a\n" + repeated("( ", depth) + "x", "deep.cod", as(DictionaryFormat::khcoder));
    ASSERT_TRUE(rule);
    EXPECT_EQ(rule->dictionary.losses.size(), 1u);
    expect_tame("*a\n" + repeated("not ", depth) + "x", DictionaryFormat::khcoder, "many not");
    expect_tame("*a\n" + repeated("( x and ", 60) + "x" + repeated(" )", 60), DictionaryFormat::khcoder,
                "60 deep");
  }
  std::string tabs = "%\n", indents;
  for (std::size_t level = 0; level < 100; ++level) {
    tabs += std::string(level, '\t') + fmt::format("{}\tc\n", level);
    indents += std::string(level, '\t') + "C\n";
  }
  expect_tame(tabs + "%\nx\t1\n", DictionaryFormat::liwc, "deep LIWC", true);
  expect_tame(indents, DictionaryFormat::wordstat, "deep WordStat", true);
}

TEST(BrokenDictionary, ManyOrLongOrLargePartsEndSoon) {
  expect_tame(repeated("+a\n", 20'000), DictionaryFormat::lexicoder, "many categories", true);
  expect_tame("+a\n" + repeated("x\n", 500'000), DictionaryFormat::lexicoder, "many entries");
  expect_tame("+" + std::string(1'000'000, 'n') + "\n" + std::string(1'000'000, 'x'),
              DictionaryFormat::lexicoder, "a long line");
  expect_tame("*a\n" + repeated("x or ", 200'000) + "x", DictionaryFormat::khcoder, "a long condition");
  expect_tame("A\n\t@R A " + repeated("NEAR B ", 100'000) + "(1)\n", DictionaryFormat::wordstat,
              "a long rule");
  expect_tame("%\n1\ta\n%\nx" + repeated("\t1", 500'000), DictionaryFormat::liwc, "many numbers");
  expect_tame("%\n1\ta\n%\nx" + repeated("\t9", 500'000), DictionaryFormat::liwc, "many unknown numbers");
  expect_tame("*a\n" + repeated(")", 500'000), DictionaryFormat::khcoder, "closing parentheses");
  expect_tame("*a\n" + repeated("(", 500'000), DictionaryFormat::khcoder, "opening parentheses");
  expect_tame("*a\n" + repeated("+", 500'000), DictionaryFormat::khcoder, "many plus");
  expect_tame(repeated("x\n", 500'000), DictionaryFormat::lexicoder, "many losses", true);
  expect_tame("%\n1\ta\n%\nx\t" + repeated("(", 500'000), DictionaryFormat::liwc, "many parentheses");
  expect_tame("<dictionary>" + repeated("<x/>", 1'000'000) + "</dictionary>", DictionaryFormat::yoshikoder,
              "many elements", true);
  expect_tame(std::string(limits::dictionary_bytes + 1, 'x'), DictionaryFormat::wordstat, "too large", true);
}

}  // namespace
}  // namespace gloss::exchange
