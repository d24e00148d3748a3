// SPDX-License-Identifier: GPL-3.0-or-later
// The units of one source as runs of positions: sentences, passages, answers, turns, sections, the source.
//
// All but sections are disjoint. A section's run covers its children, so sections nest; positions before the
// first heading are in none. An answer is what interviewees say from one question to the next: a turn of the
// interviewer that asks nothing and has at most 3 words and 4 characters ("Mm-hm.", "好的。") does not end
// it. Without an interviewer every turn is its own answer.
#pragma once

#include <array>

#include "codebook/codebook.h"
#include "tagger/facts.h"
#include "tagger/intervals.h"

namespace gloss::tagger {

class Units {
 public:
  Units() = default;
  /// REQUIRES: `source` outlives the use of this object. Keeps its buffers from source to source.
  void start(const SourceView& source);

  /// All units, as a set.
  RunSpan all(codebook::Unit unit);
  /// The units that lie in no other unit of the kind: disjoint, in text order.
  RunSpan outermost(codebook::Unit unit);
  /// The index in outermost(unit) of the unit that holds all of `run`, or -1.
  std::ptrdiff_t holding(codebook::Unit unit, Run run);
  /// The index in all(unit) of the smallest unit that holds all of `run`, or -1.
  std::ptrdiff_t smallest(codebook::Unit unit, Run run);
  /// The smallest run of units that covers `run`; where an end of it lies in no unit, that end stays.
  Run widened(codebook::Unit unit, Run run);

  /// Index of the passage that holds `position`. Fast when asked in text order.
  std::size_t passage_of(std::uint32_t position);
  /// Whether the interviewer says it. Nothing that crosses passages is asked here.
  bool by_interviewer(std::size_t passage) const;

 private:
  struct Kind {
    bool known = false;
    Runs all, outermost;
  };
  const Kind& kind(codebook::Unit unit);
  void find_sentences(Runs& runs) const;
  void find_passages(Runs& runs) const;
  void find_turns(Runs& runs) const;
  void find_answers(Runs& runs) const;
  void find_sections();
  Run innermost(codebook::Unit unit, std::uint32_t position);

  const SourceView* source_ = nullptr;
  std::array<Kind, 6> kinds_;
  Runs section_runs_;  // by index into SourceFacts::sections; first > last where it has no positions
  std::size_t last_passage_ = 0;
};

}  // namespace gloss::tagger
