// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/stated_causes.h"

#include <gtest/gtest.h>

#include "tagger/script.h"

namespace gloss::test {
namespace {

/// "cause => effect" of each connective, in text order; passages are separated by '|', all of one turn.
std::vector<std::string> stated(const std::string& text, bool one_turn = true) {
  Script script;
  script.facts.language = "en";
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('|', begin), text.size());
    const auto turn = one_turn ? 0 : static_cast<std::int32_t>(script.passages.size());
    script.passages.push_back({text.substr(begin, end - begin), turn, -1, -1});
    begin = end + 1;
  }
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  const auto causes = tagger::StatedCauses::compile(vocabulary);
  EXPECT_TRUE(causes) << (causes ? "" : causes.error().line());
  std::vector<std::string> all;
  for (const auto& one : causes->in(source.view()))
    all.push_back(source.quote(one.cause) + " => " + source.quote(one.effect));
  return all;
}

using Lines = std::vector<std::string>;

TEST(StatedCauses, StandBeforeSo) {
  EXPECT_EQ(stated("We have no stamp, so no bank opens us an account."),
            Lines{"We have no stamp => no bank opens us an account"});
  EXPECT_EQ(stated("没有公章，所以银行不给开户。"), Lines{"没有公章 => 银行不给开户"});
  EXPECT_EQ(stated("Distrust leads to more forms."), Lines{"Distrust => more forms"});
  EXPECT_EQ(stated("双重管理导致没人负责。"), Lines{"双重管理 => 没人负责"});
}

TEST(StatedCauses, StandAfterBecause) {
  EXPECT_EQ(stated("No bank opens us an account because we have no stamp."),
            Lines{"we have no stamp => No bank opens us an account"});
  EXPECT_EQ(stated("我们局里没答应过谁，因为答应了就要担责任。"),
            Lines{"答应了就要担责任 => 我们局里没答应过谁"});
  EXPECT_EQ(stated("之所以不敢批，是因为没有规定。"), Lines{"没有规定 => 之所以不敢批，是"});
}

TEST(StatedCauses, JoinTheClausesOfASentenceThatBeginsWithBecause) {
  EXPECT_EQ(stated("Because we have no stamp, no bank opens us an account."),
            Lines{"we have no stamp => no bank opens us an account"});
  EXPECT_EQ(stated("因为没注册，所以没有公章。"), Lines{"没注册 => 没有公章"});
  EXPECT_EQ(stated("由于没注册，拿不到公章。"), Lines{"没注册 => 拿不到公章"});
}

TEST(StatedCauses, TakeTheSentenceBeforeOfTheSameTurn) {
  EXPECT_EQ(stated("We have no stamp. So no bank opens us an account."),
            Lines{"We have no stamp => no bank opens us an account"});
  EXPECT_EQ(stated("We have no stamp.|And so no bank opens us an account."),
            Lines{"We have no stamp => no bank opens us an account"});
  EXPECT_EQ(stated("No bank wants us. Because we have no stamp."),
            Lines{"we have no stamp => No bank wants us"});
  EXPECT_EQ(stated("We have no stamp.|So no bank opens us an account.", false), Lines{});
}

TEST(StatedCauses, FollowOneAnotherInAChain) {
  EXPECT_EQ(stated("They do not know us, so they do not trust us, therefore we get nothing."),
            (Lines{"They do not know us => they do not trust us", "they do not trust us => we get nothing"}));
}

TEST(StatedCauses, AreToldByComparedDegrees) {
  EXPECT_EQ(stated("The less they trust us, the less we can do."),
            Lines{"The less they trust us => the less we can do"});
  EXPECT_EQ(stated("越不信任，越办不成事。"), Lines{"越不信任 => 越办不成事"});
}

TEST(StatedCauses, AreNotEveryWordThatLooksLikeOne) {
  for (const char* text :
       {"There were so many forms.", "He said so.", "Forms, stamps and so on.", "We are so tired of it.",
        "We met so that they would know us.", "It was not because of money.", "They came less and less.",
        "越来越多的人来跳舞。", "越野跑的人不多。", "我们先办活动，后来他们不来了。",
        "First the forms, then the stamp."})
    EXPECT_EQ(stated(text), Lines{}) << text;
}

}  // namespace
}  // namespace gloss::test
