// SPDX-License-Identifier: GPL-3.0-or-later
// Why a query finds nothing, and what would find something.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"

namespace gloss::project {

struct Hint {
  std::string word;                  ///< of the query; empty where the hint is about all of it
  std::int64_t passages = 0;         ///< that the word alone occurs in
  std::vector<std::string> nearest;  ///< words, or parts of the word, that do occur
  std::string text;                  ///< for people
};

/// REQUIRES: `query` is sound and finds nothing. Words that do not occur, with up to three that are spelt
/// nearly so or, for scripts without spaces, the longest parts that occur; else in how many passages the
/// words occur alone and together. Looks at the first eight words only.
Result<std::vector<Hint>> search_hints(const Project& project, const std::string& query);

}  // namespace gloss::project
