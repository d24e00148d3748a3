// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper may say of the methods of a project: what `gloss report methods` shows.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "report/methods_report.h"

namespace gloss::project {

struct MethodsRequest {
  std::string language;  ///< empty = the codebook's first
};

/// Of the whole project: nothing can be left out. Agreement is that of all coders who have read the same
/// sources or, where no source was read by all, of each pair that has. Faults: as count_codings.
Result<report::MethodsFacts> methods(const Project& project, const MethodsRequest& request);

}  // namespace gloss::project
