// SPDX-License-Identifier: GPL-3.0-or-later
// The report page of a project: what report/page.h shows, put together from codings, cases and texts.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "report/page.h"

namespace gloss::project {

/// The bytes of report.html. Groups are the values of the case variable `group`; field notes without one are a group of their own.
Result<std::string> report_page(const Project& project, const CodedProject& coded, const std::string& language);

/// The page of `gloss report all`: the same with the other reports below, and a concordance of what is coded.
Result<std::string> report_site(const Project& project, const CodedProject& coded, const std::string& language,
                                std::vector<report::PageSection> sections);

}  // namespace gloss::project
