// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chinese_words.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "base/file.h"
#include "support/must.h"
#include "support/shared_data.h"
#include "text/code_point.h"
#include "text/fold.h"
#include "text/function_words.h"

namespace gloss::text {
namespace {

using gloss::test::must;

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t i = 0; i < text.size();) characters += static_cast<char32_t>(next_code_point(text, i));
  return characters;
}

/// The words of `run` with | between them.
std::string cut(ChineseWords& words, const std::string& run) {
  std::vector<std::uint32_t> lengths;
  const std::string folded = fold(run);
  words.cut(characters_of(folded), lengths);
  std::string shown;
  std::size_t at = 0;
  for (const std::uint32_t length : lengths) {
    if (!shown.empty()) shown += '|';
    for (std::uint32_t k = 0; k < length; ++k) {
      const std::size_t begin = at;
      next_code_point(folded, at);
      shown += folded.substr(begin, at - begin);
    }
  }
  EXPECT_EQ(at, folded.size());
  return shown;
}

const char* const small =
    "我们 900 r\n我 1000 r\n们 5\n晚上 200 t\n晚 20\n上 400\n跳舞 50 v\n跳 20 v\n舞 10\n"
    "广场 60 n\n广场舞 1\n舞队 40\n队 90 n\n的 9000 uj\n在 3000\n场地 70 n\nAT&T 3 nz\n環境 8\n环境 2\n"
    "没有 800\n没 100\n有 900\n";

TEST(ChineseWords, TakesTheMostProbableWay) {
  const auto dictionary = must(ChineseDictionary::of(small, "small"));
  ChineseWords words(&dictionary);
  EXPECT_EQ(cut(words, "我们晚上在广场跳舞"), "我们|晚上|在|广场|跳舞");
  EXPECT_EQ(cut(words, "广场舞队没有场地"), "广场|舞队|没有|场地");  // as the frequencies have it
  EXPECT_EQ(cut(words, "囧的囧囧"), "囧|的|囧|囧");                  // of which it knows one
  EXPECT_EQ(cut(words, ""), "");
  EXPECT_EQ(cut(words, "我"), "我");
}

TEST(ChineseWords, KeepsTheTermsOfTheProjectWhole) {
  const auto dictionary = must(ChineseDictionary::of(small, "small"));
  const auto terms = ChineseDictionary::of_words({"广场舞", "上在", "a", "场", "NGO组织", "廣場舞協會"});
  EXPECT_EQ(terms.words(), 3u);  // Han throughout, and two characters at least
  ChineseWords words(&dictionary, &terms);
  EXPECT_EQ(cut(words, "广场舞队没有场地"), "广场舞|队|没有|场地");
  EXPECT_EQ(cut(words, "我们晚上在广场跳舞"), "我们|晚|上在|广场|跳舞");
  EXPECT_EQ(cut(words, "广场舞协会"), "广场舞协会");  // the longest
}

TEST(ChineseWords, FoldsTextAndDictionaryAlike) {
  const auto dictionary = must(ChineseDictionary::of(small, "small"));
  EXPECT_EQ(dictionary.words(), 20u);  // 環境 is 环境; AT&T is not Han
  ChineseWords words(&dictionary);
  EXPECT_EQ(cut(words, "我們晚上在廣場環境跳舞"), "我们|晚上|在|广场|环境|跳舞");
}

TEST(ChineseWords, SaysWhichLineIsNoWord) {
  for (const char* wrong : {"我 5\n们\n", "我 5\n们 x\n", "我 5\n们 -1\n", "我 5\n们 5x\n", "我 5\n们 \n"}) {
    const auto read = ChineseDictionary::of(wrong, "d.txt");
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().place, "d.txt:2");
  }
  EXPECT_EQ(must(ChineseDictionary::of("我 5\r\n\n们 0\n", "d.txt")).words(), 1u);
  EXPECT_EQ(ChineseDictionary::open("/nowhere/dict.txt").error().fault, Fault::missing_input);
}

/// The best score of all ways to cut, one after another.
double best_of_all_ways(const std::u32string& run, std::size_t from,
                        const std::map<std::u32string, double>& scores, double least) {
  if (from == run.size()) return 0;
  double best = -1e300;
  for (std::size_t n = 1; from + n <= run.size(); ++n) {
    const auto found = scores.find(run.substr(from, n));
    if (found == scores.end() && n > 1) continue;
    best = std::max(best, (found == scores.end() ? least : found->second) +
                              best_of_all_ways(run, from + n, scores, least));
  }
  return best;
}

TEST(ChineseWords, NoOtherWayIsMoreProbable) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::string alphabet[] = {"甲", "乙", "丙", "丁"};
    std::string lines;
    std::map<std::u32string, double> scores;
    double total = 0;
    std::map<std::string, int> frequencies;
    for (int i = 0; i < 8; ++i) {
      std::string word;
      for (std::size_t k = 0, n = 1 + random() % 4; k < n; ++k) word += alphabet[random() % 4];
      frequencies[word] = 1 + static_cast<int>(random() % 1000);
    }
    for (const auto& [word, frequency] : frequencies) {
      lines += word + " " + std::to_string(frequency) + "\n";
      total += frequency;
    }
    for (const auto& [word, frequency] : frequencies)
      scores[characters_of(word)] = std::log(frequency) - std::log(total);
    const auto dictionary = must(ChineseDictionary::of(lines, "random"));
    EXPECT_EQ(dictionary.words(), frequencies.size());
    ChineseWords words(&dictionary);
    std::string run;
    for (std::size_t k = 0, n = random() % 11; k < n; ++k) run += alphabet[random() % 4];
    std::vector<std::uint32_t> lengths;
    const std::u32string characters = characters_of(run);
    words.cut(characters, lengths);
    double score = 0;
    std::size_t at = 0;
    for (const std::uint32_t length : lengths) {
      const auto found = scores.find(characters.substr(at, length));
      ASSERT_TRUE(found != scores.end() || length == 1);
      score += found == scores.end() ? -std::log(total) : found->second;
      at += length;
    }
    EXPECT_EQ(at, characters.size());
    EXPECT_NEAR(score, best_of_all_ways(characters, 0, scores, -std::log(total)), 1e-4) << lines << run;
  }
}

TEST(ChineseWords, AreIcusWhereThereIsNoDictionary) {
  ChineseWords words(nullptr);
  EXPECT_EQ(cut(words, "我们晚上在广场跳舞"), "我们|晚上|在|广场|跳舞");
  const auto terms = ChineseDictionary::of_words({"广场舞"});
  ChineseWords with_terms(nullptr, &terms);
  EXPECT_EQ(cut(with_terms, "广场舞队没有场地"), "广场舞|队|没有|场地");
  std::vector<std::uint32_t> lengths;
  words.cut_by_icu("こんにちは世界", {3, 6, 9, 12, 15, 18, 21}, lengths);
  EXPECT_EQ(lengths, (std::vector<std::uint32_t>{5, 2}));
}

TEST(ChineseWords, CutsSentencesWithTheDictionaryThatIsInstalled) {
  const std::string path = "/usr/lib/python3/dist-packages/jieba/dict.txt";
  if (!is_file(path)) GTEST_SKIP() << "SKIPPED: python3-jieba is not installed; this test proved nothing";
  const auto dictionary = must(ChineseDictionary::open(path));
  EXPECT_GT(dictionary.words(), 340'000u);
  ChineseWords words(&dictionary);
  EXPECT_EQ(cut(words, "我们没有固定的活动场地"), "我们|没有|固定|的|活动|场地");
  EXPECT_EQ(cut(words, "政府购买服务的经费从哪里来"), "政府|购买|服务|的|经费|从|哪里|来");
  EXPECT_EQ(cut(words, "社区居民每天晚上跳广场舞"), "社区|居民|每天晚上|跳|广场|舞");
  EXPECT_EQ(cut(words, "體育局的幹部說要先備案"), "体育局|的|干部|说|要|先|备案");
  const auto terms = ChineseDictionary::of_words({"政府购买服务", "广场舞", "双重管理体制"});
  ChineseWords with_terms(&dictionary, &terms);
  EXPECT_EQ(cut(with_terms, "双重管理体制下政府购买服务很难"), "双重管理体制|下|政府购买服务|很|难");
  EXPECT_EQ(cut(with_terms, "广场舞队"), "广场舞|队");
}

TEST(FunctionWords, AreFoldedAndSayLittle) {
  for (const std::string_view word : function_words()) EXPECT_EQ(fold(word), word);
  for (const char* word : {"the", "don't", "um", "的", "我们", "嗯"})
    EXPECT_TRUE(is_function_word(word)) << word;
  for (const char* word : {"not", "must", "没有", "应该", "trust", "场地", "", "2021"})
    EXPECT_FALSE(is_function_word(word)) << word;
}

}  // namespace
}  // namespace gloss::text
