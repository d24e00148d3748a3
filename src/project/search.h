// SPDX-License-Identifier: GPL-3.0-or-later
// Search: the passages that match a query, best first (BM25), with the exact spans that matched.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"
#include "text/offset.h"

namespace gloss::project {

struct SearchHit {
  std::string source;
  int passage = 0;                               ///< number in the source, from 1
  std::string speaker;                           ///< label, or empty
  text::CodePointSpan place;                     ///< of the passage in the source
  std::string language;                          ///< of the source
  double score = 0;                              ///< BM25, 6 significant digits
  std::string quote;                             ///< the passage's text
  text::ByteOffset begin;                        ///< of the passage, for cutting `quote` by `spans`
  std::vector<text::ByteSpan> spans;             ///< matched leaves in the source
  std::vector<text::CodePointSpan> code_points;  ///< the same
};

struct SearchOptions {
  std::size_t first = 0;   ///< hits to pass over
  std::size_t limit = 10;  ///< at most so many are filled in; 0 = all
};

struct SearchAnswer {
  std::size_t total = 0;        ///< passages that match
  std::vector<SearchHit> hits;  ///< by score, then source name, then place
};

/// Whether and where a passage matches is decided by the matcher over the token store; the passage index only
/// ranks. A hit of a larger unit counts for each passage it has a leaf in (without leaves: for the passage
/// where it starts). Faults: bad_configuration (query), as the index.
Result<SearchAnswer> search(const Project& project, const std::string& query, const SearchOptions& options);

}  // namespace gloss::project
