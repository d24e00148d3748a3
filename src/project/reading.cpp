// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reading.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "project/count_codings.h"
#include "project/project_texts.h"
#include "report/met_codings.h"
#include "report/uncoded_report.h"

namespace gloss::project {
namespace {

std::string date_of(const KnownSource& source, const std::string& variable) {
  const auto found = source.facts.variables.find(variable);
  return found == source.facts.variables.end() ? std::string() : found->second;
}

/// The words of the passages, read source by source.
Result<std::vector<report::UncodedText>> texts_of(const Project& project,
                                                  const std::vector<report::UncodedPassage>& passages) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto sources, known_sources(project));
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  std::vector<report::UncodedText> read;
  for (const auto& passage : passages) {
    const auto s = static_cast<std::size_t>(passage.source);
    const auto& view = views[s].tokens;
    const std::size_t p = view.passage_of(passage.first_word);
    const index::PassageRow& row = view.passages[p];
    GLOSS_TRY(const auto text, texts.read(sources[s].stored.text));
    read.push_back(
        {sources[s].stored.name + ":" + std::to_string(p + 1),
         row.speaker < 0 ? "" : sources[s].facts.speakers[static_cast<std::size_t>(row.speaker)].label,
         text.substr(row.begin, row.end - row.begin), passage.words});
  }
  return read;
}

}  // namespace

Result<report::Table> accumulation(const Project& project, const AccumulationRequest& request) {
  GLOSS_TRY(const auto sources, known_sources(project));
  report::BaseCounts base;
  report::RecordCounts record;
  std::vector<report::ReadSource> read;
  const auto take = [&](CountedCodings& part) {
    if (!part.project.base.empty()) {
      const auto codings = report::codings_in_base(part.project);
      base += report::count_base(part.project);
      record += report::count_record(part.project, codings);
      const KnownSource& source = sources[static_cast<std::size_t>(part.project.base.front().place.source)];
      std::set<std::int32_t> codes;
      for (const auto& met : codings) codes.insert(met.coding->code);
      read.push_back({source.stored.name, date_of(source, request.date), {codes.begin(), codes.end()}});
    }
    drop_sources(part);
  };
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    take));
  report::AccumulationOptions options = request.options;
  options.language = counted.language;
  return report::accumulation_report(base, record, std::move(read), options);
}

Result<report::Table> uncoded(const Project& project, const UncodedRequest& request) {
  report::UncodedCounter counter;
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    [&](CountedCodings& part) {
                      counter.add(part.project);
                      drop_sources(part);
                    }));
  std::vector<report::UncodedPassage> longest = counter.passages();
  std::erase_if(longest, [](const report::UncodedPassage& passage) { return passage.words == 0; });
  std::stable_sort(longest.begin(), longest.end(),
                   [](const auto& a, const auto& b) { return a.words > b.words; });
  longest.resize(std::min(longest.size(), request.most));
  GLOSS_TRY(const auto texts, texts_of(project, longest));
  return report::uncoded_report(counter, texts, counted.language);
}

}  // namespace gloss::project
