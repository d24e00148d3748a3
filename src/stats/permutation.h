// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a code is spread unevenly over groups of sources, without trusting a distribution: the labels of
// the sources are permuted and each source stays as it is, so that whatever hangs together within an
// interview stays together.
//
// Where few different tables can come out, all are weighed and p is exact: the chance of those that are at
// least as uneven. Else random ones are drawn. The options are those of rotation.h, too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gloss::stats {

struct PermutationOptions {
  std::int64_t draws = 9999;
  std::uint64_t seed = 1;
  bool exact_where_cheap = true;  ///< else always drawn
};

/// Of the sources of a group, those with the code.
struct GroupPresence {
  std::int64_t present = 0, sources = 0;
  friend bool operator==(const GroupPresence&, const GroupPresence&) = default;
};

/// REQUIRES: as many marks (0 or 1) as labels, labels below `groups`.
std::vector<GroupPresence> presence_by_group(std::span<const std::uint8_t> present,
                                             std::span<const std::int32_t> labels, std::size_t groups);

struct GroupTest {
  double cramers_v = 0, chi_square = 0;  ///< observed; they order all tables of the same margins alike
  double p = 1;
  bool exact = false;
  std::int64_t tables = 0;  ///< drawn, or all different ones
};

/// How often the labels by chance are as uneven as they are. Exact where at most `draws` different tables
/// have these margins. Nothing where fewer than two groups have sources, or all sources or none the code.
/// REQUIRES: 0 <= present <= sources, draws > 0.
std::optional<GroupTest> permute_groups(std::span<const GroupPresence> groups,
                                        const PermutationOptions& options = {});

/// (hits + 1) / (draws + 1): never 0, and right for any number of draws. Davison & Hinkley 1997.
double drawn_p(std::int64_t hits, std::int64_t draws);

}  // namespace gloss::stats
