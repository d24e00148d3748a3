// SPDX-License-Identifier: GPL-3.0-or-later
// The codes of a project by a variable of its speakers or sources: what `gloss report crosstab` shows.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/crosstab_report.h"

namespace gloss::project {

struct CrosstabRequest {
  Selection selection;              ///< its `by` names the variable
  report::CrosstabOptions options;  ///< its language is chosen by `language`
  std::string language;
};

/// The two forms of one answer. Faults: as count_codings; usage (no variable named).
struct CrosstabAnswer {
  report::Table table;
  std::string svg;
};
Result<CrosstabAnswer> crosstab(const Project& project, const CrosstabRequest& request);

}  // namespace gloss::project
