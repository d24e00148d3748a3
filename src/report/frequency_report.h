// SPDX-License-Identifier: GPL-3.0-or-later
// How often each code occurs: `gloss report frequency`.
#pragma once

#include <string>

#include "report/coded_project.h"
#include "report/table.h"

namespace gloss::report {

struct FrequencyOptions {
  std::string language = "en";  ///< of title and headings: "en" or "zh"
};

/// Columns code, name, codings, passages, sources, speakers, share; all codes in codebook order, zeros
/// included. `codings` of a code = distinct spans of it and its descendants that meet the base; passages,
/// sources and speakers = distinct ones of the base that these meet; share = passages / passages of the base.
/// Field notes and unlabelled texts have no speaker. Head: "base" {passages, sources, interview, field-note
/// (both count passages), where} and "record" {hand, accepted, undecided, rejected}.
Table frequency_report(const CodedProject& project, const FrequencyOptions& options = {});

}  // namespace gloss::report
