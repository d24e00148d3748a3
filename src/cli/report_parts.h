// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `gloss report` that have files of their own.
#pragma once

#include "cli/command.h"

namespace gloss::cli {

void declare_report_matrix(CLI::App& report, Chosen& chosen);
void declare_report_codebook(CLI::App& report, Chosen& chosen);
void declare_report_portrait(CLI::App& report, Chosen& chosen);
void declare_report_methods(CLI::App& report, Chosen& chosen);
void declare_report_quotations(CLI::App& report, Chosen& chosen);
void declare_report_sequence(CLI::App& report, Chosen& chosen);
/// all.
void declare_report_all(CLI::App& report, Chosen& chosen);
/// `gloss report --check FOLDER`.
Run check_reports(std::string folder);
void declare_report_rules(CLI::App& report, Chosen& chosen);
/// accumulation, uncoded.
void declare_report_reading(CLI::App& report, Chosen& chosen);
/// words, keyness, collocations, diversity.
void declare_report_words(CLI::App& report, Chosen& chosen);
void declare_report_agreement(CLI::App& report, Chosen& chosen);
void declare_report_circles(CLI::App& report, Chosen& chosen);
void declare_report_cooccurrence(CLI::App& report, Chosen& chosen);
/// similarity, clusters, map.
void declare_report_likeness(CLI::App& report, Chosen& chosen);
void declare_report_network(CLI::App& report, Chosen& chosen);
void declare_report_crosstab(CLI::App& report, Chosen& chosen);

}  // namespace gloss::cli
