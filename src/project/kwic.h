// SPDX-License-Identifier: GPL-3.0-or-later
// Concordances: every find of a query with the words around it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/matches.h"
#include "project/project.h"
#include "report/concordance.h"

namespace gloss::project {

/// What a passage's lines of a concordance are about: the query's spans, the longest ones; where those are
/// whole units (`and`, `count` ...) or reach beyond the passage, the words and phrases that matched.
std::vector<tagger::Run> nodes_of(const Matches& matches, const Match& match,
                                  const index::TextTokens& tokens);

struct KwicOptions {
  enum class Sort { place, left, right } sort = Sort::place;
  std::size_t first = 0;   ///< lines to pass over
  std::size_t limit = 50;  ///< at most so many; 0 = all
};

struct KwicAnswer {
  std::size_t total = 0;     ///< finds
  std::size_t passages = 0;  ///< with finds
  std::vector<report::ConcordanceLine> lines;
};

/// Sorted by folded words outward from the node (bytewise), then by source and place. Faults: as
/// find_matches.
Result<KwicAnswer> kwic(const Project& project, const std::string& query, const KwicOptions& options);

}  // namespace gloss::project
