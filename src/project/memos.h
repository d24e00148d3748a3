// SPDX-License-Identifier: GPL-3.0-or-later
// Memos on anything, and marks that a source was read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/hand_work.h"
#include "project/project.h"

namespace gloss::project {

/// `target`: a source; SOURCE:LABEL for a speaker; SOURCE:N for a passage; the id of a coding or code; the
/// name of a case; empty for the project. Gives the memo's number. Faults: usage or missing_input, where
/// there is no such thing.
Result<std::int64_t> add_memo(Project& project, model::Subject subject, const std::string& target,
                              const std::string& words);
/// Faults: missing_input (no memo of this number).
Result<void> edit_memo(Project& project, std::int64_t number, const std::string& words);
Result<void> remove_memo(Project& project, std::int64_t number);

/// What a memo is about, as a person would name it: "p03.txt:12", "dilemma/policy".
Result<std::string> subject_in_words(const Project& project, const model::Memo& memo);

/// Notes that the environment's `who` has read these sources to the end. One act. How many were not marked so
/// before.
Result<std::size_t> mark_read(Project& project, const std::vector<std::string>& sources, bool blind);
/// Takes such marks back.
Result<std::size_t> unmark_read(Project& project, const std::vector<std::string>& sources);

}  // namespace gloss::project
