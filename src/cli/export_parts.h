// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `gloss export` that have files of their own, and how import and export of codebooks tell what
// could not be carried over.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "project/import_dictionary.h"

namespace gloss::cli {

/// One line for each: place, what, why. `file` names what the lines count in.
std::string loss_lines(const std::vector<exchange::DictionaryLoss>& losses, const std::string& file);

/// "2 categories, 1 entry; 3 things could not be carried over as they were".
std::string carried_over(std::size_t categories, std::size_t entries, std::size_t losses);

/// gloss export codebook.
void declare_codebook_export(CLI::App& app, Chosen& chosen);
/// gloss export matrix.
void declare_export_matrix(CLI::App& app, Chosen& chosen);
/// gloss export review.
void declare_review_export(CLI::App& app, Chosen& chosen);

}  // namespace gloss::cli
