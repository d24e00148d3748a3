// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matches.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "codebook/parse_rule.h"
#include "project/check_query.h"
#include "text/stem.h"

namespace gloss::project {
namespace {

/// Adds the passages of one source, with the leaves that lie in each.
void collect(const std::vector<tagger::QueryHit>& hits, const index::TextTokens& tokens, std::uint32_t source,
             Matches& all) {
  const auto passage_of = [&](std::uint32_t position) {
    const auto& rows = tokens.passages;
    const auto after =
        std::upper_bound(rows.begin(), rows.end(), position,
                         [](std::uint32_t p, const index::PassageRow& row) { return p < row.first; });
    return static_cast<std::uint32_t>(after - rows.begin() - 1);
  };
  struct Parts {
    std::set<tagger::Run> leaves, runs;
  };
  std::map<std::uint32_t, Parts> by_passage;
  for (const auto& hit : hits) {
    if (hit.leaves.empty()) by_passage[passage_of(hit.run.first)].runs.insert(hit.run);
    for (const auto leaf : hit.leaves) {
      Parts& parts = by_passage[passage_of(leaf.first)];
      parts.leaves.insert(leaf);
      parts.runs.insert(hit.run);
    }
  }
  for (const auto& [passage, parts] : by_passage) {
    Match match{source, passage, all.leaves.size(), 0, all.runs.size(), 0};
    all.leaves.insert(all.leaves.end(), parts.leaves.begin(), parts.leaves.end());
    all.runs.insert(all.runs.end(), parts.runs.begin(), parts.runs.end());
    match.leaves_end = all.leaves.size();
    match.runs_end = all.runs.size();
    all.passages.push_back(match);
  }
}

std::vector<std::string> stemmed_languages(const std::vector<KnownSource>& sources) {
  std::set<std::string> languages;
  for (const auto& source : sources)
    if (text::Stemmer::knows(source.facts.language)) languages.insert(source.facts.language);
  return {languages.begin(), languages.end()};
}

/// Sources in which no word of the query occurs cannot match.
std::vector<bool> candidates(const index::TokenStore& tokens, const std::vector<std::uint32_t>& words,
                             const std::vector<KnownSource>& sources) {
  if (words.empty()) return std::vector<bool>(sources.size(), true);
  std::vector<std::vector<std::uint32_t>> places(tokens.segments());
  for (std::uint32_t segment = 0; segment < tokens.segments(); ++segment) {
    for (const auto word : words) tokens.postings(segment, word, places[segment]);
    std::sort(places[segment].begin(), places[segment].end());
  }
  std::vector<bool> possible(sources.size(), false);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto found = tokens.find(sources[i].stored.text);
    if (!found) continue;
    const auto& segment = places[found->segment];
    const auto at = std::lower_bound(segment.begin(), segment.end(), found->first);
    possible[i] = at != segment.end() && *at < found->first + found->cells.size();
  }
  return possible;
}

}  // namespace

Result<Matches> find_matches(const Project& project, const std::string& query) {
  if (query.size() > limits::query_bytes)
    return Err(Fault::bad_configuration, "query", "is longer than 4 KiB",
               "a shorter query, or a codebook with lists");
  Matches all;
  GLOSS_TRY(all.query, codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true}));
  GLOSS_TRY(all.sources, known_sources(project));
  GLOSS_CHECK(check_conditions(all.query, query, all.sources));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program,
            tagger::Program::compile_query(all.query, query, tokens->vocabulary(),
                                           {stemmed_languages(all.sources), limits::wildcard_expansions}));
  all.words = program.words();
  const std::vector<bool> possible = candidates(*tokens, all.words, all.sources);
  for (std::size_t i = 0; i < all.sources.size(); ++i) {
    if (!possible[i]) continue;
    if (const auto found = tokens->find(all.sources[i].stored.text))
      collect(program.run_query({*found, &all.sources[i].facts}), *found, static_cast<std::uint32_t>(i), all);
  }
  return all;
}

}  // namespace gloss::project
