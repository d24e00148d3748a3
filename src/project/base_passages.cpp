// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/base_passages.h"

namespace gloss::project {

Result<BasePassages> BasePassages::of(const codebook::Codebook& codebook,
                                      const index::Vocabulary& vocabulary) {
  return of(codebook.where, codebook.where_text, vocabulary);
}

/// The query `unit where ...`.
Result<BasePassages> BasePassages::of(const codebook::Condition& where, const std::string& text,
                                      const index::Vocabulary& vocabulary) {
  BasePassages base;
  if (where.empty()) return base;
  codebook::Expression unit;
  unit.kind = codebook::Expression::Kind::unit;
  codebook::Expression query;
  query.kind = codebook::Expression::Kind::where;
  query.condition = where;
  query.operands.push_back(std::move(unit));
  GLOSS_TRY(auto program, tagger::Program::compile_query(query, text, vocabulary, {}));
  base.program_.emplace(std::move(program));
  return base;
}

std::vector<bool> BasePassages::in(const tagger::SourceView& view) const {
  std::vector<bool> in(view.tokens.passages.size(), !program_);
  if (!program_) return in;
  const tagger::QueryHits hits = program_->run_query(view);
  for (const auto& row : hits.rows) in[view.tokens.passage_of(row.run.first)] = true;
  return in;
}

}  // namespace gloss::project
