// SPDX-License-Identifier: GPL-3.0-or-later
// The reports on words: which are frequent, which mark a group, which stand together, and how varied a
// speaker's words are.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/word_base.h"
#include "report/keyness_report.h"
#include "report/table.h"

namespace gloss::project {

struct WordsRequest {
  WordSelection selection;
  bool function_words = false;  ///< listed, too
  std::int64_t least = 2;       ///< occurrences in the base
  bool for_people = false;      ///< where there are groups: a row a word, not a row a word and group
  std::size_t text_rows = SIZE_MAX;
};
/// Faults of all four: as WordBase::of, and stopped.
Result<report::Table> words(const Project& project, const WordsRequest& request);

struct KeynessRequest {
  WordsRequest words;
  std::string group;  ///< only this one; empty = each
  double least_g2 = report::usual_least_g2;
  std::size_t top = 15;
};
/// Faults: usage, too (neither `by` nor `target`, or both; no such group).
Result<report::Table> keyness(const Project& project, const KeynessRequest& request);

struct CollocationsRequest {
  WordSelection selection;
  std::string query;  ///< whose hits the words stand near; empty = `code`'s codings
  std::string code;   ///< both empty = pairs of adjacent words
  std::uint32_t window = 5;
  std::int64_t least = 3;  ///< times together
  bool function_words = false;
  std::size_t text_rows = SIZE_MAX;
};
/// Faults: usage, too (query and code); as find_matches, count_codings.
Result<report::Table> collocations(const Project& project, const CollocationsRequest& request);

/// Of speakers, or of groups where `selection.by` is there.
Result<report::Table> diversity(const Project& project, const WordSelection& selection);

}  // namespace gloss::project
