// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook diff OLD NEW, and gloss codebook use FILE, which shows the same before anything is saved.
#pragma once

#include "cli/command.h"
#include "project/codebook_diff.h"

namespace gloss::cli {

void declare_codebook_diff(CLI::App& app, Chosen& chosen);
void declare_codebook_use(CLI::App& app, Chosen& chosen);

/// What a change does, as text for people. `examples`: how many codings are shown of each code and kind of
/// change.
std::string diff_text(const project::CodebookDiff& diff, std::size_t examples, std::size_t width, bool color);

}  // namespace gloss::cli
