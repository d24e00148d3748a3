// SPDX-License-Identifier: GPL-3.0-or-later
// What agreement is counted from: per code and source, how many units (or characters) each set of coders gave
// the code. Figures of any selection of sources, also drawn with repetition, come from sums of these.
#pragma once

#include <cstdint>
#include <vector>

#include "report/agreement_counts.h"
#include "report/met_codings.h"
#include "stats/spans.h"

namespace gloss::report {

/// How often each compared source counts.
using SourceWeights = std::vector<std::int64_t>;

/// What u-alpha of one code needs of a source: lengths that two coders leave, that one codes, that both code,
/// and what chance cannot pair. They add up over sources (see stats::UnitCoincidences).
struct SpanSums {
  double gap = 0, apart = 0, coded = 0, squares = 0;
};

struct PatternCounts {
  std::vector<std::uint64_t> patterns;            ///< ascending, 0 (nobody) first: bit i is coder i
  std::vector<std::vector<std::int64_t>> counts;  ///< by pattern, then compared source
  std::vector<SpanSums> spans;                    ///< by compared source; only of characters
  std::int64_t count(std::size_t pattern, const SourceWeights& weights) const;
};

/// By code; `below`: codes with what lies below them.
std::vector<PatternCounts> pattern_counts(const AgreementStudy& study, bool below);
stats::Ratings ratings_of(const PatternCounts& table, const SourceWeights& weights, std::size_t coders);
/// Krippendorff's nominal alpha, of characters u-alpha.
stats::Coefficient alpha_of(const PatternCounts& table, const SourceWeights& weights, std::size_t coders);

/// The text of the base that is compared, source by source; those without units do not count.
class ComparedText {
 public:
  explicit ComparedText(const AgreementStudy& study);
  std::size_t sources() const { return lengths_.size(); }
  /// Units, or characters.
  std::int64_t units() const;
  /// Its number among the compared, or -1.
  std::int32_t number_of(std::int32_t source) const { return numbers_[static_cast<std::size_t>(source)]; }
  /// Units, or characters, of a compared source.
  std::int64_t length(std::size_t compared) const { return lengths_[compared]; }
  /// A coding, in characters of the base alone, from the start of its source.
  stats::Span in_base(const AgreementStudy& study, const MetCoding& met) const;

 private:
  std::vector<std::int32_t> numbers_;
  std::vector<std::int64_t> lengths_;
  std::vector<std::int64_t> before_;  // by passage of the base: characters of the source's earlier ones
};

}  // namespace gloss::report
