// SPDX-License-Identifier: GPL-3.0-or-later
// The stages between a text and a hit, as tables: positions of a passage; parts, word sets and nodes of a
// rule.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"
#include "report/table.h"

namespace gloss::project {

/// The positions of a passage (SOURCE:N) or of all of a source. Faults: as find_passage.
Result<report::Table> token_table(const Project& project, const std::string& name);

struct RuleStages {
  std::string title;                ///< where the rule stands, or "query"
  std::string written, understood;  ///< as typed; as the parser prints it
  std::string condition;            ///< of the codebook
  report::Table parts;              ///< the tree, with the spans that each part has
  report::Table word_sets, nodes;
  std::string access;
  std::int64_t spans = 0, kept = 0, hits = 0;  ///< of the rule; where the conditions hold; of the code by it
};

/// `name`: CODE/N, the rule with number N of a code; `source`: only this one, empty = all. Faults: bad_input
/// (no codebook), usage (no such rule), those of find_code and find_source.
Result<RuleStages> rule_stages(const Project& project, const std::string& name, const std::string& source);
/// The same for a search query.
Result<RuleStages> query_stages(const Project& project, const std::string& query, const std::string& source);

std::string as_text(const RuleStages& stages, const report::TextLayout& layout);

}  // namespace gloss::project
