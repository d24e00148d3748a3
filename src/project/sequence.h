// SPDX-License-Identifier: GPL-3.0-or-later
// Which code follows which in the sources of a project: `gloss report sequence`.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/sequence_report.h"

namespace gloss::project {

struct SequenceRequest {
  Selection selection;
  report::SequenceOptions options;  ///< its language is chosen by `language`
  std::string language;
};

/// Transitions, or who leads where `options.within` asks for it. Faults: as count_codings; usage (a chain
/// that does not exist).
Result<report::Table> sequence(const Project& project, const SequenceRequest& request);

}  // namespace gloss::project
