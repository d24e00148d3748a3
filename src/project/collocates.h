// SPDX-License-Identifier: GPL-3.0-or-later
// Counts words in windows around places, and pairs of adjacent words.
#pragma once

#include <cstdint>
#include <vector>

#include "project/count_table.h"
#include "project/word_base.h"
#include "project/word_counts.h"
#include "report/collocations_report.h"
#include "tagger/program.h"

namespace gloss::project {

/// Counts for each of many things how many different ones it met.
class DistinctCounts {
 public:
  void add(std::uint32_t thing, std::int32_t met);
  /// By thing, below `things`.
  std::vector<std::int64_t> counts(std::size_t things);

 private:
  void compress();
  std::vector<std::uint64_t> pairs_;
  std::size_t distinct_ = 0;
};

/// Words around nodes. A word that a node touches is part of it. A window has so many words to each side,
/// inside the sentence; other nodes inside it keep their place but are not counted.
class WindowCounter {
 public:
  WindowCounter(WordBase& base, std::uint32_t window) : base_(base), window_(window) {}

  /// `nodes`: of this source, sorted, disjoint.
  void add(const SourceWords& source, const std::vector<tagger::Run>& nodes);
  /// Once, after the last source: words that stand in windows at least so often. `words` has counted all.
  void collect(const WordCounter& words, report::Collocations& out);

 private:
  struct Place {
    std::uint32_t word = 0;
    std::uint32_t first = 0, last = 0;            // positions
    std::uint32_t from_left = 0, from_right = 0;  // how far the nearest node is, before and after; 0 = none
    bool in_node = false;
  };
  struct Tally {
    std::int64_t left = 0, right = 0, sources = 0;
    std::int32_t last_source = -1;
  };
  void add_sentence(const SourceWords& source, std::size_t passage, const std::vector<tagger::Run>& nodes,
                    std::size_t& node);
  void count(const SourceWords& source, std::int32_t person);

  WordBase& base_;
  const std::uint32_t window_;
  std::int64_t nodes_ = 0, window_words_ = 0;
  std::vector<Place> sentence_;
  std::vector<Tally> tallies_;  // by word
  DistinctCounts speakers_;
};

/// Pairs of words, in two rounds over the sources: in the first, pairs are only told apart by a small number,
/// of which many share one; in the second, those are counted whose number was frequent enough. So memory
/// follows the frequent pairs, and no frequent one is missed.
class PairCounter {
 public:
  PairCounter(WordBase& base, std::int64_t least, bool function_words)
      : base_(base), least_(least), function_words_(function_words), sketch_(std::size_t{1} << 24) {}

  void foresee(const SourceWords& source);
  void add(const SourceWords& source);
  void collect(const WordCounter& words, report::Collocations& out);

 private:
  struct Tally {
    std::uint64_t pair = 0;
    std::int64_t both = 0, sources = 0;
    std::int32_t last_source = -1, last_person = -1;
  };
  template <class Use>
  void for_each_pair(const SourceWords& source, Use use);
  std::uint8_t& foreseen(std::uint64_t pair) { return sketch_[pair * 0x9E3779B97F4A7C15u >> 40]; }

  WordBase& base_;
  const std::int64_t least_;
  const bool function_words_;
  std::vector<std::uint8_t> sketch_;
  CountTable places_;  // pair -> index into tallies_ + 1
  std::vector<Tally> tallies_;
  DistinctCounts speakers_;
};

}  // namespace gloss::project
