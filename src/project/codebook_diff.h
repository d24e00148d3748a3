// SPDX-License-Identifier: GPL-3.0-or-later
// What a change of the codebook does to the codings of a project, before it is saved: per code what is
// gained, lost and unchanged, what becomes of decisions, and how the reports' numbers move.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/apply_rules.h"
#include "project/project.h"

namespace gloss::project {

/// A coding of the rules that only one of the codebooks makes.
struct ChangedCoding {
  std::string passage;  ///< "SOURCE:N"
  std::string speaker, quote;
  std::string decision, decided_by;  ///< what a person said of it
  std::vector<int> rules;            ///< that found it, in their codebook
};

struct ChangedCode {
  std::string code;  ///< its id in the new codebook; of a code that is gone, in the old one
  std::string was;   ///< its id in the old one, where that is another; empty = the same, or new
  bool is_new = false, is_gone = false;
  std::size_t unchanged = 0;
  std::vector<ChangedCoding> gained, lost;  ///< by source and place
  /// Passages of the base with codings of record of the code or one below it.
  std::int64_t passages_before = 0, passages_after = 0;
  bool changes() const {
    return is_new || is_gone || !was.empty() || !gained.empty() || !lost.empty() ||
           passages_before != passages_after;
  }
};

/// A pair of codes whose count of common passages changes.
struct ChangedPair {
  std::string a, b;
  std::int64_t before = 0, after = 0;
};

struct CodebookDiff {
  std::int64_t base_before = 0, base_after = 0;  ///< passages
  std::vector<ChangedCode> codes;   ///< all, in the order of the new codebook; those that are gone at the end
  std::vector<ChangedPair> pairs;   ///< by how much they change, then by name
  std::vector<Conflict> conflicts;  ///< that there are only with the new codebook
  std::size_t gained = 0, lost = 0, unchanged = 0;  ///< codings of the rules
  bool changes() const;
};

/// Both are applied to the project as it is, people's work included. Faults: as apply_rules.
Result<CodebookDiff> diff_codebooks(const Project& project, codebook::Codebook before,
                                    codebook::Codebook after);

}  // namespace gloss::project
