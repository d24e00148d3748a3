// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the language that hold of every rule and every text.
#include <gtest/gtest.h>

#include <algorithm>

#include "tagger/generate.h"

namespace gloss::test {
namespace {

using codebook::Expression;
using Kind = codebook::Expression::Kind;
using Runs = std::vector<tagger::Run>;

Expression pair(Kind kind, const Expression& a, const Expression& b, bool negative = false,
                std::optional<int> distance = {}) {
  Expression made;
  made.kind = kind;
  made.operands = {a, b};
  made.negative = negative;
  made.distance = distance;
  return made;
}

Expression negation_of(const Expression& a) {
  Expression made;
  made.kind = Kind::none;
  made.operands = {a};
  return made;
}

Expression unit() {
  Expression made;
  made.kind = Kind::unit;
  return made;
}

/// All spans of each expression, nested ones too, in one source.
std::vector<Runs> spans(const std::vector<Expression>& expressions, codebook::Unit in,
                        const MemorySource& source, const MemoryVocabulary& vocabulary) {
  codebook::Codebook codebook;
  codebook.unit = in;
  codebook.overlap = codebook::Overlap::all;
  codebook.negation = codebook::Negation{};
  for (const Expression& expression : expressions) {
    codebook::Code code;
    code.id = "c" + std::to_string(codebook.codes.size());
    code.rules.emplace_back();
    code.rules.back().expression = expression;
    codebook.codes.push_back(code);
  }
  auto program = tagger::Program::compile(codebook, vocabulary, "c.yaml", {{"en"}, 0});
  EXPECT_TRUE(program);
  std::vector<Runs> found(expressions.size());
  for (const tagger::Hit& hit : program->run(source.view()))
    found[static_cast<std::size_t>(hit.code)].push_back(hit.run);
  return found;
}

Runs merged(const Runs& a, const Runs& b) {
  Runs all;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

TEST(Laws, HoldOfGeneratedRules) {
  text::Tokenizer tokenizer;
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Generator generator(seed);
    const Expression a = generator.expression(generator.below(3)),
                     b = generator.expression(generator.below(3));
    const Script script = generator.script(60);
    MemoryVocabulary vocabulary;
    const MemorySource source(script, tokenizer, vocabulary);
    const int n = generator.below(6), more = n + generator.below(6);
    const auto in = static_cast<codebook::Unit>(generator.below(6));
    const auto found = spans(
        {a, pair(Kind::near, a, b, false, n), pair(Kind::near, b, a, false, n),
         pair(Kind::near, a, b, false, more), pair(Kind::with, a, b), pair(Kind::without, a, b),
         pair(Kind::inside, a, b), pair(Kind::inside, a, b, true), negation_of(negation_of(a)),
         pair(Kind::containing, unit(), a), pair(Kind::after, a, b, false, n),
         pair(Kind::before, b, a, false, n), pair(Kind::near, a, b, true, n), pair(Kind::overlapping, a, a)},
        in, source, vocabulary);
    const std::string what = "seed " + std::to_string(seed) + ": " + print(a) + " | " + print(b);
    EXPECT_EQ(found[1], found[2]) << "near is symmetric; " << what;
    for (const tagger::Run& wide : found[1])
      EXPECT_TRUE(std::any_of(
          found[3].begin(), found[3].end(),
          [&](const tagger::Run& narrow) { return wide.first <= narrow.first && narrow.last <= wide.last; }))
          << "a greater distance loses nothing; " << what;
    EXPECT_EQ(merged(found[4], found[5]), found[0]) << "with and without part A; " << what;
    EXPECT_EQ(merged(found[6], found[7]), found[0]) << "inside and not inside part A; " << what;
    if (in != codebook::Unit::section) {
      EXPECT_EQ(found[8], found[9]) << "not not A are the units that hold A; " << what;
    }
    EXPECT_EQ(found[10], found[11]) << "after is before turned round; " << what;
    EXPECT_TRUE(std::includes(found[0].begin(), found[0].end(), found[12].begin(), found[12].end())) << what;
    EXPECT_EQ(found[13], found[0]) << "everything overlaps itself; " << what;
    for (const Runs& runs : found) seen += runs.size();
  }
  EXPECT_GT(seen, 40'000u);
}

TEST(Laws, NamesOfListsAndCodesMeanNothing) {
  text::Tokenizer tokenizer;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Generator generator(seed);
    codebook::Codebook codebook = generator.codebook(12);
    MemoryVocabulary vocabulary;
    const MemorySource source(generator.script(60), tokenizer, vocabulary);
    auto before = tagger::Program::compile(codebook, vocabulary, "c.yaml", {{"en"}, 0});
    ASSERT_TRUE(before);
    const auto hits = before->run(source.view());
    for (auto& code : codebook.codes) code.id = "z" + code.id;
    for (auto& list : codebook.lists) list.name = "z" + list.name;
    const auto rename = [](auto&& self, Expression& expression) -> void {
      const bool names =
          expression.kind == Kind::list || (expression.kind == Kind::code && expression.text != "*");
      if (names) expression.text = "z" + expression.text;
      for (Expression& operand : expression.operands) self(self, operand);
    };
    for (auto& code : codebook.codes)
      for (auto& rule : code.rules) rename(rename, rule.expression);
    auto after = tagger::Program::compile(codebook, vocabulary, "c.yaml", {{"en"}, 0});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->run(source.view()), hits) << seed;
  }
}

TEST(Laws, IdsOfWordsMeanNothing) {
  text::Tokenizer tokenizer;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Generator generator(seed);
    const codebook::Codebook codebook = generator.codebook(12);
    const Script script = generator.script(60), other = generator.script(60);
    MemoryVocabulary one, two;
    const MemorySource first(script, tokenizer, one);
    const MemorySource noise(other, tokenizer, two), second(script, tokenizer, two);
    auto program_one = tagger::Program::compile(codebook, one, "c.yaml", {{"en"}, 0});
    auto program_two = tagger::Program::compile(codebook, two, "c.yaml", {{"en"}, 0});
    ASSERT_TRUE(program_one && program_two);
    // A source before it in the same program changes nothing either.
    program_two->run(noise.view());
    EXPECT_EQ(program_one->run(first.view()), program_two->run(second.view())) << seed;
  }
}

}  // namespace
}  // namespace gloss::test
