// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/crosstab.h"

#include "project/count_codings.h"

namespace gloss::project {

Result<CrosstabAnswer> crosstab(const Project& project, const CrosstabRequest& request) {
  if (request.selection.by.empty())
    return Err(Fault::usage, "--by", "which variable makes the groups?", "--by role");
  GLOSS_TRY(const auto counted,
            count_with<report::CrosstabCounter>(
                project, {.selection = request.selection, .language = request.language, .leaves = false}));
  report::CrosstabOptions options = request.options;
  options.language = counted.language;
  return CrosstabAnswer{report::crosstab_report(counted.counter, options),
                        report::crosstab_svg(counted.counter, options)};
}

}  // namespace gloss::project
