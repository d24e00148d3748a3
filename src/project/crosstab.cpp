// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/crosstab.h"

#include <optional>

#include "project/count_codings.h"

namespace gloss::project {

Result<CrosstabAnswer> crosstab(const Project& project, const CrosstabRequest& request) {
  if (request.selection.by.empty())
    return Err(Fault::usage, "--by", "which variable makes the groups?", "--by role");
  std::optional<report::CrosstabCounter> counter;
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    [&](CountedCodings& part) {
                      if (!counter) counter.emplace(part.project);
                      counter->add(part.project);
                      drop_sources(part);
                    }));
  if (!counter) counter.emplace(counted.project);  // there is no source
  report::CrosstabOptions options = request.options;
  options.language = counted.language;
  return CrosstabAnswer{report::crosstab_report(*counter, options), report::crosstab_svg(*counter, options)};
}

}  // namespace gloss::project
