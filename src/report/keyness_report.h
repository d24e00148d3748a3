// SPDX-License-Identifier: GPL-3.0-or-later
// Which words mark a group of speakers or sources against the others: `gloss report keyness`.
#pragma once

#include <cstdint>
#include <vector>

#include "report/word_list.h"
#include "stats/keyness.h"

namespace gloss::report {

/// Exceeded by chance by one word in 100, were all words drawn one by one (chi-square, one degree of
/// freedom).
inline constexpr double usual_least_g2 = 6.63;

struct KeynessOptions {
  double least_g2 = usual_least_g2;
  std::int32_t group = -1;  ///< only this one against the rest; -1 = each
  std::size_t top = 15;     ///< text form: so many words of each list
};

struct Keyword {
  std::size_t word = 0;    ///< index into WordList::words
  std::int32_t group = 0;  ///< that it marks, or in which it is rare
  stats::KeyTable table;   ///< the group against all other groups
  double g2 = 0, log_ratio = 0;
  WordCount here, rest;
};

/// Of words whose G2 (four cells) is at least `least_g2`; by group; words that are more frequent in it first,
/// by log ratio (0.5 added), the strongest first; then those that are rarer, likewise. REQUIRES: every word
/// of the list was counted in some group.
std::vector<Keyword> keywords(const WordList& list, const KeynessOptions& options);

/// Columns group, word, key ("more", "less"), f1, n1, f2, n2, g2, log_ratio, log_ratio_at_least, speakers1,
/// of_speakers1, speakers2, of_speakers2, sources, one_speaker (1 = one user of the word in the group, or in
/// the rest where the word is rarer in the group: see WordCount::users). Head: "base", "words", "by",
/// "least_g2", "groups", "without_group". The text form shows the first words of each list; where several
/// groups are asked for, only those that are more frequent in the group.
Table keyness_report(const WordList& list, const KeynessOptions& options);

}  // namespace gloss::report
