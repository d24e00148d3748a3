// SPDX-License-Identifier: GPL-3.0-or-later
// Which passages match a query, and where in them: what search, concordances and counts are made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/expression.h"
#include "project/facts.h"
#include "project/project.h"
#include "tagger/program.h"

namespace gloss::project {

/// A passage that matches. Its leaves and runs are in the tables of `Matches`.
struct Match {
  std::uint32_t source = 0;   ///< index into `Matches::sources`
  std::uint32_t passage = 0;  ///< index into the source's passages
  std::uint32_t leaves_begin = 0, leaves_end = 0;
  std::uint32_t runs_begin = 0, runs_end = 0;
};

/// How much find_matches finds out.
enum class Detail {
  passages,  ///< which passages match; leaves of one are had from `leaves_in`
  spans,     ///< the leaves and runs of all
};

struct Matches {
  KnownSources sources;  ///< all of the project, by name
  codebook::Expression query;
  std::vector<std::uint32_t> words;  ///< vocabulary ids that the query's leaves can be, ascending
  std::vector<Match> passages;       ///< by source, then place
  std::vector<tagger::Run> leaves, runs;
  std::shared_ptr<const tagger::Program> program;

  /// Words and phrases that matched in the passage, in text order, without duplicates.
  std::span<const tagger::Run> leaves_of(const Match& match) const {
    return {leaves.data() + match.leaves_begin, match.leaves_end - match.leaves_begin};
  }
  /// The query's spans that count for the passage, in text order, without duplicates; those of larger units
  /// reach beyond it.
  std::span<const tagger::Run> runs_of(const Match& match) const {
    return {runs.data() + match.runs_begin, match.runs_end - match.runs_begin};
  }
};

/// Whether and where a passage matches is decided by the matcher over the token store. A hit of a larger unit
/// counts for each passage it has a leaf in (without leaves: for the passage where it starts). Faults:
/// bad_configuration (query), as the index.
Result<Matches> find_matches(const Project& project, const std::string& query, Detail detail = Detail::spans);

/// The leaves that `all.leaves_of(match)` would give, had the matches been found with Detail::spans.
Result<std::vector<tagger::Run>> leaves_in(const Project& project, const Matches& all, const Match& match);

}  // namespace gloss::project
