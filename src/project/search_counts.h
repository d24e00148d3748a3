// SPDX-License-Identifier: GPL-3.0-or-later
// How often a query matches: in all, and by an attribute of passages.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "report/table.h"

namespace gloss::project {

struct SearchCounts {
  std::int64_t passages = 0;
  std::int64_t matches = 0;   ///< finds: lines of its concordance
  std::int64_t sources = 0;   ///< with a passage that matches
  std::int64_t speakers = 0;  ///< the same, joined by case
};

/// Faults: as find_matches.
Result<SearchCounts> count_matches(const Project& project, const std::string& query);

struct CountedBy {
  report::Table table;  ///< value, passages, matches, sources, base, share, per_1000
  SearchCounts counts;
};

/// By source, speaker, role, kind, language, section (the innermost) or a variable: of each value the
/// passages that match, of how many (those that satisfy the query's outermost `where`), and the matches by
/// 1,000 of these. By value, bytewise; passages without one last. Faults: as find_matches; usage (no such
/// attribute).
Result<CountedBy> count_by(const Project& project, const std::string& query, const std::string& attribute);

}  // namespace gloss::project
