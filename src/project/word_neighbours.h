// SPDX-License-Identifier: GPL-3.0-or-later
// Words that stand near the words of a rule, and words that keep the same company.
//
// Collocates (Evert 2008) stand in a window around the rule's words. Neighbours need never stand there: they
// are used like them. Each word is a vector of PPMI with the words around it, five to each side inside the
// sentence; the cosine of two vectors says how alike their company is (Bullinaria & Levy 2007). Only words of
// scripts with spaces have neighbours, for a single character is no word; and words that stand with
// everything tell nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/token_store.h"
#include "project/term_table.h"
#include "tagger/program.h"

namespace gloss::project {

/// How far a window reaches to each side: five words, or ten characters.
inline constexpr std::uint32_t window_words = 5;

/// One text: its passages that count, and where the given places are in it.
struct WordText {
  index::TextTokens tokens;
  std::vector<std::uint32_t> passages;  ///< indices of passages that count, ascending
  std::uint32_t first_number = 0;       ///< number of the first of these; the others follow
  std::span<const tagger::Run> places;  ///< of words the rules look for: sorted, disjoint
  std::span<const tagger::Run> seeds;   ///< those of them whose company is looked at
};

/// The passages cut at the places, which belong to no stretch; all on the side that `side_of` gives for the
/// passage's number.
std::vector<Stretch> stretches_between(std::span<const WordText> texts, const std::vector<Side>& sides);
/// The same, cut also where the windows around the seeds end: target inside, reference outside.
std::vector<Stretch> stretches_around(std::span<const WordText> texts);

struct Neighbour {
  std::uint32_t word = 0;
  double cosine = 0;
  std::uint32_t shared = 0;  ///< words that stand near both
};
/// Words with at least `least_hits` occurrences outside the places that keep the company of the seeds, but
/// for the most frequent ones, which stand with everything: the likest first, then by vocabulary form; at
/// most 300.
std::vector<Neighbour> neighbours(std::span<const WordText> texts, const index::Vocabulary& vocabulary,
                                  std::uint32_t least_hits);

}  // namespace gloss::project
