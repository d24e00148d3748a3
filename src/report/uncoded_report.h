// SPDX-License-Identifier: GPL-3.0-or-later
// What no code catches: how much of what is said, and which passages to read next: `gloss report uncoded`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"

namespace gloss::report {

/// A passage of the base that no coding meets.
struct UncodedPassage {
  std::int32_t source = 0;
  std::uint32_t first_word = 0, words = 0;  ///< positions in the source
};

/// Counts one part of a project after another.
class UncodedCounter {
 public:
  /// Whole sources, each in one part only.
  void add(const CodedProject& part);

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

/// Columns passage, speaker, words, text; as they are given, longest first. Head: base, record, "uncoded"
/// {passages, words, share_of_words, words_without_code, share_without_code}.
Table uncoded_report(const UncodedCounter& counter, const std::vector<UncodedText>& passages,
                     const std::string& language);

}  // namespace gloss::report
