// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/own_words.h"

#include <algorithm>
#include <set>
#include <string>

#include "project/project_texts.h"

namespace gloss::project {
namespace {

using Kind = codebook::Expression::Kind;

class LeafCollector {
 public:
  explicit LeafCollector(const codebook::Codebook& codebook) : codebook_(codebook) {}

  void add(const codebook::Expression& expression) {
    switch (expression.kind) {
      case Kind::word:
      case Kind::phrase:
      case Kind::exact:
      case Kind::regex:
      case Kind::text_literal:
      case Kind::text_regex:
        if (seen_.insert(codebook::print(expression)).second) leaves.push_back(expression);
        return;
      case Kind::list:
        if (const codebook::List* list = codebook_.find_list(expression.text))
          for (const auto& entry : list->entries) add(entry);
        return;
      case Kind::none:
      case Kind::code:
      case Kind::unit:
        return;
      default:
        break;
    }
    const bool first_only = expression.negative || expression.kind == Kind::without;
    for (const auto& operand : expression.operands) {
      add(operand);
      if (first_only) return;
    }
  }

  std::vector<codebook::Expression> leaves;

 private:
  const codebook::Codebook& codebook_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<codebook::Expression> own_leaves(const codebook::Codebook& codebook, int code) {
  LeafCollector collector(codebook);
  for (std::size_t c = 0; c < codebook.codes.size(); ++c)
    if (codebook.is_within(static_cast<int>(c), code))
      for (const auto& rule : codebook.codes[c].rules) collector.add(rule.expression);
  return std::move(collector.leaves);
}

Result<std::vector<std::vector<tagger::Run>>> own_places(const Project& project, const CodedProject& coded,
                                                         const std::vector<codebook::Expression>& leaves) {
  std::vector<std::vector<tagger::Run>> places(coded.sources.size());
  if (leaves.empty()) return places;
  codebook::Expression any;
  any.kind = Kind::either;
  any.operands = leaves;
  const codebook::Expression& query = leaves.size() == 1 ? leaves.front() : any;
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program,
            tagger::Program::compile_query(query, codebook::print(query), tokens->vocabulary(),
                                           {coded.codebook->languages, 0}));
  const ProjectTexts texts(project);
  std::vector<tagger::SourceView> views;
  for (const auto& source : coded.sources) {
    const auto found = tokens->find(source.stored.text);
    views.push_back({found ? *found : index::TextTokens{}, &source.facts, &texts});
  }
  program.look_up(*tokens, views, true, [&](std::size_t source, const tagger::QueryHits& hits) {
    std::vector<tagger::Run> runs = hits.leaves;
    std::sort(runs.begin(), runs.end());
    for (const tagger::Run run : runs) {
      auto& of_source = places[source];
      if (!of_source.empty() && run.first <= of_source.back().last)
        of_source.back().last = std::max(of_source.back().last, run.last);
      else
        of_source.push_back(run);
    }
  });
  GLOSS_CHECK(texts.check());
  return places;
}

}  // namespace gloss::project
