// SPDX-License-Identifier: GPL-3.0-or-later
// From a search to a rule: the line to paste into a codebook, and what it would change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"

namespace gloss::project {

struct RuleLine {
  std::string line;           ///< - 'fund* near/5 cut*'
  std::int64_t passages = 0;  ///< that match
  std::int64_t matches = 0;
  bool has_code = false;           ///< the project's codebook has the code; what follows is known only then
  std::string nearest;             ///< without it: the id that is spelt nearly so, or empty
  std::int64_t carried = 0;        ///< passages that carry the code, or one below it, already
  std::int64_t outside = 0;        ///< of the others, those that the codebook's `where` leaves out
  std::string where;               ///< that condition
  std::vector<std::string> added;  ///< the rest: "SOURCE:N", in order
};

/// Words side by side become `and`; `within passage` is added where the codebook's unit is another. Faults:
/// as find_matches; as apply_rules, where the project has a codebook.
Result<RuleLine> rule_line(const Project& project, const std::string& query, const std::string& code);

/// A rule as an item of a codebook's `rules:`, in quotes that hold whatever is in it: - '"own pockets"'.
std::string rule_scalar(const std::string& rule);

}  // namespace gloss::project
