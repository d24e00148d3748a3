// SPDX-License-Identifier: GPL-3.0-or-later
// Whether to go on reading: new codes source by source, and what no code catches.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/accumulation_report.h"
#include "report/table.h"

namespace gloss::project {

struct AccumulationRequest {
  Selection selection;
  report::AccumulationOptions options;  ///< its language is chosen by `language`
  std::string date = "date";            ///< the variable of sources that orders them
  std::string language;
};
/// Of the sources with passages in the base. Faults: as count_codings.
Result<report::Table> accumulation(const Project& project, const AccumulationRequest& request);

struct UncodedRequest {
  Selection selection;
  std::size_t most = 20;  ///< passages shown, the longest
  std::string language;
};
/// Faults: as count_codings and WordBase::of.
Result<report::Table> uncoded(const Project& project, const UncodedRequest& request);

}  // namespace gloss::project
