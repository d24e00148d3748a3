// SPDX-License-Identifier: GPL-3.0-or-later
// Stated causes in the sources of a project, joined with its codings: what `gloss report circles` shows.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/circles_report.h"

namespace gloss::project {

struct CirclesRequest {
  Selection selection;
  report::CircleOptions options;  ///< its language is chosen by `language`
  std::string language;
};

/// One answer in several forms. Faults: as count_codings.
struct CirclesAnswer {
  report::Table edges, statements;
  std::string statements_text, svg;
};
Result<CirclesAnswer> circles(const Project& project, const CirclesRequest& request);

}  // namespace gloss::project
