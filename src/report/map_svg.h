// SPDX-License-Identifier: GPL-3.0-or-later
// The map of correspondence analysis as a picture: codes are round, sources or groups square and bold. Both
// axes have the same scale, as distances are what is read.
#pragma once

#include <string>

#include "report/map_report.h"

namespace gloss::report {

std::string map_svg(const Profiles& profiles, const CodeMap& map);

}  // namespace gloss::report
