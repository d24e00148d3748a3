// SPDX-License-Identifier: GPL-3.0-or-later
// Interviews of one speaker each, to be coded passage by passage.
#pragma once

#include <cstdint>
#include <vector>

#include "report/crosstab_counts.h"

namespace gloss::test {

using report::CodedProject;
using report::CrosstabCounter;
using report::Standing;

/// Interviews of one speaker and four passages each; `groups` by source. Code 0 has code 1 below it.
inline CodedProject interviews(const std::vector<std::int32_t>& groups) {
  CodedProject project;
  project.codes = {{"dilemma", "Dilemma", -1}, {"dilemma/rent", "", 0}, {"strategy", "Strategy", -1}};
  project.by = "group";
  project.groups = {"official", "organiser", "participant"};
  for (std::size_t s = 0; s < groups.size(); ++s) {
    project.sources.push_back(model::Kind::interview);
    const auto source = static_cast<std::int32_t>(s);
    for (std::size_t p = 0; p < 4; ++p)
      project.base.push_back({{source, text::byte_span(10 * p, 10 * p + 9)}, source, groups[s], 0, 0});
  }
  return project;
}
inline void code_passage(CodedProject& project, std::int32_t code, std::int32_t source, std::size_t passage) {
  project.add(code, source, text::byte_span(10 * passage, 10 * passage + 2), Standing::undecided);
}
inline CrosstabCounter counter_of(const CodedProject& project) {
  CrosstabCounter counter(project);
  counter.add(project);
  return counter;
}

}  // namespace gloss::test
