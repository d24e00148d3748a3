// SPDX-License-Identifier: GPL-3.0-or-later
// How well rules find what people find: precision, recall, F1 and kappa, with intervals.
//
//                     coder: yes   coder: no
//     rule: hit          tp           fp           precision = tp / (tp + fp): how much it finds is right
//     rule: no hit       fn           tn           recall = tp / (tp + fn): how much of it all it finds
//
// F1 = 2 tp / (2 tp + fp + fn) is no share of units, but J = tp / (tp + fp + fn) is: of the units that rule
// or coder chose, those that both chose. F1 = 2 J / (1 + J) grows with J, so the ends of Wilson's interval of
// J give those of F1 (Lam, Gopal & Qian 2023, "Wilson indirect").
//
// These intervals take units for independent. Passages of one interview are not: `quality_over_sources` asks
// instead how the figures would vary if other interviews had been read (bootstrap over sources; Efron &
// Tibshirani 1993; Field & Welsh 2007).
#pragma once

#include <cstdint>
#include <span>

#include "stats/agreement.h"
#include "stats/proportion.h"

namespace gloss::stats {

struct Confusion {
  std::int64_t tp = 0, fp = 0, fn = 0, tn = 0;
  std::int64_t units() const { return tp + fp + fn + tn; }
  Confusion& operator+=(const Confusion& other);
  friend bool operator==(const Confusion&, const Confusion&) = default;
};

struct Quality {
  Estimate precision;  ///< undefined: "no hits"
  Estimate recall;     ///< undefined: "no codings by the coder"
  Estimate f1;         ///< undefined where both are
  Estimate kappa;      ///< Cohen's; see agreement.h
  /// How much commoner one answer is than the other, and how much more often the rule says yes than the
  /// coder: (tp - tn) / n and (fp - fn) / n, each -1..1 (Byrt, Bishop & Carlin 1993). Where prevalence is far
  /// from 0, kappa is low even if nearly all units agree. Empty where n = 0.
  std::optional<double> prevalence, bias;
};

Quality quality(const Confusion& table, double level = usual_level);

struct BootstrapOptions {
  std::uint64_t seed = 1;
  int resamples = 2000;
  double level = usual_level;
};
/// The same values, with intervals between the percentiles of resamples: as many sources, drawn with
/// replacement. No interval where there are fewer than five sources, or where one in twenty resamples has no
/// value. One pass over all resamples: O(resamples * sources).
Quality quality_over_sources(std::span<const Confusion> sources, const BootstrapOptions& options = {});
inline constexpr std::size_t fewest_sources = 5;

}  // namespace gloss::stats
