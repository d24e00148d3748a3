// SPDX-License-Identifier: GPL-3.0-or-later
// The default cues of negation, read by a small matcher of the test's own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace gloss::codebook {
namespace {

/// A text as what the lists are made of: words in small letters, Han characters one by one.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0x80 && (std::isalnum(lead) != 0 || lead == '\'' || lead == '*')) {
      word += static_cast<char>(std::tolower(lead));
    } else {
      if (!word.empty()) tokens.push_back(std::move(word));
      word.clear();
      if (lead >= 0x80) tokens.emplace_back(text.substr(i, length));
    }
    i += length;
  }
  if (!word.empty()) tokens.push_back(std::move(word));
  return tokens;
}

/// Ends of the matches of items[item...] at `at`.
void ends_at(const std::vector<PhraseItem>& items, std::size_t item, const std::vector<std::string>& text,
             std::size_t at, std::set<std::size_t>& ends) {
  if (item == items.size()) {
    ends.insert(at);
    return;
  }
  const auto sequence = [&](const std::vector<std::string>& words, std::size_t from) {
    for (const std::string& word : words)
      for (const std::string& token : tokens_of(word)) {
        const bool fits =
            from < text.size() &&
            (token.front() == '*' ? text[from].ends_with(token.substr(1)) && text[from].size() >= token.size()
                                  : text[from] == token);
        if (!fits) return std::string::npos;
        ++from;
      }
    return from;
  };
  const PhraseItem& now = items[item];
  if (now.kind == PhraseItem::Kind::gap) {
    for (int n = now.least; n <= now.most && at + static_cast<std::size_t>(n) <= text.size(); ++n)
      ends_at(items, item + 1, text, at + static_cast<std::size_t>(n), ends);
  } else if (now.kind == PhraseItem::Kind::word) {
    if (const std::size_t end = sequence({now.word}, at); end != std::string::npos)
      ends_at(items, item + 1, text, end, ends);
  } else {
    for (const auto& words : now.alternatives)
      if (const std::size_t end = sequence(words, at); end != std::string::npos)
        ends_at(items, item + 1, text, end, ends);
  }
}

using Runs = std::set<std::pair<std::size_t, std::size_t>>;  // half open

Runs runs_of(const std::vector<Expression>& entries, const std::vector<std::string>& text) {
  Runs runs;
  for (const Expression& entry : entries) {
    std::vector<PhraseItem> items = entry.items;
    if (entry.kind == Expression::Kind::word) items.push_back({PhraseItem::Kind::word, entry.text, 0, 0, {}});
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::set<std::size_t> ends;
      ends_at(items, 0, text, at, ends);
      for (const std::size_t end : ends) runs.insert({at, end});
    }
  }
  Runs longest;
  for (const auto& run : runs)
    if (std::none_of(runs.begin(), runs.end(), [&](const auto& other) {
          return other != run && other.first <= run.first && run.second <= other.second;
        }))
      longest.insert(run);
  return longest;
}

/// How many cues of the whole text count: the longest, not those inside a pseudo-cue.
std::size_t cues_in(std::string_view sentence) {
  const std::vector<std::string> text = tokens_of(sentence);
  const Runs pseudo = runs_of(default_negation().pseudo, text);
  std::size_t n = 0;
  for (const auto& cue : runs_of(default_negation().cues, text))
    n += std::none_of(pseudo.begin(), pseudo.end(),
                      [&](const auto& run) { return run.first <= cue.first && cue.second <= run.second; });
  return n;
}

TEST(DefaultNegation, FindsDenials) {
  for (const char* sentence : {"there is no funding",
                               "we do not get money",
                               "they never listen",
                               "we work without support",
                               "nobody gives money",
                               "we can't register",
                               "they don't pay",
                               "they dont pay",
                               "we hardly get support",
                               "they failed to give support",
                               "we were unable to register",
                               "a lack of funding",
                               "neither money",
                               "they paid friends instead of clubs",
                               "我们没有资金",
                               "没资金",
                               "我们不信任",
                               "无资金",
                               "未注册",
                               "缺乏资金",
                               "缺钱",
                               "谈不上支持",
                               "哪有经费",
                               "难以获得支持",
                               "从未得到补贴",
                               "政府不给钱",
                               "没人愿意牵头",
                               "也不是钱的事",
                               "别指望补贴",
                               "没有公章"})
    EXPECT_EQ(cues_in(sentence) % 2, 1u) << sentence << ": " << cues_in(sentence);
}

TEST(DefaultNegation, PassesOverWhatDeniesNothing) {
  for (const char* sentence : {"not only money",
                               "no doubt the funding helps",
                               "not just money but trust",
                               "no wonder they left",
                               "without doubt the best",
                               "whether or not they pay",
                               "nothing but trouble",
                               "not to mention money",
                               "why not apply",
                               "we cannot help asking for money",
                               "we get funding",
                               "they never fail to pay",
                               "有没有资金",
                               "能不能给点补贴",
                               "不错的场地",
                               "不过钱给了",
                               "差不多够了",
                               "不仅给钱",
                               "不但给钱",
                               "不光是钱",
                               "不得不找钱",
                               "没有不给钱的",
                               "没有人不支持",
                               "无论给多少",
                               "无偿提供场地",
                               "未来会给钱",
                               "没想到给了钱",
                               "没问题",
                               "不同的政策",
                               "不少补贴",
                               "不断支持",
                               "不可避免",
                               "少不了支持",
                               "离不开支持",
                               "非审批不可",
                               "难道不支持",
                               "何尝不想",
                               "怪不得有钱",
                               "对不起",
                               "有无资金",
                               "缺点很多",
                               "没收了场地"})
    EXPECT_EQ(cues_in(sentence) % 2, 0u) << sentence << ": " << cues_in(sentence);
  EXPECT_EQ(cues_in("是不是缺钱"), 1u) << "only 缺 counts";
}

TEST(DefaultNegation, CountsDoubleNegationAsEven) {
  for (const char* sentence : {"there is no lack of funding", "nobody is without money", "不是没有资金",
                               "不缺钱", "没有缺乏支持", "并非没有补贴"})
    EXPECT_EQ(cues_in(sentence), 2u) << sentence;
}

TEST(DefaultNegation, HasNoEntryTwiceAndNoPseudoCueInVain) {
  const Negation& negation = default_negation();
  for (const auto* entries : {&negation.cues, &negation.pseudo, &negation.stops}) {
    std::set<std::string> seen;
    for (const Expression& entry : *entries) EXPECT_TRUE(seen.insert(print(entry)).second) << print(entry);
  }
  for (const Expression& entry : negation.pseudo) {
    // Gaps and braces aside, the entry must hold a cue, or it would change nothing.
    const std::vector<std::string> text = tokens_of(print(entry));
    EXPECT_FALSE(runs_of(negation.cues, text).empty()) << print(entry);
  }
}

TEST(DefaultNegation, HasTheStatedWindows) {
  EXPECT_EQ(default_negation().before.words, 4);
  EXPECT_EQ(default_negation().before.characters, 10);
  EXPECT_EQ(default_negation().after.words, 0);
  EXPECT_EQ(default_negation().after.characters, 0);
}

}  // namespace
}  // namespace gloss::codebook
