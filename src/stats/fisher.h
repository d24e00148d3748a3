// SPDX-License-Identifier: GPL-3.0-or-later
// Fisher's exact test of two by two counts: how often would chance alone deal such a table?
//
//                  group 1   group 2
//     with code       a         b        a + b      With the margins as they are, a is hypergeometric.
//     without it      c         d        c + d
//                   a + c     b + d
//
// Right for any counts, also 0; with few sources the only test of the kind that is. Fisher 1935. Its time
// grows with the standard deviation of a, so that tables of millions take less than a millisecond.
#pragma once

#include <cstdint>
#include <optional>

namespace gloss::stats {

/// REQUIRES: all at least 0.
struct FourCells {
  std::int64_t a = 0, b = 0, c = 0, d = 0;
};

struct FisherTest {
  double greater = 1;  ///< P(X >= a): of a and d as many or more
  double less = 1;     ///< P(X <= a)
  double two_sided =
      1;  ///< all tables at most as likely as this one, with 1e-7 of it for rounding, as R has it
};

/// Nothing where a margin is 0: then there is only one table. A p below 1e-300 may come out as 0.
std::optional<FisherTest> fisher_exact(const FourCells& cells);

/// The smallest two-sided p that any table of these margins has: what the test could find at best. With 4
/// sources against 5 and 3 of the 9 having the code it is .048; with 2 of them .167, so that nobody should
/// wonder at "not significant". Nothing where a margin is 0.
std::optional<double> fisher_smallest_p(const FourCells& cells);

/// The odds ratio under which a is expected given the margins: the conditional maximum likelihood estimate,
/// exactly; nearer to 1 than ad/bc. Nothing where a margin is 0, or the estimate is infinite (a is as
/// large as it can be); 0 where a is as small as it can be. Cornfield 1956.
std::optional<double> conditional_odds_ratio(const FourCells& cells);
/// The same estimate to as many digits as R's fisher.test finds, so that its printed figures can be checked:
/// R looks for the root by Brent's method (1973) between 0 and 1, of the ratio or of its inverse, and stops
/// within 1.2e-4. For the tea tasting 6.408309 where the estimate is 6.408320.
std::optional<double> conditional_odds_ratio_as_r(const FourCells& cells);

}  // namespace gloss::stats
