// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of codes counted once, for the table, the test and the network.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/count_codings.h"
#include "project/project.h"
#include "project/reports.h"
#include "report/cooccurrence_report.h"
#include "stats/permutation.h"

namespace gloss::project {

enum class KeepOfPairs : std::uint8_t { counts, sequences };  ///< sequences: for a test

/// Faults: as count_codings; usage (a unit that does not exist, or that has no sequences to keep).
Result<CountedWith<report::CooccurrenceCounter>> count_pairs(const Project& project,
                                                             const CooccurrenceRequest& request,
                                                             KeepOfPairs keep = KeepOfPairs::counts);

/// What a report on counted pairs shows.
report::CooccurrenceOptions cooccurrence_options(const CooccurrenceRequest& request,
                                                 const std::string& language);

/// The table of `cooccurrence` with expected counts and p. Faults: also stopped.
Result<report::Table> tested_cooccurrence(const Project& project, const CooccurrenceRequest& request,
                                          const stats::PermutationOptions& options);

}  // namespace gloss::project
