// SPDX-License-Identifier: GPL-3.0-or-later
// Words before a colon that are not speakers.
#pragma once

#include <string>
#include <vector>

namespace gloss::intake {

/// Folded (text/fold.h, so Traditional is Simplified), sorted bytewise, without numbers at the end.
const std::vector<std::string>& stop_list();

}  // namespace gloss::intake
