// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report rules, a part of the report command.
#pragma once

#include "cli/command.h"

namespace gloss::cli {

void declare_report_rules(CLI::App& report, Chosen& chosen);

}  // namespace gloss::cli
