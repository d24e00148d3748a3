// SPDX-License-Identifier: GPL-3.0-or-later
// Words before a colon that are not speakers.
#pragma once

#include <string_view>
#include <vector>

namespace gloss::intake {

/// In lower case (ASCII), sorted bytewise, without numbers at the end.
const std::vector<std::string_view>& stop_list();

}  // namespace gloss::intake
