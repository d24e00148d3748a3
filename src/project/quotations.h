// SPDX-License-Identifier: GPL-3.0-or-later
// What was said, code by code, with who said it and what coders noted: the raw material of a chapter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/prose.h"
#include "report/table.h"

namespace gloss::project {

struct QuotationsRequest {
  Selection selection = {};
  std::size_t most = SIZE_MAX;      ///< of each code, or of each group in it
  std::string context = "passage";  ///< what is shown around the coded words: passage, sentence, quote
  std::string language = {};
};

struct QuotationsAnswer {
  report::Prose prose;
  report::Table table;  ///< a row a coding
};

/// The codings of record, and apart from them those that somebody rejected, whatever `selection.decision`
/// is. Texts are read once. Faults: as all_codings; usage (context, selection).
Result<QuotationsAnswer> quotations(const Project& project, const QuotationsRequest& request);

}  // namespace gloss::project
