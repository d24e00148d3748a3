// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that people read: frequencies, co-occurrences, codings, passages.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/cooccurrence_report.h"
#include "report/frequency_report.h"
#include "report/table.h"

namespace gloss::project {

struct FrequencyRequest {
  Selection selection;
  bool words = false, intervals = false;
  bool for_people = false;  ///< where there are groups: a row a code, not a row a code and group
  std::string language;
};

struct CooccurrenceRequest {
  Selection selection;
  std::string unit = "passage";
  std::string rows, columns;
  std::vector<std::string> measures;
  std::string language;
  std::size_t text_rows = SIZE_MAX;
};

/// Of the project's codebook. Faults: as all_codings.
Result<report::Table> frequency(const Project& project, const FrequencyRequest& request);
Result<report::Table> cooccurrence(const Project& project, const CooccurrenceRequest& request);
/// The same for whoever has all codings at hand.
Result<report::Table> frequency(const CodedProject& coded, const std::string& language);
Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request);
/// `gloss export codings`.
Result<report::Table> codings_table(const Project& project, const CodedProject& coded);
/// `gloss export passages`. Needs no codebook.
Result<report::Table> passages_table(const Project& project);

}  // namespace gloss::project
