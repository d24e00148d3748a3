// SPDX-License-Identifier: GPL-3.0-or-later
// Codes by a variable of speakers or sources, as a table and as a picture: `gloss report crosstab`.
#pragma once

#include <cstdint>
#include <string>

#include "report/crosstab_counts.h"
#include "report/table.h"

namespace gloss::report {

struct CrosstabOptions {
  std::string language = "en";
  bool test = false;          ///< with p-values
  std::int64_t draws = 9999;  ///< where more than two groups are permuted and not all tables can be weighed
  std::uint64_t seed = 1;
};

/// A row for each code and group with passages. Columns code, name, group, speakers, of_speakers, sources,
/// of_sources, passages, of_passages, share (passages / passages of the group), residual (adjusted, of
/// passages with and without the code by group), cramers_v (of the same table; the same in all rows of a
/// code). With `test` also present, units (of the group: those with the code, and all; see
/// crosstab_counts.h), p, q, smallest_p and remark (why there is no p); the same in all rows of a code but
/// for present and units.
///
/// Head: base, record, by, "unit" (of the residuals), "groups", and with `test` "test" {unit, method, draws,
/// seed, tested}. The text form names code, V, p and q once for each code.
Table crosstab_report(const CrosstabCounter& counter, const CrosstabOptions& options = {});

/// Codes down, groups across; a cell says the residual and who says it, and is the darker the further the
/// group is from the rest. What a group says less often is hatched, so that the picture can be read in grey.
/// Nothing is loaded from anywhere.
std::string crosstab_svg(const CrosstabCounter& counter, const CrosstabOptions& options = {});

/// "4 of 4": speakers of the group who say the code; sources where nobody in the group is named.
std::string said_by(const CrosstabCounter& counter, std::size_t code, std::int32_t group,
                    const std::string& language);
/// Passages with the code and without it, by used group.
struct CodeByGroup {
  std::vector<std::optional<double>> residuals;  ///< by used group, of the passages with the code
  std::optional<double> cramers_v;
};
CodeByGroup code_by_group(const CrosstabCounter& counter, std::size_t code);

}  // namespace gloss::report
