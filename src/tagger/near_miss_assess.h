// SPDX-License-Identifier: GPL-3.0-or-later
// How many parts of a rule one passage fulfils. Private to this room: callers use tagger/near_miss.h.
#pragma once

#include "tagger/conditions.h"
#include "tagger/lengths.h"
#include "tagger/near_miss_parts.h"
#include "tagger/units.h"

namespace gloss::tagger {

class Assessment {
 public:
  /// REQUIRES: all outlive this object. `spans` is by probe of `parts`, and holds all that touch the units
  /// around the passage. `characters`: by word.
  Assessment(const codebook::Codebook& codebook, const RuleParts& parts,
             const std::vector<std::uint8_t>& characters, const SourceView& source, Units& units,
             const std::vector<std::vector<ProbeSpan>>& spans, Run passage);

  /// The rule's parts and obstacles; `elsewhere` is left empty.
  RuleMiss of_rule(int code, int number, const codebook::Expression& rule);
  /// The spans of a whole rule that touch the units around the passage.
  std::vector<Run> hits_of(int code, const codebook::Expression& rule) const;
  /// Tests of the codebook's condition that do not hold for a span.
  std::vector<Obstacle> refused_by_base(Run run);

 private:
  using Spans = std::vector<const ProbeSpan*>;
  struct Part {
    double fulfilled = 0, parts = 0;
    std::vector<Obstacle> obstacles;
    std::vector<Obstacle::Piece> there;
    bool complete() const { return obstacles.empty(); }
  };
  /// Two spans that stand nearest to what a relation wants.
  struct Pair {
    Run a, b;
    std::uint32_t distance = 0;
    bool other_way_round = false, in_other_unit = false, too_far = false;
    int faults = 9;
  };

  Part assess(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part leaf(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part phrase(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part list(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part either(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part several(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part counted(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part related(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part excluded(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part polarity(const codebook::Expression& e, codebook::Unit unit, Run region);
  Part where(const codebook::Expression& e, codebook::Unit unit, Run region);

  Spans spans(const codebook::Expression& e, codebook::Unit unit, Run region) const;
  Obstacle::Piece piece(const codebook::Expression& e, codebook::Unit unit, Run region) const;
  Part fulfilled(const codebook::Expression& e, codebook::Unit unit, Run region) const;
  std::optional<Pair> nearest(const codebook::Expression& e, codebook::Unit unit, const Spans& a,
                              const Spans& b);
  std::uint32_t distance(Run a, Run b, bool in_characters);
  std::vector<Obstacle> refused(const codebook::Condition& condition, codebook::Unit unit, Run run);

  const codebook::Codebook& codebook_;
  const RuleParts& parts_;
  const SourceView& source_;
  Units& units_;
  const std::vector<std::vector<ProbeSpan>>& spans_;
  const Run passage_;
  Lengths lengths_;
  Conditions conditions_;
  int code_ = 0;
};

/// How many parts an expression has: leaves, operators, tests. Of alternatives the fewest.
double parts_of(const codebook::Expression& expression);

}  // namespace gloss::tagger
