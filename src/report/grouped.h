// SPDX-License-Identifier: GPL-3.0-or-later
// Whole numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace gloss::report {

/// 1234, 12,345, 1,234,567: groups of three from five digits on.
std::string grouped(std::int64_t number);

}  // namespace gloss::report
