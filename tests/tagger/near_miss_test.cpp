// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a code and a passage: each kind of obstacle on the worked interview, and claims of
// absence against the language by the book on random texts.
#include "tagger/near_miss.h"

#include <gtest/gtest.h>

#include "tagger/generate.h"
#include "tagger/oracle.h"
#include "tagger/worked_example.h"

namespace gloss::test {
namespace {

using tagger::NearMiss;
using tagger::Obstacle;
using Is = Obstacle::Kind;

/// A codebook of one code `c` and its rules, asked about the worked interview.
class Asked {
 public:
  explicit Asked(const std::vector<std::string>& rules, const std::string& head = "",
                 const std::string& more = "") {
    std::string yaml = worked_codebook(head) + "  c:\n    rules:\n";
    for (const auto& rule : rules) yaml += "      - |\n        " + rule + "\n";
    auto parsed = codebook::parse_codebook(yaml + more, "c.yaml");
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().line());
    book_ = std::move(*parsed);
    source_.emplace(worked_script(), tokenizer_, vocabulary_);
  }

  NearMiss miss(std::size_t passage, std::optional<tagger::Run> words = {}) {
    auto finder = tagger::NearMissFinder::make(book_, {0}, vocabulary_, "c.yaml", {{"en"}, 0});
    EXPECT_TRUE(finder) << (finder ? "" : finder.error().line());
    finder_.push_back(std::move(*finder));
    return finder_.back().find(0, source_->view(), passage, words);
  }
  /// The only obstacle of the nearest rule.
  Obstacle obstacle(std::size_t passage) {
    const NearMiss found = miss(passage);
    EXPECT_TRUE(found.hits.empty());
    EXPECT_EQ(found.rules.front().obstacles.size(), 1u);
    return found.rules.front().obstacles.empty() ? Obstacle{} : found.rules.front().obstacles.front();
  }
  std::string quote(tagger::Run run) const { return source_->quote(run); }
  std::string part(const Obstacle& obstacle) const { return codebook::print(*obstacle.of); }

 private:
  text::Tokenizer tokenizer_;
  MemoryVocabulary vocabulary_;
  codebook::Codebook book_;
  std::optional<MemorySource> source_;
  std::vector<tagger::NearMissFinder> finder_;  // obstacles point into them
};

TEST(NearMiss, SaysThatTheCodeIsThere) {
  const NearMiss miss = Asked({"money"}).miss(1);
  ASSERT_EQ(miss.hits.size(), 1u);
  EXPECT_TRUE(miss.rules.empty());
}

TEST(NearMiss, NamesTheOperandThatIsAbsent) {
  Asked asked({"teachers near/9 money"});
  const Obstacle missing = asked.obstacle(2);
  EXPECT_EQ(missing.kind, Is::absent);
  EXPECT_EQ(asked.part(missing), "money");
  const NearMiss miss = asked.miss(2);
  ASSERT_EQ(miss.rules.front().there.size(), 1u);
  EXPECT_EQ(miss.rules.front().there[0].text, "teachers");
  EXPECT_EQ(asked.quote(miss.rules.front().there[0].runs.at(0)), "teachers");
}

TEST(NearMiss, CountsHowFarApartTwoWordsAre) {
  // "But the teachers never have enough time": teachers and time are 4 words apart.
  Asked asked({"teachers near/3 time"});
  const Obstacle far = asked.obstacle(2);
  EXPECT_EQ(far.kind, Is::distant);
  EXPECT_EQ(far.distance, 4u);
  EXPECT_FALSE(far.other_way_round);
  EXPECT_FALSE(far.in_other_unit);
  EXPECT_EQ(asked.quote(far.first), "teachers");
  EXPECT_EQ(asked.quote(far.second), "time");
  EXPECT_FALSE(Asked({"teachers near/4 time"}).miss(2).hits.empty()) << "and with one more it is there";
}

TEST(NearMiss, CountsCharactersWhereTheRuleDoes) {
  // Between them stand never have enough: 5 + 4 + 6 characters, and one step more.
  const Obstacle far = Asked({"teachers near/15c time"}).obstacle(2);
  EXPECT_EQ(far.kind, Is::distant);
  EXPECT_EQ(far.distance, 16u);
  EXPECT_FALSE(Asked({"teachers near/16c time"}).miss(2).hits.empty());
}

TEST(NearMiss, SeesTheOtherOrderAndTheOtherSentence) {
  const Obstacle order = Asked({"time before/9 teachers"}).obstacle(2);
  EXPECT_EQ(order.kind, Is::distant);
  EXPECT_TRUE(order.other_way_round);
  const Obstacle after = Asked({"teachers after/9 time"}).obstacle(2);
  EXPECT_EQ(after.kind, Is::distant);
  EXPECT_TRUE(after.other_way_round);
  const Obstacle sentence = Asked({"time near/9 books within sentence"}).obstacle(2);
  EXPECT_EQ(sentence.kind, Is::distant);
  EXPECT_TRUE(sentence.in_other_unit);
  EXPECT_EQ(sentence.unit, codebook::Unit::sentence);
  Asked asked({"time and books within sentence"});
  const Obstacle apart = asked.obstacle(2);
  EXPECT_EQ(apart.kind, Is::apart);
  ASSERT_EQ(apart.pieces.size(), 2u);
  EXPECT_EQ(asked.quote(apart.pieces[1].runs.at(0)), "books");
}

TEST(NearMiss, TakesPhrasesToPieces) {
  Asked scattered({"\"teachers have enough\""});
  const Obstacle apart = scattered.obstacle(2);
  EXPECT_EQ(apart.kind, Is::scattered);
  EXPECT_EQ(scattered.quote(apart.first), "teachers never have enough");
  EXPECT_EQ(apart.distance, 4u);
  EXPECT_EQ(apart.limit, 3u);
  EXPECT_TRUE(Asked({"\"enough teachers\""}).obstacle(2).other_way_round);
  EXPECT_TRUE(Asked({"\"teachers books\""}).obstacle(2).in_other_unit);
  const Obstacle half = Asked({"\"never have {money|cash}\""}).obstacle(2);
  EXPECT_EQ(half.kind, Is::absent);
  ASSERT_EQ(half.pieces.size(), 3u);
  EXPECT_FALSE(half.pieces[1].runs.empty());
  EXPECT_TRUE(half.pieces[2].runs.empty());
}

TEST(NearMiss, NamesAnEntryOfAListThatIsNearlyThere) {
  auto parsed = codebook::parse_codebook(
      "codebook: c\nlists: {lack: [\"not enough\", \"enough of\", shortage]}\ncodes: {c: {rules: [$lack]}}\n",
      "c.yaml");
  ASSERT_TRUE(parsed);
  Script script;
  script.passages = {{"There is not nearly enough money.", -1, -1, -1},
                     {"Of it there is enough.", -1, -1, -1}};
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  const auto finder = tagger::NearMissFinder::make(*parsed, {0}, vocabulary, "c.yaml", {{"en"}, 0});
  ASSERT_TRUE(finder);
  const NearMiss nearly = finder->find(0, source.view(), 0, {});
  const Obstacle& missing = nearly.rules.at(0).obstacles.at(0);
  EXPECT_EQ(missing.kind, Is::absent);
  ASSERT_EQ(missing.pieces.size(), 1u);
  EXPECT_EQ(missing.pieces[0].text, "\"not enough\"");
  EXPECT_EQ(source.quote(missing.pieces[0].runs.at(0)), "not nearly enough");
  EXPECT_TRUE(finder->find(0, source.view(), 1, {}).rules.at(0).obstacles.at(0).pieces.empty())
      << "the other way round is not nearly";
}

TEST(NearMiss, NamesWhatMustNotBeThere) {
  Asked asked({"time and not books"});
  const Obstacle there = asked.obstacle(2);
  EXPECT_EQ(there.kind, Is::excluded);
  EXPECT_EQ(asked.quote(there.second), "books");
  Asked without({"time without books"});
  EXPECT_EQ(without.obstacle(2).kind, Is::excluded);
  EXPECT_EQ(without.quote(without.obstacle(2).second), "books");
  Asked near({"time not near/5 never"});
  const Obstacle close = near.obstacle(2);
  EXPECT_EQ(close.kind, Is::excluded);
  EXPECT_EQ(close.distance, 3u);
}

TEST(NearMiss, NamesTheCuesThatCancel) {
  Asked asked({"affirmed($lack before/3 $money)"});
  const Obstacle negated = asked.obstacle(1);
  EXPECT_EQ(negated.kind, Is::negated);
  ASSERT_EQ(negated.cues.size(), 1u);
  EXPECT_EQ(asked.quote(negated.cues[0]), "no");
  const Obstacle plain = Asked({"negated($lack before/3 $money)"}).obstacle(3);
  EXPECT_EQ(plain.kind, Is::not_negated);
  EXPECT_TRUE(plain.cues.empty());
}

TEST(NearMiss, NamesTheConditionThatRefusesAndTheValue) {
  const Obstacle age = Asked({"time where age >= 60"}).obstacle(2);
  EXPECT_EQ(age.kind, Is::refused);
  EXPECT_EQ(age.test.attribute, "age");
  EXPECT_EQ(age.values, std::vector<std::string>{"52"});
  const Obstacle group = Asked({"time where group = official"}).obstacle(2);
  EXPECT_TRUE(group.values.empty());
  const NearMiss base = Asked({"funding"}, "where: role != interviewer\n").miss(0);
  ASSERT_EQ(base.base.size(), 1u);
  EXPECT_EQ(base.base[0].values, std::vector<std::string>{"interviewer"});
  EXPECT_TRUE(base.rules.front().obstacles.empty()) << "the rule itself matches";
}

TEST(NearMiss, CountsAndChoosesAmongOperands) {
  const Obstacle number = Asked({"count(more) >= 4"}).obstacle(5);
  EXPECT_EQ(number.kind, Is::number);
  EXPECT_EQ(number.found, 3u);
  const Obstacle few = Asked({"any 2 of (teachers, money, cash)"}).obstacle(2);
  EXPECT_EQ(few.kind, Is::too_few);
  EXPECT_EQ(few.found, 1u);
  EXPECT_EQ(few.pieces.size(), 2u);
  Asked either({"(money near/5 teachers) or (teachers near/2 time)"});
  EXPECT_EQ(either.obstacle(2).kind, Is::distant) << "the alternative that comes nearer";
  EXPECT_EQ(Asked({"money or cash"}).obstacle(2).kind, Is::absent);
}

TEST(NearMiss, PutsTheNearestRuleFirst) {
  const NearMiss miss = Asked({"money near/5 cash", "teachers near/2 time", "teachers near/3 cash"}).miss(2);
  ASSERT_EQ(miss.rules.size(), 3u);
  EXPECT_EQ(miss.rules[0].rule, 2);
  EXPECT_EQ(miss.rules[1].rule, 3);
  EXPECT_EQ(miss.rules[2].rule, 1);
  EXPECT_DOUBLE_EQ(miss.rules[0].share(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(miss.rules[1].share(), 1.0 / 3);
}

TEST(NearMiss, TellsOfHitsBesideTheWordsInQuestion) {
  Asked asked({"books"});
  const NearMiss all = asked.miss(2);
  ASSERT_EQ(all.hits.size(), 1u);
  const std::uint32_t first = all.hits[0].run.first;
  const NearMiss beside = asked.miss(2, tagger::Run{first - 2, first - 1});
  EXPECT_TRUE(beside.hits.empty());
  ASSERT_EQ(beside.rules.front().elsewhere.size(), 1u);
  EXPECT_EQ(beside.rules.front().elsewhere[0], all.hits[0].run);
}

TEST(NearMiss, NamesTheLongerHitThatDisplaces) {
  const std::string more = "  other:\n    rules: ['\"enough time\"']\n";
  Asked asked({"time"}, "conflict: longest\n", more);
  const NearMiss miss = asked.miss(2);
  ASSERT_EQ(miss.displaced.size(), 1u);
  EXPECT_EQ(miss.displaced[0].by_code, 1);
  EXPECT_EQ(asked.quote(miss.displaced[0].by), "enough time");
}

/// Every absence that is claimed is one by the slow reading of the language; and where a code is not on a
/// passage, something is always said.
TEST(NearMiss, ClaimsNoFalseAbsence) {
  std::size_t claims = 0, misses = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Generator generate(seed);
    const Script script = generate.script(120);
    const codebook::Codebook book = generate.codebook(4);
    text::Tokenizer tokenizer;
    MemoryVocabulary vocabulary;
    const MemorySource source(script, tokenizer, vocabulary);
    const tagger::SourceView view = source.view();
    Oracle oracle(book, script, tokenizer, {"en"});
    std::vector<int> codes;
    for (int i = 0; i < static_cast<int>(book.codes.size()); ++i) codes.push_back(i);
    const auto finder = tagger::NearMissFinder::make(book, codes, vocabulary, "c.yaml", {{"en"}, 0});
    if (!finder) continue;  // a codebook that the engine refuses
    const auto hits = oracle.hits();
    for (std::size_t passage = 0; passage < view.tokens.passages.size(); ++passage) {
      const int first = static_cast<int>(view.tokens.passages[passage].first);
      const int last = static_cast<int>(view.tokens.passage_end(passage)) - 1;
      if (first > last) continue;
      for (const int code : codes) {
        if (book.codes[static_cast<std::size_t>(code)].rules.empty()) continue;
        const NearMiss miss = finder->find(code, view, passage, {});
        const bool there = std::any_of(hits.begin(), hits.end(), [&](const OracleHit& hit) {
          return book.is_within(hit.code, code) && hit.span.first <= last && hit.span.second >= first;
        });
        ASSERT_EQ(!miss.hits.empty(), there) << "seed " << seed;
        if (there) continue;
        ++misses;
        for (const tagger::RuleMiss& rule : miss.rules) {
          EXPECT_TRUE(!rule.obstacles.empty() || !rule.elsewhere.empty() || !miss.base.empty() ||
                      !miss.displaced.empty())
              << "seed " << seed << " code " << code << " rule " << rule.rule;
          EXPECT_LE(rule.fulfilled, rule.parts);
          for (const Obstacle& obstacle : rule.obstacles) {
            if (obstacle.kind != Is::absent || obstacle.of == nullptr) continue;
            ++claims;
            for (const Interval& span : oracle.meaning(*obstacle.of, obstacle.unit))
              EXPECT_TRUE(span.second < first || span.first > last)
                  << "seed " << seed << ": " << codebook::print(*obstacle.of) << " is in passage " << passage;
          }
        }
      }
    }
  }
  EXPECT_GT(misses, 200u);
  EXPECT_GT(claims, 200u);
}

}  // namespace
}  // namespace gloss::test
