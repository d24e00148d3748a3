// SPDX-License-Identifier: GPL-3.0-or-later
// How strongly two words belong together, beside the measures of pairs in cooccurrence.h (pmi, g2,
// chi_square).
//
// both = positions at which the two stand together, a, b = occurrences of each, n = positions of all texts.
// With a window of S positions around a word, `a` is S times its occurrences (Evert 2008).
#pragma once

#include <optional>

#include "stats/cooccurrence.h"

namespace gloss::stats {

/// max(0, pmi): what is rarer than chance says nothing in a small corpus. Niwa & Nitta 1994; Bullinaria &
/// Levy 2007.
std::optional<double> ppmi(const PairTable& table);
/// (O - E) / sqrt(O). Church et al. 1991. Empty where both = 0.
std::optional<double> t_score(const PairTable& table);
/// 14 + log2(2 both / (a + b)). Rychly 2008. At most 14; one more is twice as often; does not depend on n.
/// Empty where both = 0.
std::optional<double> log_dice(const PairTable& table);

}  // namespace gloss::stats
