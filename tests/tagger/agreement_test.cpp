// SPDX-License-Identifier: GPL-3.0-or-later
// Queries three ways: by the book, by a scan of the texts, by postings. Each test has rules and texts of its
// own, so that they can run side by side.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <memory>

#include "tagger/generate.h"
#include "tagger/oracle.h"
#include "tagger/shelf.h"

namespace gloss::test {
namespace {

using Rows = std::map<Interval, Intervals>;  // leaves by span

Interval to_interval(tagger::Run run) { return {static_cast<int>(run.first), static_cast<int>(run.last)}; }

Rows rows_of(const tagger::QueryHits& hits) {
  Rows rows;
  for (const auto& row : hits.rows) {
    Intervals& leaves = rows[to_interval(row.run)];
    for (const tagger::Run leaf : hits.leaves_of(row)) leaves.insert(to_interval(leaf));
  }
  EXPECT_EQ(rows.size(), hits.rows.size());
  return rows;
}

std::string shown(const Rows& rows) {
  std::string out;
  for (const auto& [span, leaves] : rows) {
    out += std::to_string(span.first) + '-' + std::to_string(span.second) + " (";
    for (const auto& [first, last] : leaves) out += ' ' + std::to_string(first) + '-' + std::to_string(last);
    out += " ) ";
  }
  return out;
}

/// `queries` queries on `texts` texts each.
void expect_agreement(std::uint64_t seed, int queries, int texts) {
  Generator generator(seed);
  std::vector<Script> scripts;
  for (int i = 0; i < texts; ++i) scripts.push_back(generator.script(12 + generator.below(36)));
  const Shelf shelf(scripts);
  const auto views = shelf.views();
  text::Tokenizer tokenizer;
  codebook::Codebook like;
  like.negation = codebook::default_negation();
  std::vector<std::unique_ptr<Oracle>> oracles;
  for (const Script& script : scripts)
    oracles.push_back(std::make_unique<Oracle>(like, script, tokenizer, std::vector<std::string>{"en"}));
  std::vector<std::unique_ptr<codebook::Expression>> kept;  // the oracles remember addresses
  int matching = 0, cases = 0, differences = 0;
  for (int q = 0; q < queries && differences < 3; ++q) {
    kept.push_back(std::make_unique<codebook::Expression>(generator.expression(generator.below(4))));
    const codebook::Expression& query = *kept.back();
    const auto program =
        tagger::Program::compile_query(query, print(query), shelf.store().vocabulary(), {{"en"}, 0});
    ASSERT_TRUE(program) << program.error().line();
    std::vector<Rows> looked_up(views.size());
    program->look_up(shelf.store(), views, true,
                     [&](std::size_t i, const tagger::QueryHits& hits) { looked_up[i] = rows_of(hits); });
    for (std::size_t i = 0; i < views.size(); ++i) {
      ++cases;
      Rows right;
      for (const Interval& span : oracles[i]->meaning(query, codebook::Unit::passage))
        right[span] = oracles[i]->why(query, codebook::Unit::passage, span).leaves;
      const Rows scanned = rows_of(program->run_query(views[i]));
      matching += right.empty() ? 0 : 1;
      if (scanned == right && looked_up[i] == right) continue;
      ++differences;
      std::string text;
      for (const auto& passage : scripts[i].passages) text += "\n  | " + passage.text;
      ADD_FAILURE() << "seed " << seed << ", query " << q << ": " << print(query) << text << "\nbook     "
                    << shown(right) << "\nscan     " << shown(scanned) << "\npostings "
                    << shown(looked_up[i]);
    }
  }
  std::cout << cases << " cases agree, " << matching << " with matches\n";
  EXPECT_GE(cases, queries * texts);
  EXPECT_GT(matching, cases / 4) << "the generated rules hardly ever match: the test shows nothing";
}

// 4 x 1,000 x 50 = 200,000 cases.
constexpr int queries_each = 1000, texts_each = 50;
TEST(Agreement, OfTheBookTheScanAndThePostingsOne) { expect_agreement(1, queries_each, texts_each); }
TEST(Agreement, OfTheBookTheScanAndThePostingsTwo) { expect_agreement(2, queries_each, texts_each); }
TEST(Agreement, OfTheBookTheScanAndThePostingsThree) { expect_agreement(3, queries_each, texts_each); }
TEST(Agreement, OfTheBookTheScanAndThePostingsFour) { expect_agreement(4, queries_each, texts_each); }

}  // namespace
}  // namespace gloss::test
