// SPDX-License-Identifier: GPL-3.0-or-later
// What an import found, as a table; and one line on standard error for everything refused.
#pragma once

#include "cli/command.h"
#include "project/add_sources.h"

namespace gloss::cli {

report::Table add_table(const project::AddReport& report);
void tell_refusals(Session& session, const project::AddReport& report);

}  // namespace gloss::cli
