// SPDX-License-Identifier: GPL-3.0-or-later
// Which entries of a codebook's lists the words of a coding stand for: part of the reason, found again when
// somebody asks.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/find_coding.h"
#include "project/project.h"

namespace gloss::project {

struct EntryMatched {
  int rule = 0;         ///< number of the code's rule, from 1
  std::string list;     ///< without the $
  std::string entry;    ///< as the codebook would print it
  text::ByteSpan span;  ///< one of the reason's leaves
};

/// By rule, place, list. Of several entries of one list with the same words only the first is named. Empty
/// for codings by hand and rules without lists. Faults: as apply_rules.
Result<std::vector<EntryMatched>> entries_matched(const Project& project, const CodedProject& coded,
                                                  const CodingPlace& place);

}  // namespace gloss::project
