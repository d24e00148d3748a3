// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/grouped.h"

namespace gloss::report {

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  if (digits.size() - first < 5) return digits;
  for (std::size_t at = digits.size() - 3;; at -= 3) {
    digits.insert(at, ",");
    if (at <= first + 3) return digits;
  }
}

}  // namespace gloss::report
