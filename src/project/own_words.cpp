// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/own_words.h"

#include <algorithm>
#include <set>
#include <string>

#include "project/project_texts.h"

namespace gloss::project {
namespace {

using Kind = codebook::Expression::Kind;

}  // namespace

std::vector<codebook::Expression> own_leaves(const codebook::Codebook& codebook, int code) {
  std::vector<const codebook::Expression*> found;
  for (std::size_t c = 0; c < codebook.codes.size(); ++c)
    if (codebook.is_within(static_cast<int>(c), code))
      for (const auto& rule : codebook.codes[c].rules) codebook::wanted_leaves(rule.expression, found);
  std::vector<codebook::Expression> leaves;
  std::set<std::string> seen;
  const auto add = [&](const codebook::Expression& leaf) {
    if (seen.insert(codebook::print(leaf)).second) leaves.push_back(leaf);
  };
  for (const auto* leaf : found) {
    if (leaf->kind != Kind::list)
      add(*leaf);
    else if (const codebook::List* list = codebook.find_list(leaf->text))
      for (const auto& entry : list->entries) add(entry);
  }
  return leaves;
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
  const auto views = views_of(*tokens, coded.sources, texts);
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
