// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace gloss {

std::string shortest(double value) {
  assert(std::isfinite(value));
  if (value == 0) return "0";  // also -0
  std::array<char, 40> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

}  // namespace gloss
