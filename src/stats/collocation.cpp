// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/collocation.h"

#include <algorithm>
#include <cmath>

namespace gloss::stats {

std::optional<double> ppmi(const PairTable& t) {
  if (t.a == 0 || t.b == 0) return std::nullopt;
  const auto value = pmi(t);
  return value ? std::max(0.0, *value) : 0.0;
}

std::optional<double> t_score(const PairTable& t) {
  if (t.both == 0) return std::nullopt;
  const auto observed = static_cast<double>(t.both);
  const double expected = static_cast<double>(t.a) * static_cast<double>(t.b) / static_cast<double>(t.n);
  return (observed - expected) / std::sqrt(observed);
}

std::optional<double> log_dice(const PairTable& t) {
  if (t.both == 0) return std::nullopt;
  return 14 + std::log2(2 * static_cast<double>(t.both) / static_cast<double>(t.a + t.b));
}

}  // namespace gloss::stats
