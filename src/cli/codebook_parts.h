// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of `gloss codebook` that are not in cmd_codebook.cpp.
#pragma once

#include "cli/command.h"

namespace gloss::cli {

/// new, format, schema: the file alone.
void declare_codebook_file(CLI::App& app, Chosen& chosen);
/// rename, merge, split: file and project.
void declare_codebook_edits(CLI::App& app, Chosen& chosen);

}  // namespace gloss::cli
