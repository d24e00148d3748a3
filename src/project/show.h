// SPDX-License-Identifier: GPL-3.0-or-later
// One source with its codings, to read.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "report/source_view.h"

namespace gloss::project {

struct ShowOptions {
  std::string source = {};    ///< as find_source takes it
  std::string codes = "**";   ///< glob of the codes to show
  int first = 1, last = 0;    ///< passages; 0 = to the end
  std::string language = {};  ///< of the names of codes; empty = the codebook's first
};

/// A project without a codebook shows the text alone. Faults: as find_source and apply_rules; usage (no such
/// passage, no such code).
Result<report::SourceView> show(const Project& project, const ShowOptions& options);

}  // namespace gloss::project
