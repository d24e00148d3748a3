// SPDX-License-Identifier: GPL-3.0-or-later
// Whole numbers as people read them.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace gloss::report {

/// 1234, 12,345, 1,234,567: groups of three from five digits on.
std::string grouped(std::int64_t number);

/// "1 passage", "12 passages".
template <std::integral Number>
std::string counted(Number number, std::string_view one, std::string_view many) {
  return grouped(static_cast<std::int64_t>(number)).append(" ").append(number == 1 ? one : many);
}

}  // namespace gloss::report
