// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/likeness.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "project/count_codings.h"
#include "project/facts.h"
#include "project/word_counts.h"
#include "project/word_profiles.h"
#include "report/dendrogram_svg.h"
#include "report/map_svg.h"
#include "report/similarity_report.h"

namespace gloss::project {
namespace {

using report::ProfileBy;
using report::ProfileOf;

Error none_of(const char* option, const std::string& word, const char* known) {
  return {Fault::usage, option, fmt::format("'{}' is none of {}", word, known), {}, {}};
}

struct WhatToCompare {
  ProfileOf of = ProfileOf::sources;
  ProfileBy by = ProfileBy::codes;
};

Result<WhatToCompare> what_to_compare(const LikenessRequest& request) {
  const auto of = report::profile_of_named(request.of);
  if (!of) return Err(none_of("--of", request.of, "sources, speakers, cases, codes"));
  const auto by = report::profile_by_named(request.by_what);
  if (!by) return Err(none_of("--by-what", request.by_what, "codes, words"));
  return WhatToCompare{*of, *by};
}

Result<report::Likeness> measure_of(const LikenessRequest& request) {
  if (const auto measure = report::likeness_named(request.measure)) return *measure;
  return Err(none_of("--measure", request.measure, "jaccard, cosine"));
}

/// Id and name of a row; an empty id: it is not compared.
using NamedRow = std::pair<std::string, std::string>;

/// Names rows of sources and of persons.
class RowNames {
 public:
  explicit RowNames(const KnownSources& sources) : sources_(sources), persons_(person_names(sources)) {
    in_case_.resize(persons_.size());
    for (const KnownSource& source : sources)
      for (std::size_t s = 0; s < source.persons.size(); ++s)
        if (!source.facts.speakers[s].case_name.empty())
          in_case_[static_cast<std::size_t>(source.persons[s])] = true;
  }
  NamedRow operator()(ProfileOf of, std::size_t row) const {
    if (of == ProfileOf::sources) return twice(sources_[row].stored.name);
    if (of == ProfileOf::cases && !in_case_[row]) return {};
    return twice(persons_[row]);
  }

 private:
  static NamedRow twice(const std::string& name) { return {name, name}; }
  const KnownSources& sources_;
  std::vector<std::string> persons_;
  std::vector<bool> in_case_;
};

CountRequest to_count(const Selection& selection, const std::string& language) {
  CountRequest request{.selection = selection, .language = language, .leaves = false};
  return request;
}

NamedRow name_of_code(const report::CodeRow& code) { return {code.id, report::shown_name(code)}; }

Result<report::Profiles> profiles_by_codes(const Project& project, const Selection& selection, ProfileOf of,
                                           const std::string& language) {
  GLOSS_TRY(const auto sources, known_sources(project));
  std::optional<report::ProfileCounter> counter;
  GLOSS_TRY(const auto counted,
            count_codings(project, to_count(selection, language), [&](CountedCodings& part) {
              if (!counter) counter.emplace(part.project, of);
              counter->add(part.project);
              drop_sources(part);
            }));
  if (!counter) counter.emplace(counted.project, of);  // there is no source
  const RowNames names(sources);
  return counter->profiles(counted.language, [&](std::size_t row) {
    if (of == ProfileOf::codes) return name_of_code(counter->codes()[row]);
    if (of == ProfileOf::groups) return NamedRow(counter->groups()[row], counter->groups()[row]);
    return names(of, row);
  });
}

/// Which codes stand in which passages, and the head that says whose codings they are.
struct CodesAndHead {
  CodesBySource codes;
  std::vector<report::CodeRow> rows;
  report::RecordCounts record;
};

Result<CodesAndHead> codes_and_head(const Project& project, const LikenessRequest& request,
                                    const KnownSources& sources) {
  CodesAndHead made;
  made.codes.resize(sources.size());
  std::size_t source = 0;
  const auto take = [&](CountedCodings& part) {
    made.record += report::count_record(part.project, report::codings_in_base(part.project));
    made.codes[source++] = report::codes_of_passages(part.project);
    drop_sources(part);
  };
  GLOSS_TRY(const auto counted, count_codings(project, to_count(request.selection, request.language), take));
  made.rows = counted.project.codes;
  return made;
}

void take_rows(WordProfiles& words, const RowNames& names, const CodesAndHead& coded,
               report::Profiles& made) {
  const bool of_codes = made.of == ProfileOf::codes;
  made.without = words.without();
  const std::vector<bool> gathers = report::codes_that_gather(coded.rows);
  const std::size_t rows = of_codes ? coded.rows.size() : words.size();
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int64_t passages = row < words.size() ? words.passages(row) : 0;
    if (passages == 0 && (!of_codes || gathers[row])) continue;
    auto [id, name] = of_codes ? name_of_code(coded.rows[row]) : names(made.of, row);
    if (id.empty()) {
      made.without += passages;
      continue;
    }
    made.ids.push_back(std::move(id));
    made.names.push_back(std::move(name));
    made.passages.push_back(passages);
    made.rows.push_back(row < words.size() ? words.row(row) : stats::SparseRow());
  }
}

Result<report::Profiles> profiles_by_words(const Project& project, const LikenessRequest& request,
                                           ProfileOf of) {
  GLOSS_TRY(const auto sources, known_sources(project));
  CodesAndHead coded;
  if (of == ProfileOf::codes) {
    GLOSS_TRY(coded, codes_and_head(project, request, sources));
  }
  WordSelection selection;
  selection.where = request.selection.where;
  selection.language = request.language;
  GLOSS_TRY(auto base, WordBase::of(project, selection));
  WordCounter counter(base);
  WordProfiles words(base, of, coded.codes);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) {
    counter.add(source);
    words.add(source);
  }));
  counter.finish();
  const report::WordHead head = counter.head();
  report::Profiles made;
  made.of = of;
  made.by = ProfileBy::words;
  made.language = head.language;
  const report::WordWords in_words(head);
  made.head.headers = in_words.header_lines();
  made.head.head["base"] = report::as_json(head.base);
  made.head.head["words"] = in_words.as_json();
  if (of == ProfileOf::codes) {
    made.head.headers.push_back(report::header_lines(head.base, coded.record, head.language)[1]);
    made.head.head["record"] = report::as_json(coded.record);
  }
  take_rows(words, RowNames(sources), coded, made);
  return made;
}

}  // namespace

Result<report::Profiles> profiles(const Project& project, const LikenessRequest& request) {
  GLOSS_TRY(const auto what, what_to_compare(request));
  LikenessRequest wanted = request;
  wanted.selection.by.clear();
  auto made = what.by == ProfileBy::words
                  ? profiles_by_words(project, wanted, what.of)
                  : profiles_by_codes(project, wanted.selection, what.of, wanted.language);
  if (made) {
    made->head.head["of"] = request.of;
    made->head.head["by_what"] = request.by_what;
  }
  return made;
}

Result<report::Table> similarity(const Project& project, const LikenessRequest& request) {
  GLOSS_TRY(const auto measure, measure_of(request));
  GLOSS_TRY(const auto made, profiles(project, request));
  return report::similarity_report(made, {measure, request.text_rows});
}

Result<ClustersAnswer> clusters(const Project& project, const LikenessRequest& request) {
  report::ClustersOptions options;
  GLOSS_TRY(options.measure, measure_of(request));
  const auto linkage = report::linkage_named(request.linkage);
  if (!linkage) return Err(none_of("--linkage", request.linkage, "average, complete, single, ward"));
  options.linkage = *linkage;
  options.groups = request.groups;
  GLOSS_TRY(const auto made, profiles(project, request));
  GLOSS_TRY(const auto tree, report::find_clusters(made, options));
  return ClustersAnswer{report::clusters_report(made, tree, options),
                        report::clusters_drawing(made, tree, options, request.width),
                        report::dendrogram_svg(made, tree, options)};
}

Result<MapAnswer> correspondence_map(const Project& project, const MapRequest& request) {
  const ProfileOf of = request.selection.by.empty() ? ProfileOf::sources : ProfileOf::groups;
  GLOSS_TRY(const auto made, profiles_by_codes(project, request.selection, of, request.language));
  const report::CodeMap map = report::map_codes(made);
  return MapAnswer{report::map_report(made, map), report::map_svg(made, map)};
}

}  // namespace gloss::project
