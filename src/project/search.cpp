// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "codebook/parse_rule.h"
#include "project/facts.h"
#include "tagger/places.h"
#include "tagger/program.h"
#include "text/offset_map.h"
#include "text/stem.h"

namespace gloss::project {
namespace {

/// A passage that matches, before its text is looked at.
struct Match {
  std::size_t source = 0;   ///< index into the known sources
  std::size_t passage = 0;  ///< index into its passages
  std::vector<tagger::Run> leaves;
  double score = 0;
};

/// Passages of one source, with the leaves that lie in each.
void collect(const std::vector<tagger::QueryHit>& hits, const index::TextTokens& tokens, std::size_t source,
             std::vector<Match>& matches) {
  const auto passage_of = [&](std::uint32_t position) {
    const auto& rows = tokens.passages;
    const auto after =
        std::upper_bound(rows.begin(), rows.end(), position,
                         [](std::uint32_t p, const index::PassageRow& row) { return p < row.first; });
    return static_cast<std::size_t>(after - rows.begin()) - 1;
  };
  std::map<std::size_t, std::set<tagger::Run>> by_passage;
  for (const auto& hit : hits) {
    if (hit.leaves.empty()) by_passage[passage_of(hit.run.first)];
    for (const auto leaf : hit.leaves) by_passage[passage_of(leaf.first)].insert(leaf);
  }
  for (auto& [passage, leaves] : by_passage)
    matches.push_back({source, passage, {leaves.begin(), leaves.end()}, 0});
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

Result<void> score(const Project& project, const index::TokenStore& tokens,
                   const std::vector<std::uint32_t>& words, const std::vector<KnownSource>& sources,
                   std::vector<Match>& matches) {
  if (words.empty() || matches.empty()) return {};
  std::vector<std::string> forms;
  for (const auto word : words) forms.emplace_back(tokens.vocabulary().word(word));
  GLOSS_TRY(const auto* index, project.passage_index());
  GLOSS_TRY(const auto ranked, index->rank(forms));
  std::map<std::int64_t, double> score_of;
  for (const auto& one : ranked) score_of[one.passage] = one.score;
  for (auto& match : matches) {
    const auto found =
        score_of.find(sources[match.source].stored.first_passage + static_cast<std::int64_t>(match.passage));
    if (found != score_of.end()) match.score = found->second;
  }
  return {};
}

}  // namespace

Result<SearchAnswer> search(const Project& project, const std::string& query, const SearchOptions& options) {
  if (query.size() > limits::query_bytes)
    return Err(Fault::bad_configuration, "query", "is longer than 4 KiB",
               "a shorter query, or a codebook with lists");
  GLOSS_TRY(const auto expression,
            codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true}));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program,
            tagger::Program::compile_query(expression, query, tokens->vocabulary(),
                                           {stemmed_languages(sources), limits::wildcard_expansions}));
  const std::vector<bool> possible = candidates(*tokens, program.words(), sources);
  std::vector<Match> matches;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!possible[i]) continue;
    if (const auto found = tokens->find(sources[i].stored.text))
      collect(program.run_query({*found, &sources[i].facts}), *found, i, matches);
  }
  GLOSS_CHECK(score(project, *tokens, program.words(), sources, matches));
  // Sources come by name and passages by place, so a stable sort leaves ties in that order.
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });

  SearchAnswer answer;
  answer.total = matches.size();
  const std::size_t begin = std::min(options.first, matches.size());
  const std::size_t end =
      options.limit == 0 ? matches.size() : std::min(matches.size(), begin + options.limit);
  std::map<std::size_t, std::string> texts;
  for (std::size_t i = begin; i < end; ++i) {
    const Match& match = matches[i];
    const KnownSource& source = sources[match.source];
    auto text = texts.find(match.source);
    if (text == texts.end()) {
      GLOSS_TRY(auto body, project.file().read_text(source.stored.text));
      text = texts.emplace(match.source, std::move(body)).first;
    }
    const auto view = *tokens->find(source.stored.text);
    tagger::Places places(text->second, view);
    const text::OffsetMap offsets(text->second);
    const index::PassageRow& row = view.passages[match.passage];
    const text::ByteSpan span = text::byte_span(row.begin, row.end);
    SearchHit hit;
    hit.source = source.stored.name;
    hit.passage = static_cast<int>(match.passage) + 1;
    if (row.speaker >= 0) hit.speaker = source.facts.speakers[static_cast<std::size_t>(row.speaker)].label;
    hit.place = *offsets.code_points(span);
    hit.score = match.score;
    hit.quote = text->second.substr(span.begin.count, span.length());
    hit.begin = span.begin;
    for (const auto leaf : match.leaves) {
      hit.spans.push_back(places.span(leaf));
      hit.code_points.push_back(*offsets.code_points(hit.spans.back()));
    }
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

}  // namespace gloss::project
