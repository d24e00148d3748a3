// SPDX-License-Identifier: GPL-3.0-or-later
// Which codes occur together: `gloss report cooccurrence`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/cooccurrence_test.h"
#include "report/met_codings.h"
#include "report/table.h"
#include "stats/cooccurrence.h"

namespace gloss::report {

struct CooccurrenceOptions {
  std::string unit = "passage";  ///< passage, sentence, answer, turn, source or overlap
  std::string rows,
      columns;  ///< globs over code ids (code_matches); empty = all. One code of each pair matches each
  std::vector<std::string> measures;    ///< names of stats::measures(), beside Jaccard
  std::string language = "en";          ///< of title and headings: "en" or "zh"
  std::size_t text_rows = SIZE_MAX;     ///< text form: only the strongest
  std::optional<PairTests> tests = {};  ///< of the pairs shown; none: no p is shown
};

/// Counts one part of a project after another.
class CooccurrenceCounter {
 public:
  /// `head` has the codes. Fault: usage (a unit that does not exist).
  static Result<CooccurrenceCounter> of(const CodedProject& head, const std::string& unit);
  /// Whole sources, each in one part only. `units`: those that hold text of the part's base, by source, then
  /// place, disjoint; not looked at for passage and overlap.
  void add(const CodedProject& part, std::span<const UnitPlace> units);

  /// From now on keeps where the codes stand, for a test: eight bytes for each unit and code. Fault: usage (a
  /// unit that does not follow others of its speaker: source, overlap).
  Result<void> keep_sequences();

  const std::vector<CodeRow>& codes() const { return codes_; }
  const stats::PairCounts& counts() const { return counts_; }
  const BaseCounts& base() const { return base_; }
  const RecordCounts& record() const { return record_; }
  const std::string& unit() const { return unit_; }
  /// None unless they were to be kept.
  const std::optional<UnitSequences>& sequences() const { return sequences_; }

 private:
  CooccurrenceCounter(const CodedProject& head, std::string unit)
      : codes_(head.codes), ancestry_(codes_), unit_(std::move(unit)) {}

  std::vector<CodeRow> codes_;
  Ancestry ancestry_;
  std::string unit_;
  stats::PairCounts counts_;
  BaseCounts base_;
  RecordCounts record_;
  std::optional<UnitSequences> sequences_;
};

/// Those that rows and columns pick.
std::vector<stats::CodePair> pairs_shown(const CooccurrenceCounter& counter,
                                         const CooccurrenceOptions& options);

/// Columns code_a, code_b, a, b, both, shared, n, jaccard and the measures asked for; codebook order, code_a
/// first; all pairs with both > 0 but those of a code and its ancestor. A parent is in a unit when a
/// descendant is. shared = units of `both` where matched leaves of the two overlap. With unit "overlap", a
/// and b are codings, both the pairs of overlapping ones, shared those of them whose leaves overlap; n,
/// Jaccard and all measures of units are undefined. With tests, also expected, ratio (both / expected),
/// sources (in which they stand together), p, p_adjusted, and head "test" {draws, seed, tested, exact,
/// sequences, sources}. The text form shows names and ranks by both - shared,
/// then Jaccard, then codebook order. Fault: usage (a unit or measure that does not exist).
Result<Table> cooccurrence_report(const CooccurrenceCounter& counter,
                                  const CooccurrenceOptions& options = {});
/// Of a whole project at once.
Result<Table> cooccurrence_report(const CodedProject& project, const CooccurrenceOptions& options = {},
                                  std::span<const UnitPlace> units = {});

}  // namespace gloss::report
