// SPDX-License-Identifier: GPL-3.0-or-later
// Counts pairs of codes from codings: by unit, or by overlap of the codings themselves.
#pragma once

#include <span>

#include "report/met_codings.h"
#include "stats/cooccurrence.h"

namespace gloss::report {

/// The codes of each unit, ancestors included, and the pairs whose leaves overlap in it.
stats::CodedUnits coded_units(const CodedProject& project, const Ancestry& ancestry,
                              std::span<const MetCoding> codings, std::span<const UnitPlace> units);

/// Counts codings instead of units: `units` per code = its distinct spans, `both` = pairs of spans, one of
/// each code, that overlap; a span that carries both is one such pair. n = 0.
stats::PairCounts count_overlaps(const CodedProject& project, const Ancestry& ancestry,
                                 std::span<const MetCoding> codings);

}  // namespace gloss::report
