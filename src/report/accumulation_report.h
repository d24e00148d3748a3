// SPDX-License-Identifier: GPL-3.0-or-later
// Are new things still turning up? Codes that are new in each source, in the order of the interviews:
// `gloss report accumulation`.
#pragma once

#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"
#include "stats/accumulation.h"

namespace gloss::report {

/// One source of the base.
struct ReadSource {
  std::string name, date;           ///< date: empty = not known
  std::vector<std::int32_t> codes;  ///< those that its codings have themselves, ascending
};

struct AccumulationOptions {
  stats::SaturationOptions saturation;
  stats::BandOptions band;
  std::string language = "en";
};

/// Columns order, source, date, codes, new, total, expected, low, high: sources by date, then name (those
/// without a date last); a code counts where a coding has it, not for what is below it. expected: the mean
/// over all orders; low, high: what 95 % of random orders give. Head: base, record, "saturation".
Table accumulation_report(const BaseCounts& base, const RecordCounts& record, std::vector<ReadSource> sources,
                          const AccumulationOptions& options);

}  // namespace gloss::report
