// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include <algorithm>

#include "project/matches.h"
#include "project/source_text.h"

namespace gloss::project {
namespace {

/// A passage that matches, with its rank.
struct RankedMatch {
  const Match* match = nullptr;
  double score = 0;
};

/// The `most` best, by score; ties are in the order of sources and places.
Result<std::vector<RankedMatch>> best_of(const Project& project, const Matches& matches, std::size_t most) {
  std::vector<RankedMatch> best;
  if (matches.passages.empty() || most == 0) return best;
  if (matches.words.empty()) {
    for (std::size_t i = 0; i < std::min(most, matches.passages.size()); ++i)
      best.push_back({&matches.passages[i], 0});
    return best;
  }
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::vector<std::string> forms;
  for (const auto word : matches.words) forms.emplace_back(tokens->vocabulary().word(word));

  // The index knows passages by ids: ascending in a source, and sources in the order of their import.
  struct Group {
    std::int64_t first_passage = 0;
    std::uint32_t begin = 0, end = 0;  // into matches.passages
  };
  std::vector<Group> groups;
  for (std::uint32_t i = 0; i < matches.passages.size(); ++i) {
    const std::uint32_t source = matches.passages[i].source;
    if (i == 0 || source != matches.passages[i - 1].source)
      groups.push_back({matches.sources[source].stored.first_passage, i, i});
    groups.back().end = i + 1;
  }
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return a.first_passage < b.first_passage; });
  std::vector<std::int64_t> ids;
  std::vector<std::uint32_t> order;
  ids.reserve(matches.passages.size());
  order.reserve(matches.passages.size());
  for (const Group& group : groups)
    for (std::uint32_t i = group.begin; i < group.end; ++i) {
      ids.push_back(group.first_passage + static_cast<std::int64_t>(matches.passages[i].passage));
      order.push_back(i);
    }

  GLOSS_TRY(const auto* index, project.passage_index());
  GLOSS_TRY(const auto ranked, index->rank(forms, ids, order, most));
  for (const auto& one : ranked) {
    const auto at = std::lower_bound(ids.begin(), ids.end(), one.passage) - ids.begin();
    best.push_back({&matches.passages[order[static_cast<std::size_t>(at)]], one.score});
  }
  return best;
}

}  // namespace

Result<SearchAnswer> search(const Project& project, const std::string& query, const SearchOptions& options) {
  GLOSS_TRY(const auto matches, find_matches(project, query, Detail::passages));
  GLOSS_TRY(const auto* tokens, project.tokens());

  SearchAnswer answer;
  answer.total = matches.passages.size();
  const std::size_t begin = std::min(options.first, answer.total);
  const std::size_t end = options.limit == 0 ? answer.total : std::min(answer.total, begin + options.limit);
  if (begin == end) return answer;
  GLOSS_TRY(const auto ranked, best_of(project, matches, end));
  SourceTexts texts(project, *tokens, matches.sources);
  for (std::size_t i = begin; i < ranked.size(); ++i) {
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
    GLOSS_TRY(const auto leaves, leaves_in(project, matches, match));
    for (const auto leaf : leaves) {
      hit.spans.push_back(text->span(leaf));
      hit.code_points.push_back(text->code_points(hit.spans.back()));
    }
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

}  // namespace gloss::project
