// SPDX-License-Identifier: GPL-3.0-or-later
// The project's codebook with what was coded, as a document: what `gloss report codebook` shows.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/codebook_report.h"

namespace gloss::project {

struct CodebookPaperRequest {
  Selection selection;  ///< `codes` picks those that are shown
  bool rules = false;   ///< with rules and lists
  bool counts = true;
  std::string language;  ///< empty = the codebook's first
};

/// Counts are those of report frequency with the same selection. Faults: as count_codings.
Result<report::CodebookPaper> codebook_paper(const Project& project, const CodebookPaperRequest& request);

}  // namespace gloss::project
