// SPDX-License-Identifier: GPL-3.0-or-later
// How often each source, speaker, case or code has each word, as sparse rows.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "project/word_base.h"
#include "report/profiles.h"
#include "stats/similarity.h"

namespace gloss::project {

/// By source: which codes are coded in which of its passages; passages of the base, numbered within the
/// source.
using CodesBySource = std::vector<std::vector<report::PassageCode>>;

class WordProfiles {
 public:
  /// `codes`: only where codes are compared. REQUIRES: both outlive it.
  WordProfiles(WordBase& base, report::ProfileOf of, const CodesBySource& codes)
      : base_(base), of_(of), codes_(codes) {}

  /// In the order of sources, each once.
  void add(const SourceWords& source);

  /// Rows by number of the source, person or code; no further than the last that was met.
  std::size_t size() const { return rows_.size(); }
  std::int64_t passages(std::size_t row) const { return rows_[row].passages; }
  /// Passages of the base that nobody named says, where persons are compared.
  std::int64_t without() const { return without_; }
  /// Counts of words, but function words; columns are numbers of words.
  stats::SparseRow row(std::size_t row);

 private:
  struct Row {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // (word, count): parts one after another
    std::size_t merged = 0;                                      // as long as that when parts were merged
    std::int64_t passages = 0;
  };
  std::vector<std::pair<std::int32_t, std::size_t>> rows_of_passages(const SourceWords& source) const;
  void add_part(Row& row);
  static void merge(Row& row);

  WordBase& base_;
  const report::ProfileOf of_;
  const CodesBySource& codes_;
  std::vector<Row> rows_;
  std::int64_t without_ = 0;
  std::vector<std::uint32_t> in_part_, met_;  // by word: how often in the part; words of the part
};

}  // namespace gloss::project
