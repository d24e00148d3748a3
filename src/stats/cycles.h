// SPDX-License-Identifier: GPL-3.0-or-later
// Circles in a directed graph: ways along its edges that end where they began, no node twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gloss::stats {

struct Edge {
  std::int32_t from = 0, to = 0;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// The nodes of each circle of at least two and at most `longest` nodes, from its smallest one on; shorter
/// circles first, then by their nodes. At most `most` of them, those with the smallest first nodes: is the
/// result of that size, there may be more. Edges may be repeated; those from a node to itself are passed
/// over. REQUIRES: 0 <= from, to < nodes. Time: that of looking through all ways of `longest` steps inside
/// the strongly connected parts (Tarjan 1972).
std::vector<std::vector<std::int32_t>> simple_cycles(std::size_t nodes, const std::vector<Edge>& edges,
                                                     std::size_t longest, std::size_t most);

/// Per node the number of its strongly connected part, from 0, in the order of their smallest nodes.
std::vector<std::int32_t> strong_components(std::size_t nodes, const std::vector<Edge>& edges);

}  // namespace gloss::stats
