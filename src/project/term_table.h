// SPDX-License-Identifier: GPL-3.0-or-later
// Words and phrases that occur often in some stretches of the texts, and how often they occur in all of them.
//
// A term is a word, or positions in a row that a quoted phrase of a rule would match: up to three words, or
// up to six positions with characters of a script without spaces among them. Which rows of characters are
// words nobody knows without a dictionary, so a row is taken for a unit if it is no accident, in two ways:
// wherever it is cut in two, the parts stand together far more often than chance (PMI and G2), and what
// stands before and after it varies (accessor variety; Feng, Chen, Deng & Zheng 2004), which a fragment such
// as 双重管 of 双重管理 fails. The same holds for phrases of words.
//
// Rows grow by one position a round from those that are frequent enough, for no row is more frequent than its
// parts (Agrawal & Srikant 1994); so memory follows the target, not the texts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/token_store.h"
#include "project/count_table.h"

namespace gloss::project {

enum class Side : std::uint8_t { target, reference, neither };

/// Positions [begin, end) of one text, all in one passage.
struct Stretch {
  std::span<const index::Cell> text;
  std::uint32_t begin = 0, end = 0;
  std::uint32_t passage = 0;  ///< a number of its own for each passage, ascending
  Side side = Side::neither;
};

/// What is known of a passage, whatever side its stretches are on.
struct PassageState {
  bool carries = false;  ///< a coding of record of the code meets it
  bool chosen = false;   ///< one of the passages whose marks are looked for
  bool ruled = false;    ///< a rule of the code hits in it
};

struct TermCount {
  std::uint32_t target = 0, reference = 0;         ///< occurrences in stretches of these sides
  std::uint32_t hits = 0;                          ///< occurrences in all stretches
  std::uint32_t passages = 0;                      ///< with an occurrence
  std::uint32_t chosen = 0, missed = 0, adds = 0;  ///< of these: chosen; chosen but not ruled; not carrying
  std::uint32_t last_passage = 0xFFFFFFFF;
  void add(const Stretch& stretch, std::span<const PassageState> passages);
};

struct TermOptions {
  std::uint32_t least_hits = 3;  ///< in the target
  std::uint32_t most_words = 3;
  std::uint32_t most_characters = 6;
  double least_pmi = 3;  ///< of the two parts of a row, wherever it is cut
};

class TermTable {
 public:
  TermTable(std::uint32_t vocabulary_words, const TermOptions& options)
      : options_(options), words_(vocabulary_words) {}

  /// Counts all words, then finds the rows that are frequent in the target.
  void propose(std::span<const Stretch> stretches, std::span<const PassageState> passages);
  /// Counts words and the rows found anew in other stretches.
  void count(std::span<const Stretch> stretches, std::span<const PassageState> passages);

  /// Terms have numbers: words their vocabulary id, rows those after it.
  std::uint32_t terms() const { return static_cast<std::uint32_t>(words_.size() + rows_.size()); }
  const TermCount& count_of(std::uint32_t term) const;
  /// Vocabulary ids, in order.
  std::vector<std::uint32_t> ids(std::uint32_t term) const;
  bool is_word(std::uint32_t term) const { return term < words_.size(); }
  /// Whether the term is a single character of a script without spaces.
  bool is_character(std::uint32_t term) const { return is_word(term) && words_[term].character; }
  /// Whether its parts belong together and its neighbours vary; always true for words.
  bool is_unit(std::uint32_t term) const;
  /// The terms that lie in a row, shorter by one or more, each once.
  std::vector<std::uint32_t> parts(std::uint32_t term) const;
  std::int64_t positions(Side side) const { return positions_[static_cast<std::size_t>(side)]; }
  std::int64_t positions() const { return positions_[0] + positions_[1] + positions_[2]; }

 private:
  /// What stands on one side of the occurrences: whether it varies. A sentence's edge differs from
  /// everything.
  struct Variety {
    std::uint32_t first = 0;  // neighbour + 1; 0 = none seen yet
    bool varies = false;
    void add(std::uint32_t neighbour_or_edge);
  };
  struct Word {
    TermCount count;
    bool character = false;
    bool begins = false;  // some row begins with it
  };
  struct Row {
    std::uint32_t prefix = 0, suffix = 0;  // terms without its last, without its first position
    std::uint32_t last = 0;                // word
    std::uint32_t length = 0;
    TermCount count;
    Variety before, after;
  };
  static std::uint64_t step(std::uint32_t term, std::uint32_t word) {
    return std::uint64_t{term} << 24 | word;
  }
  std::uint32_t grow_rows(std::span<const Stretch> stretches, std::uint32_t length);
  void count_words(std::span<const Stretch> stretches, std::span<const PassageState> passages);
  void count_rows(std::span<const Stretch> stretches, std::span<const PassageState> passages);
  std::uint32_t length(std::uint32_t term) const;
  bool holds_character(std::uint32_t term) const;
  bool belong_together(std::uint32_t whole, std::uint32_t left, std::uint32_t right) const;

  TermOptions options_;
  std::vector<Word> words_;
  std::vector<Row> rows_;
  CountTable steps_;               // (term, word) -> index of the row + 1
  std::vector<std::uint32_t> at_;  // per position of the target: the longest row so far that begins there + 1
  std::int64_t positions_[3] = {};
};

}  // namespace gloss::project
