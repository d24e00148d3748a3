// SPDX-License-Identifier: GPL-3.0-or-later
// Cases: the persons, places and organisations of a study, with their variables, and who in which source is
// which case.
#pragma once

#include <string>
#include <vector>

#include "model/source.h"

namespace gloss::model {

/// One row of cases.csv: speaker `speaker` of the sources that match `source` belongs to case `name`.
struct CaseRow {
  std::string source;        ///< a source's name, or a glob with * and ?
  std::string speaker;       ///< a label; empty = the whole source
  std::string name;          ///< the case; empty = no case, only role/kind/variables are set
  std::optional<Role> role;  ///< column `role`, where given
  std::optional<Kind> kind;  ///< column `kind`, where given
  Variables variables;       ///< the other columns, empty cells left out
  int line = 0;              ///< in the file
};

/// All rows, in file order; a later row wins over an earlier one.
struct CaseTable {
  std::vector<CaseRow> rows;
};

/// Whether `name` matches `glob`: '*' any run (of any characters, '/' too), '?' one character, the rest
/// itself, case kept.
bool glob_matches(std::string_view glob, std::string_view name);

}  // namespace gloss::model
