// SPDX-License-Identifier: GPL-3.0-or-later
// How well the rules find in each group what its readers find: whether a difference between groups is one of
// what they say, or of how.
//
// Officials speak of "integrating resources" where organisers say "pooling what we have". A rule that knows
// the one and not the other finds the code twice as often among officials, and the table of frequencies shows
// a difference that is not there. So each group's passages that somebody has read (read_passages.h) are held
// against the rules by themselves.
#pragma once

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/frequency_report.h"

namespace gloss::project {

/// By the codes and groups that the selection counts, in passages of its base; whose codings it counts makes
/// no difference. Only sources that somebody has read are coded for it. Faults: as count_codings.
Result<report::CheckedRules> checked_rules(const Project& project, const Selection& selection);

}  // namespace gloss::project
