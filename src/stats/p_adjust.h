// SPDX-License-Identifier: GPL-3.0-or-later
// Many tests at once: of 200 codes that have nothing to do with age, ten will seem to at .05. An adjusted p
// is compared with the level that one test would have.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gloss::stats {

enum class PAdjustment : std::uint8_t {
  benjamini_hochberg,  ///< at most that share of the findings is false: min over j >= i of m p_(j) / j.
                       ///< Benjamini & Hochberg 1995. For many codes.
  holm,                ///< no false finding at all with that chance: max over j <= i of (m - j + 1) p_(j).
                       ///< Holm 1979. For few.
  bonferroni           ///< the same, simpler and weaker: m p. Bonferroni 1936.
};

/// In the order given; p_(j) is the j-th smallest of the m that have a value. Those without one stay so and
/// are not counted in m. Never above 1. REQUIRES: 0 <= p <= 1.
std::vector<std::optional<double>> p_adjust(const std::vector<std::optional<double>>& p,
                                            PAdjustment adjustment);

/// By its name, "holm"; nothing where there is none of it.
std::optional<PAdjustment> p_adjustment_named(std::string_view name);

}  // namespace gloss::stats
