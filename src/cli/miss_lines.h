// SPDX-License-Identifier: GPL-3.0-or-later
// Passages with matched words marked, and rules that nearly hit, as lines for people.
#pragma once

#include <string>
#include <vector>

#include "project/why_not.h"

namespace gloss::cli {

/// The passage on one line, what matched in brackets, negation cues in braces.
std::string marked_passage(const std::string& passage, const std::vector<project::Mark>& marks,
                           const std::vector<project::Mark>& cues);

/// "a, b, c".
std::string comma_list(const std::vector<std::string>& parts);

/// What a rule has and what it lacks, each line after `indent`.
std::string miss_lines(const project::MissedRule& rule, const std::string& indent);

}  // namespace gloss::cli
