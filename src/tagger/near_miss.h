// SPDX-License-Identifier: GPL-3.0-or-later
// Why a code is not on a passage: how near each of its rules comes, and what stands in the way.
//
// Every part of a rule is asked for by itself (program.h, Probe), so that parts can be told apart: `$lack
// before/3 $money` may lack one of the two, have both eight words apart, or the other way round. A rule is
// the nearer the larger the share of its parts that are fulfilled. Operators are parts, too: with both words
// there, but too far apart, two of three are fulfilled.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "tagger/program.h"

namespace gloss::tagger {

/// One thing that a rule wants and the passage does not give.
struct Obstacle {
  enum class Kind : std::uint8_t {
    absent,       ///< `of` occurs nowhere in the unit
    scattered,    ///< the words of the phrase `of` are there (pieces), but not in a row
    distant,      ///< both operands are there, but not as near as `of` wants, or the other way round
    apart,        ///< the operands of `of` (pieces) are there, but never in one unit
    unrelated,    ///< both operands are there, but neither inside, containing, overlapping the other
    excluded,     ///< the last operand of `of` is there, and must not be
    number,       ///< the operand of `of` is there `found` times
    too_few,      ///< only `found` of the operands of `of` are there; pieces are the others
    negated,      ///< affirmed(A): cancelled by `cues`
    not_negated,  ///< negated(A): no cue, or an even number of `cues`
    refused,      ///< `test` does not hold: the passage has `values`
  };
  /// Part of a phrase, or an operand.
  struct Piece {
    std::string text;                          ///< as in a rule
    std::vector<Run> runs;                     ///< where it stands; empty = nowhere
    const codebook::Expression* of = nullptr;  ///< as long as the finder
  };

  Kind kind = Kind::absent;
  const codebook::Expression* of = nullptr;  ///< into the codebook; nullptr for the codebook's `where`
  codebook::Unit unit = codebook::Unit::passage;
  std::vector<Piece> pieces;
  // distant, unrelated, excluded: the two that stand nearest to each other
  Run first, second;
  std::uint32_t limit = 0;     ///< scattered: the most positions that the phrase can take
  std::uint32_t distance = 0;  ///< positions, or characters where `of` says so; 0: they share a word
  bool other_way_round = false, in_other_unit = false;
  std::size_t found = 0;
  std::vector<Run> cues;
  codebook::Test test;
  std::vector<std::string> values;  ///< empty = not set
};

/// How near one rule comes.
struct RuleMiss {
  int code = 0, rule = 0;              ///< rule from 1
  double fulfilled = 0, parts = 0;     ///< a phrase of which half the words are there counts less than half
  std::vector<Obstacle> obstacles;     ///< in the order of the rule; the codebook's condition last
  std::vector<Obstacle::Piece> there;  ///< parts that are fulfilled, in the order of the rule
  std::vector<Run> elsewhere;          ///< it hits the passage, but not the words in question

  double share() const { return parts > 0 ? fulfilled / parts : 0; }
};

/// A hit that another, longer one of another code displaced (conflict: longest).
struct Displaced {
  int code = 0;
  Run run;
  int by_code = 0;
  Run by;
};

struct NearMiss {
  std::vector<Hit> hits;       ///< the code is there after all
  std::vector<Obstacle> base;  ///< tests of the codebook's `where` that refuse the passage
  std::vector<Displaced> displaced;
  std::vector<RuleMiss> rules;  ///< nearest first; equally near ones by code and number
};

class NearMissFinder {
 public:
  /// For these codes (and those below them) of the codebook. All but `codes` outlive the finder. Faults: as
  /// Program::compile.
  static Result<NearMissFinder> make(const codebook::Codebook& codebook, const std::vector<int>& codes,
                                     const index::Vocabulary& vocabulary, const std::string& file,
                                     const CompileOptions& options);
  ~NearMissFinder();
  NearMissFinder(NearMissFinder&&) noexcept;
  NearMissFinder& operator=(NearMissFinder&&) noexcept;

  /// `words`: the words in question inside the passage; all of it where nothing narrower is meant. A passage
  /// without positions misses everything. REQUIRES: `code` is one of the codes the finder was made for.
  NearMiss find(int code, const SourceView& source, std::size_t passage, std::optional<Run> words) const;

 private:
  struct Impl;
  explicit NearMissFinder(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::tagger
