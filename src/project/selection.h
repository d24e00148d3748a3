// SPDX-License-Identifier: GPL-3.0-or-later
// What of a project a report counts: which passages, which codes, whose codings; and into which groups.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "model/coding.h"
#include "project/base_passages.h"
#include "project/facts.h"
#include "report/coded_project.h"

namespace gloss::project {

/// As the command line has it.
struct Selection {
  std::string where = {};  ///< a condition on passages, on top of the codebook's: "district = east"
  std::string codes = {};  ///< glob; a code that matches counts what is below it. Empty = all
  int level = 0;  ///< codes further down count as the one above them at this depth, 1 = top; 0 = all stay
  std::string decision = "not-rejected";  ///< or "accepted" (by hand, too), "any" (rejected ones, too)
  std::string origin = "any";             ///< or "rule", "coder"
  std::string coder = {};                 ///< only what this coder coded by hand or accepted; empty = whoever
  std::string by = {};  ///< the attribute whose values make the groups: "group", "role", "source.year"
};

/// A selection, read and held against a codebook and the sources.
class Selected {
 public:
  /// Faults: usage (a word that is none of the above; no code matches; no such attribute; an attribute that
  /// nothing in the project has), bad_configuration (the condition).
  static Result<Selected> of(const Selection& selection, const codebook::Codebook& codebook,
                             const KnownSources& sources, const index::Vocabulary& vocabulary);

  /// The codes that are counted, without passages and codings, with the head of the report; names are in
  /// `language`.
  report::CodedProject start(const codebook::Codebook& codebook, const std::string& language) const;
  /// The row of a code of the codebook among those that are counted: its own, or that of the nearest one
  /// above it; -1 = it does not count.
  std::int32_t row_of(std::int32_t code) const { return rows_[static_cast<std::size_t>(code)]; }

  /// For each passage of the source, whether it is in the base. Thread safe.
  std::vector<bool> in_base(const tagger::SourceView& view) const;
  /// The group of what `speaker` (-1: nobody) says in `source`; -1 = none.
  std::int32_t group_of(std::size_t source, std::int32_t speaker) const {
    return groups_.empty() ? -1 : groups_[source][static_cast<std::size_t>(speaker + 1)];
  }
  /// Whether a coding counts, were it alone on its span. Of record: see codings_of_record.
  bool counts(const model::Coding& coding) const;
  /// Whether a coding of the rules that nobody decided about counts.
  bool counts_undecided() const;
  bool counts_rejected() const { return selection_.decision == "any"; }

 private:
  Result<void> choose_codes(const codebook::Codebook& codebook);
  Result<void> make_groups(const KnownSources& sources);

  Selection selection_;
  std::string where_;
  std::vector<std::int32_t> rows_, kept_;  // by code of the codebook; by row
  std::vector<BasePassages> base_;         // the codebook's condition and the selection's
  std::vector<std::string> group_names_;
  std::vector<std::vector<std::int32_t>> groups_;  // by source, then speaker + 1
};

}  // namespace gloss::project
