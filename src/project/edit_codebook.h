// SPDX-License-Identifier: GPL-3.0-or-later
// Renames, merges and splits codes in a codebook file and in the project that uses it, as one change: first
// all is prepared and checked, then the file is written and the project takes it over.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/project.h"

namespace gloss::project {

struct CodebookEdit {
  enum class Kind { rename, merge, split };
  Kind kind = Kind::rename;
  std::string from, to;    ///< ids: old and new, the merged and the remaining, the split and the new code
  std::vector<int> rules;  ///< split: numbers from 1 of the rules that move
  std::vector<int> examples, counterexamples;  ///< split: likewise, beside those that only these rules find
};

struct EditedCodebook {
  std::string path, before, after;  ///< the file and its text
  codebook::Codebook codebook;      ///< of `after`
  std::vector<std::string> notes;   ///< what to look at: moved examples, tests that fail now
};

/// Reads the file and edits its text; nothing is written. When a code is split, the examples that only the
/// moved rules find go with them. Faults: as read_file and parse_codebook; bad_configuration (ids, numbers).
Result<EditedCodebook> prepare_edit(const std::string& path, const CodebookEdit& edit);

/// The file of the project's codebook, beside the project. Faults: bad_input (no codebook yet),
/// missing_input.
Result<std::string> codebook_file(const Project& project);

/// Writes the file and, if there is a project, makes it the project's codebook; what cannot be done to both
/// is done to none. Faults: those of write_file and of acts; bad_input (the project uses another codebook).
Result<void> edit_codebook(Project* project, const EditedCodebook& edited);

}  // namespace gloss::project
