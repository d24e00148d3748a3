// SPDX-License-Identifier: GPL-3.0-or-later
// What the texts of a project show about a codebook: words that never occur, rules that never fire or add
// nothing, rules that fire nearly everywhere, codes that cannot be told apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/lint.h"
#include "project/project.h"

namespace gloss::project {

struct LintOptions {
  double broad = 0.20;                     ///< share of the base from which on a rule is broad
  std::int64_t passages = 5;               ///< fewer are too few to call a rule broad or codes twins
  std::size_t with_neighbours = SIZE_MAX;  ///< so many findings on dead words get spelling neighbours
};

/// By line. A rule is shadowed where each of its spans lies in a span of one other rule of its code; of two
/// rules with the same spans the later is. Twins are codes with rules that fire on the same passages, neither
/// above the other. A word is dead where it occurs nowhere in the texts; the words of a rule that never fires
/// are told with it. Faults: bad_configuration (a rule), stopped; as the index.
Result<std::vector<codebook::Finding>> lint_codebook(const Project& project,
                                                     const codebook::Codebook& codebook,
                                                     const std::string& file, const LintOptions& options);

}  // namespace gloss::project
