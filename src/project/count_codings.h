// SPDX-License-Identifier: GPL-3.0-or-later
// The codings of record and the base, as reports count them.
//
// `count_codings` does not make every coding first: what a table of frequencies needs of a million codings is
// where they stand, not their words, ids and reasons. Where nobody has worked by hand, places are counted in
// positions, as the rules find them; in the other sources in bytes. A place is only ever compared with places
// of its own source, so the two never meet.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/coded_project.h"

namespace gloss::project {

/// The language of names and headings: `wanted` if the codebook has it, else its first.
std::string report_language(const codebook::Codebook& codebook, const std::string& wanted);

/// Of codings that have been made. Names of codes are in `language` (empty = the codebook's first).
report::CodedProject counted(const CodedProject& coded, const std::string& language);
/// Every unit of one kind, as the rule `unit within KIND` finds them, where it holds text of the base; in
/// bytes, of the sources that have been coded.
Result<std::vector<report::UnitPlace>> units_in_base(const Project& project, const CodedProject& coded,
                                                     codebook::Unit kind);

struct CountedCodings {
  report::CodedProject project;
  std::vector<report::UnitPlace> units;  ///< those that hold text of the base; none unless asked for
  std::vector<bool> in_bytes;            ///< by source: its places are counted in bytes, not in positions
  std::string language;                  ///< that of its names, as report_language chooses it
};

/// Forgets passages, units and codings, which somebody has counted; codes, groups and the head stay.
void drop_sources(CountedCodings& counted);

struct CountRequest {
  Selection selection = {};
  std::string language = {};
  std::optional<codebook::Unit> units = {};
  bool leaves = true;  ///< with the matched leaves of each coding
};

/// The same as `counted(all_codings(project))`, with the project's codebook, of what is selected.
/// `after_source`, if there is one, is called once a source has been added, and may take out what there is of
/// it (see drop_sources). Faults: as all_codings.
Result<CountedCodings> count_codings(const Project& project, const CountRequest& request,
                                     const std::function<void(CountedCodings&)>& after_source = {});

/// What a counter has counted, with the language of the names.
template <class Counter>
struct CountedWith {
  Counter counter;
  std::string language;
};
/// Feeds all sources to a Counter, which is made of the head and has `add`; one source at a time is held.
template <class Counter>
Result<CountedWith<Counter>> count_with(const Project& project, const CountRequest& request) {
  std::optional<Counter> counter;
  GLOSS_TRY(const auto counted, count_codings(project, request, [&](CountedCodings& part) {
              if (!counter) counter.emplace(part.project);
              counter->add(part.project);
              drop_sources(part);
            }));
  if (!counter) counter.emplace(counted.project);  // there is no source
  return CountedWith<Counter>{std::move(*counter), counted.language};
}

}  // namespace gloss::project
