// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook watch FILE: what each save of the file in an editor changes, as soon as it is saved.
#pragma once

#include "cli/command.h"

namespace gloss::cli {

void declare_codebook_watch(CLI::App& app, Chosen& chosen);

}  // namespace gloss::cli
