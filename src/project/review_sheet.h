// SPDX-License-Identifier: GPL-3.0-or-later
// The correction sheet: what the rules coded, to be judged and completed in a spreadsheet, and back again.
//
// One row is a coding of the rules, or a passage without one. People write into four columns only: "Your
// decision", "Your code", "Your quote", "Your memo". Rows may be sorted, deleted, or copied to code several
// quotes of a passage. A blind sheet has one row a passage and shows nothing of what the rules or others did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_in.h"
#include "base/file.h"
#include "base/result.h"
#include "exchange/spreadsheet.h"
#include "project/project.h"

namespace gloss::project {

struct ReviewOptions {
  std::string codes = {};   ///< only codings of a code, or codes like this glob; then no other passages
  std::string source = {};  ///< only this one, as find_source takes it
  bool blind = false;
};

/// The sheets "Review", "Codes" and "How to". What this coder has decided is filled in, unless blind. Faults:
/// as all_codings, find_code, find_source.
Result<std::vector<exchange::Sheet>> review_sheet(const Project& project, const ReviewOptions& options);

/// Writes them as a .xlsx, and gives the number of rows to review. Faults: cannot_create, io.
Result<std::size_t> write_review(const Project& project, const ReviewOptions& options,
                                 const std::string& path, Overwrite overwrite);

/// A row that could not be taken over as it is, or that deserves a look.
struct RowNote {
  int row = 0;  ///< as spreadsheet programs count them
  std::string what;
};

struct ReviewTaken {
  std::size_t rows = 0;                                            ///< below the titles
  std::size_t empty = 0;                                           ///< of them, where nobody wrote anything
  std::size_t accepted = 0, rejected = 0, codings = 0, memos = 0;  ///< new
  std::size_t as_before = 0;         ///< decisions, codings and memos that were there already
  std::vector<RowNote> refused;      ///< nothing of these rows was taken
  std::vector<RowNote> noted;        ///< taken; another coder sees it differently
  bool blind = false;                ///< the sheet has no column of decisions
  std::vector<std::string> sources;  ///< that the rows are about
};

/// The rows, titles first, where the bytes are such a sheet, as .xlsx or CSV; nothing where they are neither
/// a spreadsheet nor a CSV with such titles. Faults: bad_input (a spreadsheet that is none or damaged).
Result<std::optional<std::vector<CsvRow>>> review_rows(std::string_view bytes, const std::string& file);

/// Takes a sheet back, row by row, as the work of the environment's `who`; one act, unless `dry`, which only
/// says what would be done. A row holds for the passage that its number and words name: where the text was
/// corrected since, for the only passage of the source with these words. Codings are found by their id, else
/// by code, quote and passage. `file` names the sheet. REQUIRES: rows of review_rows. Faults: as all_codings.
Result<ReviewTaken> take_review(Project& project, const std::vector<CsvRow>& rows, const std::string& file,
                                bool dry);

}  // namespace gloss::project
