// SPDX-License-Identifier: GPL-3.0-or-later
// From trees to a plan: words cut and resolved, phrases laid out, equal sub-expressions shared, codes
// ordered.
#pragma once

#include "tagger/plan.h"
#include "tagger/program.h"

namespace gloss::tagger {

/// Faults: bad_configuration with the rule's place.
Result<Plan> plan_codebook(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary,
                           const std::string& file, const CompileOptions& options,
                           std::span<const Probe> probes);
/// One rule of `code` by itself, with the codebook's condition, unit, lists and negation. The plan has one code
/// with that rule. REQUIRES: the rule names no codes.
Result<Plan> plan_rule(const codebook::Codebook& codebook, int code, const codebook::Expression& rule,
                       const index::Vocabulary& vocabulary, const std::string& file,
                       const CompileOptions& options);
/// The plan has one code with one rule. `text` is shown in errors.
Result<Plan> plan_query(const codebook::Expression& query, const std::string& text,
                        const index::Vocabulary& vocabulary, const CompileOptions& options);

}  // namespace gloss::tagger
