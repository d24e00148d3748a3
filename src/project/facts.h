// SPDX-License-Identifier: GPL-3.0-or-later
// What is known about every source and speaker: roles, cases and variables put together for rules and
// reports.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"
#include "tagger/facts.h"

namespace gloss::project {

/// One source with all that rules and reports may ask about it.
struct KnownSource {
  store::StoredSource stored;
  tagger::SourceFacts facts;
  std::vector<std::int32_t>
      persons;  ///< per speaker: one number for each person of the project, joined by case
};

/// All sources by name. A row of cases.csv without a speaker gives its variables to the source, and stands
/// for the one speaker of the source that is not the interviewer where there is just one and no row names it.
/// Later rows win.
Result<std::vector<KnownSource>> known_sources(const Project& project);

}  // namespace gloss::project
