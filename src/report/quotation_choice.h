// SPDX-License-Identifier: GPL-3.0-or-later
// Which of many quotations are shown: one of each speaker in turn, so that nobody who talks much crowds out
// the others.
//
// Of A A A B B C, three are shown as A B C and four as A B C A. Exemplars come before all others, and they
// are the first ones of their speaker's turn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gloss::report {

struct QuotationRank {
  std::int32_t voice = 0;  ///< who speaks; any number, the same one for the same voice
  bool exemplar = false;
};

/// Indices of at most `most` of them: exemplars first, then the others, each in the order given. Voices take
/// turns in the order in which they first appear.
std::vector<std::size_t> choose_quotations(std::span<const QuotationRank> quotations, std::size_t most);

}  // namespace gloss::report
