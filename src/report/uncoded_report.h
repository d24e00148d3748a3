// SPDX-License-Identifier: GPL-3.0-or-later
// What no code catches: how much of what is said, and which passages to read next: `gloss report uncoded`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"
#include "stats/keyness.h"

namespace gloss::report {

/// A passage of the base that no coding meets.
struct UncodedPassage {
  std::int32_t source = 0;
  std::uint32_t first_word = 0, words = 0;  ///< positions in the source
};

/// Counts one part of a project after another.
class UncodedCounter {
 public:
  /// Whole sources, each in one part only. For each passage of its base: whether some coding meets it.
  std::vector<bool> add(const CodedProject& part);

  const BaseCounts& base() const { return base_; }
  const RecordCounts& record() const { return record_; }
  std::int64_t words() const { return words_; }              ///< of the base
  std::int64_t coded_words() const { return coded_words_; }  ///< that some coding covers, each once
  std::int64_t words_of_passages() const;                    ///< of the passages that no coding meets
  /// By source, then place.
  const std::vector<UncodedPassage>& passages() const { return passages_; }

 private:
  BaseCounts base_;
  RecordCounts record_;
  std::int64_t words_ = 0, coded_words_ = 0;
  std::vector<UncodedPassage> passages_;
};

/// A passage as it is shown.
struct UncodedText {
  std::string passage, speaker, text;
  std::int64_t words = 0;
};

/// A word that marks the passages without a code against those with one.
struct TypicalWord {
  std::string word;
  stats::KeyTable table;  ///< without a code, with one; all words of either
  double g2 = 0, log_ratio = 0;
};

/// Columns passage, speaker, words, text; as they are given, longest first. Head: base, record, "uncoded"
/// {passages, words, share_of_words, words_without_code, share_without_code, typical_words [{word, f1, n1,
/// f2, n2, g2, log_ratio}]}; typical words in the order in which they are given.
Table uncoded_report(const UncodedCounter& counter, const std::vector<UncodedText>& passages,
                     const std::vector<TypicalWord>& typical, const std::string& language);

}  // namespace gloss::report
