// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include <algorithm>
#include <map>

#include "project/matches.h"
#include "project/source_text.h"

namespace gloss::project {
namespace {

/// A passage that matches, with its rank.
struct Ranked {
  const Match* match = nullptr;
  double score = 0;
};

/// By score; ties stay in the order of sources and places.
Result<std::vector<Ranked>> rank(const Project& project, const Matches& matches) {
  std::vector<Ranked> ranked;
  ranked.reserve(matches.passages.size());
  for (const auto& match : matches.passages) ranked.push_back({&match, 0});
  if (matches.words.empty() || ranked.empty()) return ranked;
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::vector<std::string> forms;
  for (const auto word : matches.words) forms.emplace_back(tokens->vocabulary().word(word));
  GLOSS_TRY(const auto* index, project.passage_index());
  GLOSS_TRY(const auto scores, index->rank(forms));
  std::map<std::int64_t, double> score_of;
  for (const auto& one : scores) score_of[one.passage] = one.score;
  for (auto& one : ranked) {
    const auto found = score_of.find(matches.sources[one.match->source].stored.first_passage +
                                     static_cast<std::int64_t>(one.match->passage));
    if (found != score_of.end()) one.score = found->second;
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  return ranked;
}

}  // namespace

Result<SearchAnswer> search(const Project& project, const std::string& query, const SearchOptions& options) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  GLOSS_TRY(const auto ranked, rank(project, matches));
  GLOSS_TRY(const auto* tokens, project.tokens());

  SearchAnswer answer;
  answer.total = ranked.size();
  const std::size_t begin = std::min(options.first, ranked.size());
  const std::size_t end = options.limit == 0 ? ranked.size() : std::min(ranked.size(), begin + options.limit);
  SourceTexts texts(project, *tokens, matches.sources);
  for (std::size_t i = begin; i < end; ++i) {
    const Match& match = *ranked[i].match;
    const KnownSource& source = matches.sources[match.source];
    GLOSS_TRY(SourceText * text, texts.open(match.source));
    const text::ByteSpan span = text->passage(match.passage);
    SearchHit hit;
    hit.source = source.stored.name;
    hit.passage = static_cast<int>(match.passage) + 1;
    hit.speaker = speaker_of(source, text->tokens().passages[match.passage]);
    hit.place = text->code_points(span);
    hit.language = source.facts.language;
    hit.score = ranked[i].score;
    hit.quote = text->slice(span);
    hit.begin = span.begin;
    for (const auto leaf : matches.leaves_of(match)) {
      hit.spans.push_back(text->span(leaf));
      hit.code_points.push_back(text->code_points(hit.spans.back()));
    }
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

}  // namespace gloss::project
