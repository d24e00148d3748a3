// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/agreement_counts.h"

#include <algorithm>

#include <utility>

#include "report/agreement_tables.h"
#include "stats/quantile.h"
#include "stats/random.h"

namespace gloss::report {
namespace {

/// A figure of every resample, and what lies between 2.5 and 97.5 % of them.
class Resamples {
 public:
  void add(const std::optional<double>& value) {
    if (value) values_.push_back(*value);
  }
  /// Nothing where one resample in twenty has no value.
  std::optional<stats::Interval> interval() {
    if (static_cast<double>(values_.size()) < 0.95 * agreement_resamples) return std::nullopt;
    std::sort(values_.begin(), values_.end());
    const auto at = [&](double share) { return stats::quantile_of_sorted<double>(values_, share); };
    return stats::Interval{at((1 - stats::usual_level) / 2), at((1 + stats::usual_level) / 2)};
  }

 private:
  std::vector<double> values_;
};

Figure figure_of(const stats::Coefficient& coefficient) {
  return {coefficient.value, {}, coefficient.undefined};
}

/// 1 - sum Do / sum De.
class PooledAlpha {
 public:
  void add(const stats::Coefficient& alpha) {
    if (!alpha.expected || !alpha.observed) return;
    observed_ += 1 - *alpha.observed;
    expected_ += 1 - *alpha.expected;
  }
  std::optional<double> value() const {
    if (expected_ <= 0) return std::nullopt;
    return 1 - observed_ / expected_;
  }

 private:
  double observed_ = 0, expected_ = 0;
};

CodeAgreement agreement_on(const PatternCounts& table, const SourceWeights& once, std::size_t coders) {
  CodeAgreement made;
  made.coded.resize(coders, 0);
  const std::uint64_t everybody = ~std::uint64_t{0} >> (most_coders - coders);
  for (std::size_t k = 0; k < table.patterns.size(); ++k) {
    const std::int64_t units = table.count(k, once);
    for (std::size_t coder = 0; coder < coders; ++coder)
      if ((table.patterns[k] >> coder & 1) != 0) made.coded[coder] += units;
    if (table.patterns[k] != 0) made.any += units;
    if (table.patterns[k] == everybody) made.all += units;
  }
  const stats::Ratings ratings = ratings_of(table, once, coders);
  made.percent = stats::observed_agreement(ratings).value;
  made.alpha = figure_of(alpha_of(table, once, coders));
  if (coders == 2) made.kappa = figure_of(stats::conger_kappa(ratings));
  made.ac1 = stats::gwet_ac(ratings).value;
  return made;
}

/// The figure for all codes, each for itself.
CodeAgreement agreement_on_all(const std::vector<PatternCounts>& tables, const SourceWeights& once,
                               std::size_t coders) {
  CodeAgreement made;
  made.coded.resize(coders, 0);
  PooledAlpha pooled;
  double agreed = 0, used = 0;
  for (const PatternCounts& table : tables) {
    const CodeAgreement of_code = agreement_on(table, once, coders);
    for (std::size_t coder = 0; coder < coders; ++coder) made.coded[coder] += of_code.coded[coder];
    made.any += of_code.any;
    made.all += of_code.all;
    pooled.add(alpha_of(table, once, coders));
    if (of_code.any == 0 || !of_code.percent) continue;
    agreed += *of_code.percent;
    ++used;
  }
  if (used > 0) made.percent = agreed / used;
  made.alpha.value = pooled.value();
  if (!made.alpha.value) made.alpha.undefined = "no variation";
  return made;
}

void add_intervals(const std::vector<PatternCounts>& tables, const std::vector<PatternCounts>& own,
                   std::size_t coders, std::uint64_t seed, Agreement& agreement) {
  const auto sources = static_cast<std::size_t>(agreement.sources);
  std::vector<Resamples> alphas(tables.size()), kappas(tables.size());
  Resamples all;
  stats::Random random(seed);
  for (int round = 0; round < agreement_resamples; ++round) {
    SourceWeights drawn(sources, 0);
    for (std::size_t i = 0; i < sources; ++i) ++drawn[random.below(sources)];
    PooledAlpha pooled;
    for (std::size_t code = 0; code < tables.size(); ++code) {
      alphas[code].add(alpha_of(tables[code], drawn, coders).value);
      if (coders == 2) kappas[code].add(stats::conger_kappa(ratings_of(tables[code], drawn, coders)).value);
      pooled.add(alpha_of(own[code], drawn, coders));
    }
    all.add(pooled.value());
  }
  for (std::size_t code = 0; code < tables.size(); ++code) {
    CodeAgreement& one = agreement.codes[code];
    if (one.alpha.value) one.alpha.interval = alphas[code].interval();
    if (one.kappa.value) one.kappa.interval = kappas[code].interval();
  }
  if (agreement.all.alpha.value) agreement.all.alpha.interval = all.interval();
}

}  // namespace

Agreement measure_agreement(const AgreementStudy& study, const AgreementOptions& options) {
  const std::size_t coders = study.coders.size();
  const auto tables = pattern_counts(study, true), own = pattern_counts(study, false);
  Agreement agreement;
  const ComparedText text(study);
  agreement.sources = static_cast<std::int64_t>(text.sources());
  agreement.units = text.units();
  const SourceWeights once(text.sources(), 1);
  for (const PatternCounts& table : tables) agreement.codes.push_back(agreement_on(table, once, coders));
  agreement.all = agreement_on_all(own, once, coders);
  if (options.intervals && agreement.sources >= fewest_sources_for_intervals)
    add_intervals(tables, own, coders, options.seed, agreement);
  return agreement;
}

}  // namespace gloss::report
