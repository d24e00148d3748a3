// SPDX-License-Identifier: GPL-3.0-or-later
// Negation: which cues stand in the window of a span.
//
// The window reaches left over so many words (or characters, in scripts without spaces; it ends where either
// is used up), right likewise, and ends at the sentence's end, at ; : and dashes, and at a stop word. A cue
// counts if it lies wholly in the window, is not part of a pseudo-cue ("not only", 不得不), and is not
// directly followed by punctuation: "No, there is no lack" denies once.
#pragma once

#include "codebook/codebook.h"
#include "index/token_store.h"
#include "tagger/intervals.h"

namespace gloss::tagger {

class NegationWindows {
 public:
  /// `cues`, `pseudo`, `stops`: sets of one source of which no run contains another; copied. REQUIRES:
  /// `cells` outlives the use.
  void start(std::span<const index::Cell> cells, RunSpan cues, RunSpan pseudo, RunSpan stops,
             codebook::Window before, codebook::Window after);
  /// The cues that count for `run`, in text order, appended to `out`.
  void cues_of(Run run, Runs& out) const;
  std::size_t count(Run run) const;

 private:
  Run left(Run run) const;  // empty where first > last
  Run right(Run run) const;

  Runs cues_, stops_;
  std::vector<std::uint32_t> barriers_;  // a window does not reach from such a position to the one before
  std::vector<std::uint32_t> words_before_, characters_before_;  // running totals, one more than positions
  codebook::Window before_, after_;
};

}  // namespace gloss::tagger
