// SPDX-License-Identifier: GPL-3.0-or-later
// Which words stand near a word or a code, and which words follow each other: `gloss report collocations`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/word_list.h"
#include "stats/cooccurrence.h"

namespace gloss::report {

struct Collocate {
  std::string word;
  std::string next;                        ///< of pairs: the word that follows
  std::int64_t both = 0;                   ///< in the windows; of pairs: one right after the other
  std::int64_t left = 0, right = 0;        ///< of these, before and after the node that is nearer
  std::int64_t f = 0, f_next = 0;          ///< in the base
  std::int64_t speakers = 0, sources = 0;  ///< of `both`
};

struct Collocations {
  WordHead head;
  std::string node;        ///< as people wrote it; empty = pairs of words
  bool is_code = false;    ///< the node is a code
  std::int64_t nodes = 0;  ///< in the base
  std::uint32_t window = 0;
  std::int64_t window_words = 0;  ///< words that stand in some window, each once
  std::int64_t least = 1;
  bool function_words = false;
  std::vector<Collocate> found;  ///< in any order
};

/// Of the four cells behind t-score, PMI and G2. Of a node: the words in the windows against all others. Of
/// pairs: the two words among all words.
stats::PairTable pair_table(const Collocations& all, const Collocate& one);
/// Of those behind logDice, which compares with how often the node itself occurs.
stats::PairTable dice_table(const Collocations& all, const Collocate& one);

/// By logDice. Columns of a node: word, both, f, left, right, log_dice, t_score, pmi, g2, speakers, sources;
/// head "node" {query or code, hits, window, window_words}. Of pairs: word, next, both, f, f_next, log_dice,
/// t_score, pmi, g2, speakers, sources.
Table collocations_report(Collocations all, std::size_t text_rows = SIZE_MAX);

}  // namespace gloss::report
