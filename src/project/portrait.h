// SPDX-License-Identifier: GPL-3.0-or-later
// Where in each source of a project its codes stand: what `gloss report portrait` shows.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "project/project.h"
#include "project/selection.h"
#include "report/portrait_report.h"

namespace gloss::project {

struct PortraitRequest {
  Selection selection;
  std::string source;  ///< the name of one, or its beginning; empty = all
  enum class Form : std::uint8_t { strips, segments, picture } form = Form::strips;
  report::PortraitOptions options;  ///< its language is chosen by `language`
  std::string language;
};

/// One of the two.
struct PortraitAnswer {
  report::Table table;
  std::string svg;  ///< Form::picture
};
/// Faults: as count_codings; missing_input and usage (the source, as find_source).
Result<PortraitAnswer> portrait(const Project& project, const PortraitRequest& request);

}  // namespace gloss::project
