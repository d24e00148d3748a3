// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/cooccurrence.h"

#include <optional>
#include <utility>

namespace gloss::project {
namespace {

constexpr std::size_t passages_at_once = 65536;  // enough that to begin and to add a table costs little

/// The kind of unit that is to be looked for; passages are there already.
std::optional<codebook::Unit> unit_to_look_for(const CooccurrenceRequest& request) {
  const auto kind = codebook::unit_named(request.unit);
  return kind == codebook::Unit::passage ? std::nullopt : kind;
}

}  // namespace

report::CooccurrenceOptions cooccurrence_options(const CooccurrenceRequest& request,
                                                 const std::string& language) {
  report::CooccurrenceOptions options;
  const auto kind = codebook::unit_named(request.unit);
  options.unit = kind ? codebook::name_of(*kind) : request.unit;
  options.rows = request.rows;
  options.columns = request.columns;
  options.measures = request.measures;
  options.language = language;
  options.text_rows = request.text_rows;
  return options;
}

Result<CountedWith<report::CooccurrenceCounter>> count_pairs(const Project& project,
                                                             const CooccurrenceRequest& request,
                                                             KeepOfPairs keep) {
  const auto start = [&](const report::CodedProject& head) -> Result<report::CooccurrenceCounter> {
    GLOSS_TRY(auto made, report::CooccurrenceCounter::of(head, cooccurrence_options(request, "").unit));
    if (keep == KeepOfPairs::sequences) GLOSS_CHECK(made.keep_sequences());
    return made;
  };
  GLOSS_TRY(auto counter, start({}));
  bool begun = false;
  const auto take = [&](CountedCodings& part) {
    if (!begun) counter = *start(part.project);
    begun = true;
    counter.add(part.project, part.units);
    drop_sources(part);
  };
  const CountRequest to_count{
      .selection = request.selection, .language = request.language, .units = unit_to_look_for(request)};
  GLOSS_TRY(auto counted, count_codings(project, to_count, [&](CountedCodings& part) {
              if (part.project.base.size() >= passages_at_once) take(part);
            }));
  take(counted);
  return CountedWith<report::CooccurrenceCounter>{std::move(counter), counted.language};
}

Result<report::Table> tested_cooccurrence(const Project& project, const CooccurrenceRequest& request,
                                          const stats::PermutationOptions& permutation) {
  GLOSS_TRY(const auto counted, count_pairs(project, request, KeepOfPairs::sequences));
  report::CooccurrenceOptions options = cooccurrence_options(request, counted.language);
  const Environment& environment = project.environment();
  GLOSS_TRY(options.tests,
            report::test_pairs(*counted.counter.sequences(), report::pairs_shown(counted.counter, options),
                               {permutation, environment.threads, environment.progress}));
  return report::cooccurrence_report(counted.counter, options);
}

}  // namespace gloss::project
