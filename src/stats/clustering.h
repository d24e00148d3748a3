// SPDX-License-Identifier: GPL-3.0-or-later
// Which things belong together: from each by itself, the two nearest clusters are joined until one is left.
//
// Lance & Williams 1967: the distances of a new cluster follow from those of its two parts, and the linkage
// says how. Of pairs at the same distance the one with the smaller index comes first, a cluster having that
// of its first member; so the same data give the same tree, also where there are many ties, as Jaccard's
// distances of codes have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stats/similarity.h"

namespace gloss::stats {

enum class Linkage : std::uint8_t {
  single,    ///< the nearest two members
  complete,  ///< the farthest two members
  average,   ///< the mean over all pairs of members (UPGMA)
  ward_d2,   ///< least growth of the sum of squares, distances being squared first, as R's ward.D2
};

/// Two clusters that are joined. Things are numbered 0 to n - 1; the cluster that merge k makes is n + k, as
/// in SciPy (R numbers things -1 to -n and merges from 1).
struct Merge {
  std::size_t left = 0, right = 0;  ///< `left` holds the first of all their things
  double height = 0;                ///< their distance; it never falls from merge to merge
  std::size_t size = 0;             ///< things in the new cluster
  friend bool operator==(const Merge&, const Merge&) = default;
};

/// n - 1 merges in the order in which they are made. Takes time in proportion to n^2 log n and about 40 n^2
/// bytes; meant for up to some thousand things.
std::vector<Merge> cluster(const Distances& distances, Linkage linkage = Linkage::average);

/// All things in an order in which the tree can be drawn without crossings: of two clusters, that with the
/// first thing comes first. REQUIRES: the merges of one thing or more.
std::vector<std::size_t> leaf_order(std::span<const Merge> merges);

/// Per thing its group, 0 to groups - 1, when the last groups - 1 merges are not made. Groups are numbered
/// by their first thing. REQUIRES: 1 <= groups <= merges.size() + 1.
std::vector<std::size_t> cut(std::span<const Merge> merges, std::size_t groups);

}  // namespace gloss::stats
