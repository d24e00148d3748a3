// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook check FILE, and what codebook use says of the new codebook.
#pragma once

#include "cli/command.h"
#include "project/lint_codebook.h"

namespace gloss::cli {

/// Adds the options of `gloss codebook check` to `app`, and what does the work.
void declare_codebook_check(CLI::App& app, Chosen& chosen);

/// One line of news: how many findings of each kind the codebook has over the project; none where it has
/// none.
Result<void> note_findings(Session& session, const project::Project& project,
                           const codebook::Codebook& codebook, const std::string& file);

}  // namespace gloss::cli
