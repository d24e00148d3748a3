// SPDX-License-Identifier: GPL-3.0-or-later
// How far coders agree, and the rules with them: what `gloss report agreement` shows.
//
// Only sources that all of the compared coders have done count: there, and only there, a passage without a
// code is one to which a coder did not give it. What a coder gives is what the coder coded by hand or
// accepted of the rules. The rules, taken as a coder, give what they find, whatever was decided about it.
// Who had seen what rules or others had found, or accepted it, is not independent of them, and is marked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"
#include "report/agreement_report.h"
#include "report/table.h"

namespace gloss::project {

struct AgreementRequest {
  std::vector<std::string> coders = {};  ///< empty = all who have done a source
  bool with_rules = false;
  std::string unit = "passage";  ///< or sentence, source, characters
  enum class Form : std::uint8_t { figures, disagreements, confusion } form = Form::figures;
  std::string where = {}, codes = {};  ///< as in Selection
  int level = 0;
  bool intervals = false;
  std::uint64_t seed = 1;
  std::string language = {};
};

/// Faults: as apply_rules; usage (fewer than two coders or too many; a coder who has done nothing; no source
/// that all have done; no such unit; as Selected::of).
Result<report::Table> agreement(const Project& project, const AgreementRequest& request);

}  // namespace gloss::project
