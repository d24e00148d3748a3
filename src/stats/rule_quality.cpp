// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rule_quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/quantile.h"
#include "stats/random.h"

namespace gloss::stats {
namespace {

AgreementTable as_agreement(const Confusion& t) {
  AgreementTable table(2);
  table.add(1, 1, t.tp);
  table.add(1, 0, t.fp);
  table.add(0, 1, t.fn);
  table.add(0, 0, t.tn);
  return table;
}

double f1_of_jaccard(double j) { return 2 * j / (1 + j); }

/// Precision, recall, F1, kappa; empty where undefined. Kept free of intervals, for the resamples.
std::array<std::optional<double>, 4> values_of(const Confusion& t) {
  const auto of = [](std::int64_t x, std::int64_t n) -> std::optional<double> {
    if (n == 0) return std::nullopt;
    return static_cast<double>(x) / static_cast<double>(n);
  };
  std::optional<double> kappa;
  const auto n = static_cast<double>(t.units());
  if (t.tp != t.units() && t.tn != t.units()) {
    const double hits = static_cast<double>(t.tp + t.fp) / n, coded = static_cast<double>(t.tp + t.fn) / n;
    const double expected = hits * coded + (1 - hits) * (1 - coded);
    kappa = (static_cast<double>(t.tp + t.tn) / n - expected) / (1 - expected);
  }
  return {of(t.tp, t.tp + t.fp), of(t.tp, t.tp + t.fn), of(2 * t.tp, 2 * t.tp + t.fp + t.fn), kappa};
}

}  // namespace

Confusion& Confusion::operator+=(const Confusion& other) {
  tp += other.tp;
  fp += other.fp;
  fn += other.fn;
  tn += other.tn;
  return *this;
}

Quality quality(const Confusion& t, double level) {
  Quality q;
  q.precision = share(t.tp, t.tp + t.fp, "no hits", level);
  q.recall = share(t.tp, t.tp + t.fn, "no codings by the coder", level);
  q.f1 = share(t.tp, t.tp + t.fp + t.fn, "neither hits nor codings", level);
  if (q.f1.value) {
    q.f1.value = f1_of_jaccard(*q.f1.value);
    q.f1.interval = Interval{f1_of_jaccard(q.f1.interval->low), f1_of_jaccard(q.f1.interval->high)};
  }
  q.kappa = cohen_kappa(as_agreement(t), level).estimate;
  if (t.units() > 0) {
    const auto n = static_cast<double>(t.units());
    q.prevalence = static_cast<double>(t.tp - t.tn) / n;
    q.bias = static_cast<double>(t.fp - t.fn) / n;
  }
  return q;
}

Quality quality_over_sources(std::span<const Confusion> sources, const BootstrapOptions& options) {
  Confusion all;
  for (const Confusion& source : sources) all += source;
  Quality q = quality(all, options.level);
  const std::array<Estimate*, 4> estimates{&q.precision, &q.recall, &q.f1, &q.kappa};
  for (Estimate* estimate : estimates) estimate->interval.reset();
  if (sources.size() < fewest_sources) return q;

  std::array<std::vector<double>, 4> values;
  Random random(options.seed);
  for (int round = 0; round < options.resamples; ++round) {
    Confusion drawn;
    for (std::size_t i = 0; i < sources.size(); ++i) drawn += sources[random.below(sources.size())];
    const auto of_round = values_of(drawn);
    for (std::size_t m = 0; m < values.size(); ++m)
      if (of_round[m]) values[m].push_back(*of_round[m]);
  }
  const double tail = (1 - options.level) / 2;
  for (std::size_t m = 0; m < values.size(); ++m) {
    if (!estimates[m]->value || static_cast<double>(values[m].size()) < 0.95 * options.resamples) continue;
    std::sort(values[m].begin(), values[m].end());
    estimates[m]->interval = Interval{quantile_of_sorted<double>(values[m], tail),
                                      quantile_of_sorted<double>(values[m], 1 - tail)};
  }
  return q;
}

}  // namespace gloss::stats
