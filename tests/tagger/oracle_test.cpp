// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against the slow evaluator, over generated codebooks and sources.
#include "tagger/oracle.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tagger/generate.h"

namespace gloss::test {
namespace {

using tagger::CompileOptions;
using tagger::Hit;
using tagger::Program;
using tagger::Run;

Interval interval(Run run) { return {static_cast<int>(run.first), static_cast<int>(run.last)}; }

Intervals intervals(const std::vector<Run>& runs) {
  Intervals made;
  for (const Run& run : runs) made.insert(interval(run));
  return made;
}

void put(std::ostream& out, const Intervals& set) {
  for (const auto& [first, last] : set) out << ' ' << first << '-' << last;
}

std::string shown(const std::vector<OracleHit>& hits) {
  std::ostringstream out;
  for (const OracleHit& hit : hits) {
    out << "code " << hit.code << " at " << hit.span.first << '-' << hit.span.second << " weight "
        << hit.weight;
    for (const auto& [rule, reason] : hit.reasons) {
      out << " rule " << rule << " leaves";
      put(out, reason.leaves);
      out << " cues";
      put(out, reason.cues);
    }
    out << '\n';
  }
  return out.str();
}

std::vector<OracleHit> plain(const std::vector<Hit>& hits) {
  std::vector<OracleHit> made;
  for (const Hit& hit : hits) {
    OracleHit one{hit.code, interval(hit.run), {}, hit.weight};
    for (const auto& reason : hit.reasons) {
      EXPECT_TRUE(std::is_sorted(reason.leaves.begin(), reason.leaves.end()));
      one.reasons[reason.rule] = {intervals(reason.leaves), intervals(reason.cues)};
      EXPECT_EQ(one.reasons[reason.rule].leaves.size(), reason.leaves.size());
    }
    made.push_back(std::move(one));
  }
  return made;
}

std::string described(const codebook::Codebook& codebook, const Script& script) {
  std::ostringstream out;
  out << "unit " << name_of(codebook.unit) << " overlap " << static_cast<int>(codebook.overlap)
      << " conflict " << static_cast<int>(codebook.conflict) << " window " << codebook.negation.before.words
      << '/' << codebook.negation.before.characters << '\n';
  for (std::size_t c = 0; c < codebook.codes.size(); ++c)
    for (const auto& rule : codebook.codes[c].rules)
      out << "  code " << c << ' ' << name_of(codebook.codes[c].span) << ": " << print(rule.expression)
          << '\n';
  for (const auto& list : codebook.lists)
    for (const auto& entry : list.entries) out << "  $" << list.name << ": " << print(entry) << '\n';
  for (const auto& passage : script.passages)
    out << "  [turn " << passage.turn << " section " << passage.section << " speaker " << passage.speaker
        << "] " << passage.text << '\n';
  return out.str();
}

/// `wanted` rules, from the seeds that are `first` modulo 2.
void expect_agreement_on_codebooks(std::uint64_t first, int wanted) {
  constexpr int codes = 24;
  text::Tokenizer tokenizer;
  int rules = 0, hits = 0, differences = 0;
  for (std::uint64_t seed = first; rules < wanted && differences < 3; seed += 2) {
    Generator generator(seed);
    const codebook::Codebook codebook = generator.codebook(codes);
    const Script script = generator.script(20 + generator.below(50));
    MemoryVocabulary vocabulary;
    if (generator.chance(20)) vocabulary.add("first");
    const MemorySource source(script, tokenizer, vocabulary);
    CompileOptions options;
    options.stem_languages = {"en", "zh"};
    auto program = Program::compile(codebook, vocabulary, "generated.yaml", options);
    ASSERT_TRUE(program) << program.error().line();
    Oracle oracle(codebook, script, tokenizer, {"en"});
    const std::string ours = shown(plain(program->run(source.view()))), right = shown(oracle.hits());
    if (ours != right) {
      ++differences;
      ADD_FAILURE() << "seed " << seed << '\n'
                    << described(codebook, script) << "--- engine\n"
                    << ours << "--- oracle\n"
                    << right;
    }
    for (const auto& code : codebook.codes) rules += static_cast<int>(code.rules.size());
    hits += static_cast<int>(std::count(right.begin(), right.end(), '\n'));
  }
  EXPECT_GT(hits, wanted * 3 / 4) << "the generated rules hardly ever match: the test shows nothing";
}

TEST(Program, AgreesWithTheFormalSemanticsOnFortyThousandRulesOfCodebooks) {
  expect_agreement_on_codebooks(1, 40'000);
}
TEST(Program, AgreesWithTheFormalSemanticsOnFortyThousandMore) { expect_agreement_on_codebooks(2, 40'000); }

TEST(Program, AgreesWithTheFormalSemanticsOnQueries) {
  text::Tokenizer tokenizer;
  int hits = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    Generator generator(seed);
    const codebook::Expression query = generator.expression(generator.below(4));
    const Script script = generator.script(20 + generator.below(50));
    MemoryVocabulary vocabulary;
    const MemorySource source(script, tokenizer, vocabulary);
    auto program = Program::compile_query(query, print(query), vocabulary, {{"en"}, 0});
    ASSERT_TRUE(program) << program.error().line();
    codebook::Codebook like;
    like.negation = codebook::default_negation();
    Oracle oracle(like, script, tokenizer, {"en"});
    const Intervals right = oracle.meaning(query, codebook::Unit::passage);
    std::vector<tagger::Run> runs;
    Intervals seen;
    const tagger::QueryHits found = program->run_query(source.view());
    for (const auto& hit : found.rows) {
      runs.push_back(hit.run);
      const auto leaves = found.leaves_of(hit);
      EXPECT_EQ(intervals({leaves.begin(), leaves.end()}),
                oracle.why(query, codebook::Unit::passage, interval(hit.run)).leaves)
          << print(query);
    }
    EXPECT_TRUE(std::is_sorted(runs.begin(), runs.end()));
    ASSERT_EQ(intervals(runs), right) << "seed " << seed << ' ' << print(query);
    hits += static_cast<int>(runs.size());

    // A source that holds none of the query's words cannot match it.
    const std::vector<std::uint32_t>& words = program->words();
    if (words.empty()) continue;
    EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
    const auto& cells = source.view().tokens.cells;
    const bool holds_one = std::any_of(cells.begin(), cells.end(), [&](index::Cell cell) {
      return std::binary_search(words.begin(), words.end(), index::id_of(cell));
    });
    EXPECT_TRUE(holds_one || right.empty()) << print(query);
  }
  EXPECT_GT(hits, 1000);
}

}  // namespace
}  // namespace gloss::test
