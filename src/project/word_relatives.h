// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the same family: the same stem, or the same word misspelt.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/token_store.h"
#include "project/term_table.h"

namespace gloss::project {

/// A word of the rules, folded, and how often it stands in the texts.
struct RuleWord {
  std::string word;
  std::uint32_t hits = 0;
};

struct Relative {
  std::uint32_t word = 0;
  bool same_stem = false;  ///< else spelt nearly so, and rarer or instead of a word that does not occur
};
/// Other words of the texts (those with hits in `table`) that have the stem of one of `own` in one of
/// `languages`, or differ from it by a letter (words of five to seven) or two (longer ones). By vocabulary
/// form.
std::vector<Relative> relatives(const std::vector<RuleWord>& own, const TermTable& table,
                                const index::Vocabulary& vocabulary,
                                const std::vector<std::string>& languages);

}  // namespace gloss::project
