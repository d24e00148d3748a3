// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/passage_terms.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/limits.h"
#include "index/sample_sources.h"

namespace gloss::index {
namespace {

std::map<std::string, std::uint32_t> terms_of_line(const std::string& line) {
  TextTokenizer tokenizer;
  const TokenizedText text = tokenizer.tokenize(1, test::source_of_lines(line, "zh"));
  std::map<std::string, std::uint32_t> terms;
  PassageTerms passage_terms(text);
  for (const CountedTerm& counted : passage_terms.of(0))
    EXPECT_TRUE(terms.emplace(counted.term, counted.count).second);
  return terms;
}

TEST(PassageTerms, AreWordsSingleCharactersAndBigramsOfNeighbours) {
  const std::map<std::string, std::uint32_t> expected{{"我", 1}, {"们", 1}, {"我们", 1},
                                                      {"aa", 1}, {"制", 1}, {"don't", 2}};
  EXPECT_EQ(terms_of_line("我们AA制, don't don't!"), expected);
}

TEST(PassageTerms, BridgeWhatAPhraseBridgesAndNothingElse) {
  EXPECT_TRUE(terms_of_line("政「府").contains("政府"));
  EXPECT_TRUE(terms_of_line("政 府").contains("政府"));
  EXPECT_FALSE(terms_of_line("政，府").contains("政府"));
  EXPECT_FALSE(terms_of_line("政a府").contains("政府"));
}

TEST(PassageTerms, FitIntoXapianWhateverTheLengthOfTheWord) {
  std::set<std::string> seen;
  for (std::size_t length = 190; length <= 300; ++length) {
    const std::string term = term_of(std::string(length, 'a'));
    EXPECT_LE(term.size(), 245u);
    EXPECT_EQ(term == std::string(length, 'a'), length <= limits::index_term_bytes);
    EXPECT_TRUE(seen.insert(term).second) << "two words with one term";
  }
}

TEST(PassageTerms, HaveNoNuls) {
  EXPECT_EQ(term_of(std::string("a\0b\0", 4)), "ab");
  EXPECT_EQ(term_of(std::string(300, '\0')), "");
}

TEST(QueryTerms, AreTheWordItselfOrItsBigrams) {
  text::Tokenizer tokenizer;
  using List = std::vector<std::string>;
  EXPECT_EQ(query_terms(tokenizer, "sport"), List{"sport"});
  EXPECT_EQ(query_terms(tokenizer, "制"), List{"制"});
  EXPECT_EQ(query_terms(tokenizer, "政府"), List{"政府"});
  EXPECT_EQ(query_terms(tokenizer, "双重管理"), (List{"双重", "重管", "管理"}));
  EXPECT_EQ(query_terms(tokenizer, "aa制"), (List{"aa", "制"}));
  EXPECT_EQ(query_terms(tokenizer, ""), List{});
}

}  // namespace
}  // namespace gloss::index
