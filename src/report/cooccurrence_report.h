// SPDX-License-Identifier: GPL-3.0-or-later
// Which codes occur together: `gloss report cooccurrence`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "report/coded_project.h"
#include "report/table.h"

namespace gloss::report {

struct CooccurrenceOptions {
  std::string unit = "passage";      ///< passage, sentence, answer, turn, source or overlap
  std::span<const UnitPlace> units;  ///< units that hold text of the base, by source, then place, disjoint;
                                     ///< not needed for passage and overlap
  std::string rows,
      columns;  ///< globs over code ids (code_matches); empty = all. One code of each pair matches each
  std::vector<std::string> measures;  ///< names of stats::measures(), beside Jaccard
  std::string language = "en";        ///< of title and headings: "en" or "zh"
  std::size_t text_rows = SIZE_MAX;   ///< text form: only the strongest
};

/// Columns code_a, code_b, a, b, both, shared, n, jaccard and the measures asked for; codebook order, code_a
/// first; all pairs with both > 0 but those of a code and its ancestor. A parent is in a unit when a
/// descendant is. shared = units of `both` where matched leaves of the two overlap. With unit "overlap", a
/// and b are codings, both the pairs of overlapping ones, shared those of them whose leaves overlap; n,
/// Jaccard and all measures of units are undefined. The text form shows names and ranks by both - shared,
/// then Jaccard, then codebook order. Fault: usage (a unit or measure that does not exist).
Result<Table> cooccurrence_report(const CodedProject& project, const CooccurrenceOptions& options = {});

}  // namespace gloss::report
