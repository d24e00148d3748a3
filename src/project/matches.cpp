// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matches.h"

#include <algorithm>
#include <set>

#include "base/limits.h"
#include "codebook/parse_rule.h"
#include "project/check_query.h"
#include "project/project_texts.h"
#include "text/stem.h"

namespace gloss::project {
namespace {

/// Sorts the hits of sources into passages. Keeps its buffers from source to source.
class Collector {
 public:
  explicit Collector(Matches& all) : all_(all) {}

  /// Adds the passages of one source, with the leaves that lie in each.
  void add(const tagger::QueryHits& hits, const index::TextTokens& tokens, std::uint32_t source) {
    leaves_.clear();
    runs_.clear();
    passage_ = 0;
    for (const auto& row : hits.rows) {
      const auto leaves = hits.leaves_of(row);
      if (leaves.empty()) runs_.push_back({passage_of(row.run.first, tokens), row.run});
      for (const auto leaf : leaves) {
        const Placed placed{passage_of(leaf.first, tokens), leaf};
        leaves_.push_back(placed);
        if (runs_.empty() || runs_.back().passage != placed.passage || runs_.back().run != row.run)
          runs_.push_back({placed.passage, row.run});
      }
    }
    put_in_order(leaves_);
    put_in_order(runs_);
    std::size_t leaf = 0, run = 0;  // every passage has a run
    while (run < runs_.size()) {
      Match match{source, runs_[run].passage, size(all_.leaves), 0, size(all_.runs), 0};
      for (; run < runs_.size() && runs_[run].passage == match.passage; ++run)
        all_.runs.push_back(runs_[run].run);
      for (; leaf < leaves_.size() && leaves_[leaf].passage == match.passage; ++leaf)
        all_.leaves.push_back(leaves_[leaf].run);
      match.leaves_end = size(all_.leaves);
      match.runs_end = size(all_.runs);
      all_.passages.push_back(match);
    }
  }

  /// Adds the passages in which the hits begin.
  void add_passages(const tagger::QueryHits& hits, const index::TextTokens& tokens, std::uint32_t source) {
    passage_ = 0;
    bool begun = false;
    std::uint32_t last = 0;
    for (const auto& row : hits.rows) {
      const std::uint32_t passage = passage_of(row.run.first, tokens);
      if (begun && passage == last) continue;
      all_.passages.push_back({source, passage, 0, 0, 0, 0});
      begun = true;
      last = passage;
    }
  }

 private:
  struct Placed {
    std::uint32_t passage = 0;
    tagger::Run run;
    friend auto operator<=>(const Placed&, const Placed&) = default;
  };

  static std::uint32_t size(const std::vector<tagger::Run>& runs) {
    return static_cast<std::uint32_t>(runs.size());
  }
  /// Most are in order as they come.
  static void put_in_order(std::vector<Placed>& placed) {
    if (!std::is_sorted(placed.begin(), placed.end())) std::sort(placed.begin(), placed.end());
    placed.erase(std::unique(placed.begin(), placed.end()), placed.end());
  }
  std::uint32_t passage_of(std::uint32_t position, const index::TextTokens& tokens) {
    if (position < tokens.passages[passage_].first || position >= tokens.passage_end(passage_))
      passage_ = static_cast<std::uint32_t>(tokens.passage_of(position));
    return passage_;
  }

  Matches& all_;
  std::vector<Placed> leaves_, runs_;
  std::uint32_t passage_ = 0;  // where the last position was
};

std::vector<std::string> stemmed_languages(const std::vector<KnownSource>& sources) {
  std::set<std::string> languages;
  for (const auto& source : sources)
    if (text::Stemmer::knows(source.facts.language)) languages.insert(source.facts.language);
  return {languages.begin(), languages.end()};
}

}  // namespace

Result<Matches> find_matches(const Project& project, const std::string& query, Detail detail) {
  if (query.size() > limits::query_bytes)
    return Err(Fault::bad_configuration, "query", "is longer than 4 KiB",
               "a shorter query, or a codebook with lists");
  Matches all;
  GLOSS_TRY(all.query, codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true}));
  GLOSS_TRY(all.sources, known_sources(project));
  GLOSS_CHECK(check_conditions(all.query, query, all.sources));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(auto program,
            tagger::Program::compile_query(all.query, query, tokens->vocabulary(),
                                           {stemmed_languages(all.sources), limits::wildcard_expansions}));
  all.words = program.words();
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, all.sources, texts);
  const bool leaves = detail == Detail::spans || !program.is_local();
  Collector collector(all);
  program.look_up(*tokens, views, leaves, [&](std::size_t source, const tagger::QueryHits& hits) {
    if (leaves)
      collector.add(hits, views[source].tokens, static_cast<std::uint32_t>(source));
    else
      collector.add_passages(hits, views[source].tokens, static_cast<std::uint32_t>(source));
  });
  GLOSS_CHECK(texts.check());
  all.program = std::make_shared<const tagger::Program>(std::move(program));
  return all;
}

Result<std::vector<tagger::Run>> leaves_in(const Project& project, const Matches& all, const Match& match) {
  if (match.runs_begin != match.runs_end) {
    const auto leaves = all.leaves_of(match);
    return std::vector<tagger::Run>(leaves.begin(), leaves.end());
  }
  GLOSS_TRY(const auto* tokens, project.tokens());
  const KnownSource& source = all.sources[match.source];
  const index::TextTokens text = *tokens->find(source.stored.text);
  const std::uint32_t begin = text.passages[match.passage].first, end = text.passage_end(match.passage);
  const ProjectTexts texts(project);
  const tagger::QueryHits hits = all.program->run_query({text, &source.facts, &texts});
  GLOSS_CHECK(texts.check());
  std::vector<tagger::Run> leaves;
  for (const auto& row : hits.rows)
    if (row.run.first >= begin && row.run.last < end)
      leaves.insert(leaves.end(), hits.leaves_of(row).begin(), hits.leaves_of(row).end());
  std::sort(leaves.begin(), leaves.end());
  leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
  return leaves;
}

}  // namespace gloss::project
