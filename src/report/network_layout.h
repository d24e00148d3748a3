// SPDX-License-Identifier: GPL-3.0-or-later
// Where the nodes of a network stand: those with a strong edge near each other, all others apart.
//
// Fruchterman & Reingold 1991: all nodes push each other away with the force k^2 / d, an edge pulls its two
// ends together with d^2 / k times its weight, and in each round no node moves farther than the temperature,
// which falls. Here every part of the network that hangs together is laid out by itself, for parts that push
// each other would only fly apart; the parts are then set side by side in rows, the largest first.
//
// The first places are drawn with a seed (stats/random.h): the same network gives the same picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gloss::report {

struct LayoutEdge {
  std::size_t a = 0, b = 0;
  double weight = 1;  ///< above 0, at most 1
};

struct LayoutPlace {
  double x = 0, y = 0;
};

struct LayoutOptions {
  double apart = 110;  ///< k: pixels between two nodes that an edge of weight 1 ties
  int rounds = 300;
  std::uint64_t seed = 1;
};

/// By node, in pixels. Takes time in proportion to rounds * nodes^2; meant for some hundred nodes.
std::vector<LayoutPlace> lay_out_network(std::size_t nodes, std::span<const LayoutEdge> edges,
                                         const LayoutOptions& options = {});

/// Per node the part of the network that it is in; parts are numbered by their first node.
std::vector<std::size_t> connected_parts(std::size_t nodes, std::span<const LayoutEdge> edges);

}  // namespace gloss::report
