// SPDX-License-Identifier: GPL-3.0-or-later
// How a terminal is told to write bold, faint and unstyled (ECMA-48, SGR).
#pragma once

#include <string_view>

namespace gloss::report {

inline constexpr std::string_view bold = "\x1b[1m", dim = "\x1b[2m", unstyled = "\x1b[0m";

}  // namespace gloss::report
