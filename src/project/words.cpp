// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "project/collocates.h"
#include "project/count_codings.h"
#include "project/find_code.h"
#include "project/kwic.h"
#include "project/word_counts.h"
#include "project/word_diversity.h"
#include "report/words_report.h"

namespace gloss::project {
namespace {

Result<report::WordList> counted_words(const Project& project, const WordsRequest& request,
                                       bool grouped_only) {
  GLOSS_TRY(auto base, WordBase::of(project, request.selection));
  WordCounter counter(base, grouped_only);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) { counter.add(source); }));
  counter.finish();
  return counter.list(request.least, request.function_words);
}

/// Index of the group the command line names.
Result<std::int32_t> group_named(const report::WordHead& head, const std::string& name) {
  std::string all;
  for (std::size_t g = 0; g < head.groups.size(); ++g) {
    if (head.groups[g].name == name) return static_cast<std::int32_t>(g);
    all += (g == 0 ? "" : ", ") + head.groups[g].name;
  }
  return Err(Fault::usage, "--group", fmt::format("no passage has the {} '{}'", head.by, name),
             "--group one of " + all);
}

using NodePlaces = std::vector<std::vector<tagger::Run>>;  // by source: sorted, disjoint

void join_runs(std::vector<tagger::Run>& runs) {
  std::sort(runs.begin(), runs.end());
  std::size_t kept = 0;
  for (const tagger::Run run : runs) {
    if (kept > 0 && run.first <= runs[kept - 1].last)
      runs[kept - 1].last = std::max(runs[kept - 1].last, run.last);
    else
      runs[kept++] = run;
  }
  runs.resize(kept);
}

/// What the query finds, by source.
Result<NodePlaces> nodes_of_query(const Project& project, const WordBase& base, const std::string& query) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  NodePlaces nodes(base.sources().size());
  for (const Match& match : matches.passages) {
    const auto tokens = base.tokens().find(matches.sources[match.source].stored.text);
    for (const tagger::Run run : nodes_of(matches, match, *tokens)) nodes[match.source].push_back(run);
  }
  for (auto& runs : nodes) join_runs(runs);
  return nodes;
}

/// The codings of record of a code and of what is below it, by source.
Result<NodePlaces> nodes_of_code(const Project& project, const WordBase& base, const std::string& code) {
  CountRequest request;
  request.selection.codes = code;
  request.leaves = false;
  NodePlaces nodes(base.sources().size());
  const auto take = [&](CountedCodings& part) {
    for (const auto& coding : part.project.codings)
      if (coding.first_word < coding.past_word)
        nodes[static_cast<std::size_t>(coding.source)].push_back({coding.first_word, coding.past_word - 1});
    drop_sources(part);
  };
  GLOSS_CHECK(count_codings(project, request, take));
  for (auto& runs : nodes) join_runs(runs);
  return nodes;
}

/// Two rounds over the sources.
Result<report::WordHead> count_word_pairs(WordBase& base, const CollocationsRequest& request,
                                          report::Collocations& out) {
  WordCounter counter(base);
  PairCounter pairs(base, request.least, request.function_words);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) {
    counter.add(source);
    pairs.foresee(source);
  }));
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) { pairs.add(source); }));
  counter.finish();
  pairs.collect(counter, out);
  return counter.head();
}

Result<report::WordHead> count_around(WordBase& base, const NodePlaces& nodes, std::uint32_t window,
                                      report::Collocations& out) {
  WordCounter counter(base);
  WindowCounter windows(base, window);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) {
    counter.add(source);
    windows.add(source, nodes[source.source]);
  }));
  counter.finish();
  windows.collect(counter, out);
  return counter.head();
}

}  // namespace

Result<report::Table> words(const Project& project, const WordsRequest& request) {
  GLOSS_TRY(const auto list, counted_words(project, request, false));
  return request.for_people && !list.head.groups.empty() ? report::words_by_group(list, request.text_rows)
                                                         : report::words_report(list, request.text_rows);
}

Result<report::Table> keyness(const Project& project, const KeynessRequest& request) {
  const WordSelection& selection = request.words.selection;
  if (selection.by.empty() == selection.target.empty())
    return Err(Fault::usage, "keyness",
               selection.by.empty() ? "needs groups to compare" : "--by and --target exclude each other",
               "--by group, or --target 'district = east'");
  if (!request.group.empty() && selection.by.empty())
    return Err(Fault::usage, "--group", "is a value of what --by names",
               "--by group --group " + request.group);
  GLOSS_TRY(const auto list, counted_words(project, request.words, true));
  report::KeynessOptions options{request.least_g2, selection.target.empty() ? -1 : 0, request.top};
  if (!request.group.empty()) {
    GLOSS_TRY(options.group, group_named(list.head, request.group));
  }
  return report::keyness_report(list, options);
}

Result<report::Table> collocations(const Project& project, const CollocationsRequest& request) {
  if (!request.query.empty() && !request.code.empty())
    return Err(Fault::usage, "--code", "stands instead of the query",
               "gloss report collocations --code CODE");
  WordSelection selection = request.selection;
  selection.by.clear();
  selection.target.clear();
  GLOSS_TRY(auto base, WordBase::of(project, selection));
  report::Collocations found;
  found.least = request.least;
  found.function_words = request.function_words;
  NodePlaces nodes;
  if (!request.code.empty()) {
    GLOSS_TRY(const std::size_t code, find_code(base.codebook(), request.code));
    found.node = base.codebook().codes[code].id;
    found.is_code = true;
    GLOSS_TRY(nodes, nodes_of_code(project, base, found.node));
  } else if (!request.query.empty()) {
    found.node = request.query;
    GLOSS_TRY(nodes, nodes_of_query(project, base, request.query));
  }
  if (found.node.empty()) {
    GLOSS_TRY(found.head, count_word_pairs(base, request, found));
  } else {
    GLOSS_TRY(found.head, count_around(base, nodes, request.window, found));
  }
  return report::collocations_report(std::move(found), request.text_rows);
}

Result<report::Table> diversity(const Project& project, const WordSelection& selection) {
  GLOSS_TRY(auto base, WordBase::of(project, selection));
  WordCounter counter(base);
  DiversityCounter speeches(base);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) {
    counter.add(source);
    speeches.add(source);
  }));
  counter.finish();
  const report::WordHead head = counter.head();
  return report::diversity_report(head, speeches.rows(head));
}

}  // namespace gloss::project
