// SPDX-License-Identifier: GPL-3.0-or-later
// From a coded project to the tables that people read: frequencies, co-occurrences, codings, passages.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "report/cooccurrence_report.h"
#include "report/frequency_report.h"
#include "report/table.h"

namespace gloss::project {

struct CooccurrenceRequest {
  std::string unit = "passage";
  std::string rows, columns;
  std::vector<std::string> measures;
  std::string language;
  std::size_t text_rows = SIZE_MAX;
};

/// The codings of record and the base, as reports count them. Names of codes are in `language` (empty = the
/// codebook's first).
report::CodedProject counted(const CodedProject& coded, const std::string& language);

/// Every unit of one kind, as the rule `unit within KIND` finds them, where it holds text of the base; in
/// bytes, of the sources that have been coded.
Result<std::vector<report::UnitPlace>> units_in_base(const Project& project, const CodedProject& coded,
                                                     codebook::Unit kind);
/// The query for them.
codebook::Expression unit_query(codebook::Unit kind);

/// The options of the table of co-occurrences, but for `units`.
report::CooccurrenceOptions cooccurrence_options(const CooccurrenceRequest& request,
                                                 const std::string& language);

/// The language of names and headings: `wanted` if the codebook has it, else its first.
std::string report_language(const codebook::Codebook& codebook, const std::string& wanted);

/// The codes and the condition of the base, without passages and codings.
report::CodedProject nothing_counted(const codebook::Codebook& codebook, const std::string& language);
/// Adds one coded source as its number `source`.
void count_source(const KnownSource& known, const CodedSource& coded, std::int32_t source,
                  report::CodedProject& counted);

Result<report::Table> frequency(const CodedProject& coded, const std::string& language);
Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request);
/// `gloss export codings`.
Result<report::Table> codings_table(const Project& project, const CodedProject& coded);
/// `gloss export passages`. Needs no codebook.
Result<report::Table> passages_table(const Project& project);

}  // namespace gloss::project
