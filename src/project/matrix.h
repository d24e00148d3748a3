// SPDX-License-Identifier: GPL-3.0-or-later
// Units by codes, as R, SPSS and spreadsheets take them: `gloss report matrix`, `gloss export matrix`.
#pragma once

#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/matrix_rows.h"

namespace gloss::project {

struct MatrixRequest {
  Selection selection;
  std::string unit = "passage";  ///< report::MatrixUnit
  std::string cells = "01";      ///< report::MatrixValue
  report::MatrixForm form = report::MatrixForm::wide;
  std::string language;
};

/// Hands every unit that holds text of the base to `out`: stretches of text and sources in text order,
/// speakers (as `gloss report frequency` counts them: those of one case are one) by their first source, cases
/// by name. What nobody says is in no row of speakers and cases, and what answers no question in no answer.
///
/// Codings are counted first and kept, 20 bytes each; then texts are read source by source, for a project
/// file belongs to one thread and rules run on several. Faults: as count_codings; usage (a unit or value that
/// does not exist); those of `out`.
Result<void> matrix(const Project& project, const MatrixRequest& request, report::MatrixWriter& out);

}  // namespace gloss::project
