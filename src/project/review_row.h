// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a filled-in correction sheet, and what its cells name in the project as it is now.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_in.h"
#include "base/result.h"
#include "model/hand_work.h"
#include "project/apply_rules.h"
#include "project/find_coding.h"
#include "project/project.h"

namespace gloss::project::review {

/// Columns of the sheet by their titles, folded.
using Titles = std::map<std::string, std::size_t, std::less<>>;
Titles titles_of(const CsvRow& row);
/// Whether these are the titles of a correction sheet.
bool are_titles(const std::vector<CsvRow>& rows);

/// What the row is about (the columns in uncoloured cells), and what somebody wrote into it. On one line
/// each, but for the memo.
struct Row {
  Row(const CsvRow& row, const Titles& titles);
  bool says_nothing() const;
  /// Of its passage: what stands before the last colon.
  std::string source() const;

  int number;
  std::string coding, passage, words, quote, code;
  std::string decision, your_code, your_quote, memo;
};

/// The decision that a row names; `none` where it is empty. Fault: usage (another word).
Result<model::Decision> decision_of(const Row& row);

/// A passage by its indices.
struct Passage {
  std::size_t source = 0, passage = 0;
};

/// Finds what rows name. What a row names wrongly is Fault::usage, with a message that says so of the row;
/// all other faults are those of the project.
class Places {
 public:
  /// REQUIRES: both outlive it.
  Places(const Project& project, const CodedProject& coded);

  bool has_source(const std::string& name) const { return numbers_.contains(name); }
  /// The passage of this number where it has the row's words, else the only passage of the source that has.
  Result<Passage> passage(const Row& row);
  /// The row's coding by its id; after a correction of the text by code and quote in the passage, where one
  /// alone fits. Nothing where there is none.
  std::optional<CodingPlace> coding(const Row& row, const Passage& passage) const;
  /// What "Your code" is about: the quote, or the whole passage. REQUIRES: `passage` was found last.
  Result<model::Anchor> anchor(const Row& row, const Passage& passage) const;
  model::Anchor whole(const Passage& passage) const;
  /// "Your code", one or several, parted by semicolons: ids.
  Result<std::vector<std::string>> codes(const Row& row) const;

 private:
  text::ByteSpan span(const Passage& at) const { return coded_.coded[at.source].passages[at.passage].span; }
  bool has_words(const Passage& at, const Row& row) const;
  model::Anchor anchor_at(const Passage& passage, text::ByteSpan span) const;

  const Project& project_;
  const CodedProject& coded_;
  std::map<std::string, std::size_t, std::less<>> numbers_;  // of sources, by name
  std::map<std::string, CodingPlace, std::less<>> by_id_;    // codings of the rules
  std::size_t read_ = static_cast<std::size_t>(-1);          // the source whose text is at hand
  std::string text_;
};

}  // namespace gloss::project::review
