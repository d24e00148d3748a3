// SPDX-License-Identifier: GPL-3.0-or-later
// Counts without making every coding: what a table of frequencies needs of a million codings is where they
// stand, not their words, ids and reasons.
//
// Where nobody has worked by hand, places are counted in positions, as the rules find them; in the other
// sources in bytes. A place is only ever compared with places of its own source, so the two never meet.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/project.h"
#include "project/reports.h"
#include "report/coded_project.h"

namespace gloss::project {

struct CountedCodings {
  report::CodedProject project;
  std::vector<report::UnitPlace> units;  ///< those that hold text of the base; none unless asked for
  std::string language;                  ///< that of its names, as report_language chooses it
};

struct CountRequest {
  std::string language = {};
  std::optional<codebook::Unit> units = {};
  bool leaves = true;  ///< with the matched leaves of each coding
};

/// The same as `counted(all_codings(project))`, with the project's codebook. `after_source`, if there is one,
/// is called once a source has been added, and may take out what there is of it. Faults: as all_codings.
Result<CountedCodings> count_codings(const Project& project, const CountRequest& request,
                                     const std::function<void(report::CodedProject&)>& after_source = {});

/// The tables of reports.h, from there.
Result<report::Table> frequency(const Project& project, const std::string& language);
Result<report::Table> cooccurrence(const Project& project, const CooccurrenceRequest& request);

}  // namespace gloss::project
