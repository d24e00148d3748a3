// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which every report on codes says what it counts.
#pragma once

#include "cli/command.h"
#include "project/selection.h"

namespace gloss::cli {

/// --where, --codes, --level, --decision, --origin. --coder is one of the options of every command; a report
/// takes it for whose codings count: see `selection`.
void declare_selection(CLI::App& app, project::Selection& selection);
/// --by; `what` says what the groups are for.
void declare_groups(CLI::App& app, project::Selection& selection, const char* what);
/// With the coder that the command line names.
project::Selection selection(const Session& session, project::Selection selection);

}  // namespace gloss::cli
