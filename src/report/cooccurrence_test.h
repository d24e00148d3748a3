// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two codes occur together more often than how often and in which runs each occurs explains.
//
// Units of one interview hang together: who has begun on money goes on about money, and whatever else comes
// up meanwhile meets it. A test that takes units for independent finds such pairs by the dozen. Here one of
// the two codes is turned within every speaker of every source as on a wheel (stats/rotation.h): its runs
// stay as long as they were, and only where they fall is left to chance.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "report/coded_project.h"
#include "stats/coded_units.h"
#include "stats/cooccurrence.h"
#include "stats/rotation.h"

namespace gloss::report {

/// Where each code stands among the units of each speaker in each source, in text order. What nobody named
/// says in a source is one sequence, too. A unit of several speakers belongs to the first.
class UnitSequences {
 public:
  explicit UnitSequences(std::size_t codes) : codes_(codes) {}
  /// Whole sources, each in one part only. `units`: by source, then place; `coded`: the codes of each.
  void add(const CodedProject& part, std::span<const UnitPlace> units, const stats::CodedUnits& coded);

  std::size_t size() const { return units_.size(); }
  std::int64_t sources() const;
  /// A sequence in which both codes stand, with the source it is of. Borrows the positions.
  struct OfPair {
    std::int32_t source = 0;
    stats::Stratum stratum;
  };
  std::vector<OfPair> of_pair(std::int32_t a, std::int32_t b) const;

 private:
  /// The positions of a code in one sequence begin here, and end where those of the next one begin.
  struct Run {
    std::uint32_t sequence = 0;
    std::size_t begin = 0;
  };
  struct OfCode {
    std::vector<Run> runs;
    std::vector<std::int64_t> positions;
    std::span<const std::int64_t> in_run(std::size_t run) const;
  };
  struct Found {
    std::uint32_t sequence;
    std::int32_t code;
    std::int64_t position;
  };
  void add_source(const CodedProject& part, std::span<const UnitPlace> units, std::size_t first_unit,
                  std::size_t& passage, const stats::CodedUnits& coded);

  std::vector<OfCode> codes_;
  std::vector<std::int64_t> units_;    // by sequence
  std::vector<std::int32_t> sources_;  // by sequence
};

struct PairTest {
  double expected = 0;             ///< units with both, if one code is turned
  std::int64_t sources = 0;        ///< in which the two stand in one unit
  std::optional<double> p;         ///< one-sided: at least as many; empty where no turning changes anything
  std::optional<double> adjusted;  ///< Benjamini & Hochberg, over the pairs that have a p
  bool exact = false;              ///< all turnings were weighed, none drawn
};

struct PairTests {
  std::vector<PairTest> pairs;  ///< in the order given
  std::int64_t tested = 0, exact = 0;
  std::int64_t sequences = 0, sources = 0;  ///< speakers within sources; sources
  stats::PermutationOptions options;
};

struct PairTestOptions {
  stats::PermutationOptions permutation = {};
  unsigned threads = 1;              ///< the answer does not depend on it
  ProgressSink* progress = nullptr;  ///< nullptr: nobody is told
};

/// Every pair is tested with the same seed. Fault: stopped.
Result<PairTests> test_pairs(const UnitSequences& sequences, std::span<const stats::CodePair> pairs,
                             const PairTestOptions& options = {});

}  // namespace gloss::report
