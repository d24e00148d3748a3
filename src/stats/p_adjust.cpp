// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/p_adjust.h"

#include <algorithm>
#include <cstddef>

namespace gloss::stats {

std::vector<std::optional<double>> p_adjust(const std::vector<std::optional<double>>& p,
                                            PAdjustment adjustment) {
  std::vector<std::size_t> by_size;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (p[i]) by_size.push_back(i);
  std::sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) { return *p[a] < *p[b]; });

  auto adjusted = p;
  const auto m = static_cast<double>(by_size.size());
  double bound = adjustment == PAdjustment::benjamini_hochberg ? 1 : 0;
  for (std::size_t step = 0; step < by_size.size(); ++step) {
    if (adjustment == PAdjustment::benjamini_hochberg) {  // from the largest down
      const std::size_t rank = by_size.size() - step;
      auto& value = adjusted[by_size[rank - 1]];
      bound = std::min(bound, m * *value / static_cast<double>(rank));
      value = bound;
    } else {
      auto& value = adjusted[by_size[step]];
      const double tests = adjustment == PAdjustment::holm ? m - static_cast<double>(step) : m;
      bound = std::max(bound, std::min(1.0, tests * *value));
      value = bound;
    }
  }
  return adjusted;
}

std::optional<PAdjustment> p_adjustment_named(std::string_view name) {
  if (name == "benjamini_hochberg") return PAdjustment::benjamini_hochberg;
  if (name == "holm") return PAdjustment::holm;
  if (name == "bonferroni") return PAdjustment::bonferroni;
  return std::nullopt;
}

}  // namespace gloss::stats
