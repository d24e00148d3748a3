// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the ids of a source for all leaves of all rules.
//
// A byte per word says whether any leaf cares; most words end there. A phrase hangs on the one of its words
// that is expected to be rarest, so "of the board" costs nothing at each "of". The rest of a phrase is
// compared in place; an id and the marks that would break the phrase are one comparison.
#pragma once

#include <vector>

#include "index/token_store.h"
#include "tagger/intervals.h"
#include "tagger/plan.h"

namespace gloss::tagger {

/// A rule's span in a source. `run` is `match` widened to the code's span.
struct Record {
  Run run, match;
  std::uint32_t rule = 0;  ///< index into Plan::rules
};

struct Occurrence {
  std::uint32_t leaf = 0;
  Run run;
};

class Scanner {
 public:
  /// REQUIRES: `plan` outlives this object.
  Scanner(const Plan& plan, std::uint32_t vocabulary_size);

  /// `allowed`: by condition, whether spans in a passage satisfy it (nullptr: all do). Appends the spans of
  /// rules that are just leaves to `records`, with run = match, nearly in text order; of leaves that other
  /// nodes ask for to `occurrences`.
  void scan(const index::TextTokens& tokens, const std::vector<const std::vector<std::uint8_t>*>& allowed,
            std::vector<Record>& records, std::vector<Occurrence>& occurrences) const;

  /// The conditions that rules of mere leaves have, ascending: `allowed` is read for these only.
  const std::vector<std::uint32_t>& conditions() const { return conditions_; }

 private:
  /// What to do where a leaf occurs: note a record for a rule, or, with this bit, an occurrence of a leaf,
  /// which comes last.
  static constexpr std::uint32_t leaf_bit = 0x80000000;
  static constexpr std::uint32_t set_bit = 0x80000000;

  /// A phrase as it hangs on one of its words.
  struct Candidate {
    std::uint32_t leaf = 0;
    std::uint32_t anchor = 0;  ///< which of the steps that word is
    std::vector<std::uint32_t>
        steps;  ///< ids, or set_bit and an element; empty: a phrase with gaps, found by find_ends
  };
  struct Range {
    std::uint32_t begin = 0, end = 0;
  };
  struct Pass;    // one call of scan
  struct Beside;  // the words next to one that phrases hang on

  void collect_actions();
  void lay_out(std::uint32_t leaf);
  void lay_out_sequence(std::uint32_t leaf, const std::vector<std::uint32_t>& elements);
  std::uint32_t rarest(const std::vector<std::uint32_t>& elements) const;
  void index_words(std::uint32_t vocabulary_size);
  void note_beside(const Candidate& candidate, Beside& beside) const;
  bool in_element(std::uint32_t id, std::uint32_t element) const;

  const Plan& plan_;
  bool feeds_nodes_ = false;  // something but rules of mere leaves asks for leaves
  std::vector<std::uint32_t> conditions_;
  std::vector<std::uint32_t> rule_conditions_;  // by rule
  std::vector<std::uint8_t> wanted_;            // by word
  std::vector<std::uint32_t> entry_of_;         // by word, into entries_
  /// For each wanted word: how many actions of single leaves, how many candidates; which words may follow and
  /// precede it in the candidates, as two sets of 64 bits (see Beside); the actions; of each candidate its
  /// leaf, anchor, number of steps, and steps. All that a word needs lies together.
  std::vector<std::uint32_t> entries_;
  std::vector<Range> leaf_actions_;  // by leaf, into leaf_action_list_
  std::vector<std::uint32_t> leaf_action_list_;
  std::vector<std::uint32_t> open_leaves_;  // phrases that begin with a gap: tried everywhere
  // While laying out: which words have which single leaves and candidates.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> word_candidates_;  // word, index into laid_out_
  std::vector<Candidate> laid_out_;
};

/// All ways through a phrase without gaps, as elements; nothing where it has gaps or there are too many ways.
std::vector<std::vector<std::uint32_t>> sequences_of(const Leaf& leaf);

/// The words that a phrase can begin with, ascending. REQUIRES: it does not begin with a gap.
Ids first_words(const Plan& plan, const Leaf& phrase);

/// The last positions of all matches of the phrase that begin at `first`, ascending. `past`: where its
/// passage ends.
void find_ends(const Plan& plan, const Leaf& phrase, std::span<const index::Cell> cells, std::uint32_t first,
               std::uint32_t past, std::vector<std::uint32_t>& ends);

}  // namespace gloss::tagger
