// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `gloss report` that have files of their own.
#pragma once

#include "cli/command.h"

namespace gloss::cli {

void declare_report_rules(CLI::App& report, Chosen& chosen);
/// accumulation, uncoded.
void declare_report_reading(CLI::App& report, Chosen& chosen);
/// words, keyness, collocations, diversity.
void declare_report_words(CLI::App& report, Chosen& chosen);
void declare_report_agreement(CLI::App& report, Chosen& chosen);
void declare_report_circles(CLI::App& report, Chosen& chosen);
void declare_report_crosstab(CLI::App& report, Chosen& chosen);

}  // namespace gloss::cli
