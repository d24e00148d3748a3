// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/network_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/random.h"

namespace gloss::report {
namespace {

/// One part of a network, with nodes numbered anew.
struct LayoutPart {
  std::vector<std::size_t> nodes;  // of the network
  std::vector<LayoutEdge> edges;   // between indices of `nodes`
  std::vector<LayoutPlace> places;
  LayoutPlace low, high;  // corners
  double width() const { return high.x - low.x; }
  double height() const { return high.y - low.y; }
};

double unit_interval(stats::Random& random) { return static_cast<double>(random.next() >> 11) * 0x1p-53; }

void push_apart(const std::vector<LayoutPlace>& places, double apart, std::vector<LayoutPlace>& moves) {
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      double dx = places[i].x - places[j].x, dy = places[i].y - places[j].y;
      if (dx == 0 && dy == 0) dx = 0.01 * static_cast<double>(j - i);
      const double force = apart * apart / (dx * dx + dy * dy);  // k^2 / d, along (dx, dy) / d
      moves[i].x += dx * force, moves[i].y += dy * force;
      moves[j].x -= dx * force, moves[j].y -= dy * force;
    }
}

void pull_together(const LayoutPart& part, double apart, std::vector<LayoutPlace>& moves) {
  for (const LayoutEdge& edge : part.edges) {
    const double dx = part.places[edge.a].x - part.places[edge.b].x,
                 dy = part.places[edge.a].y - part.places[edge.b].y;
    const double force = std::hypot(dx, dy) / apart * edge.weight;  // d^2 / k, along (dx, dy) / d
    moves[edge.a].x -= dx * force, moves[edge.a].y -= dy * force;
    moves[edge.b].x += dx * force, moves[edge.b].y += dy * force;
  }
}

void lay_out_part(LayoutPart& part, const LayoutOptions& options, stats::Random& random) {
  const double side = options.apart * std::sqrt(static_cast<double>(part.nodes.size()));
  part.places.resize(part.nodes.size());
  for (LayoutPlace& place : part.places) {
    place.x = unit_interval(random) * side;
    place.y = unit_interval(random) * side;
  }
  for (int round = 0; part.nodes.size() > 1 && round < options.rounds; ++round) {
    const double temperature = side / 8 * (1 - static_cast<double>(round) / options.rounds) + 0.5;
    std::vector<LayoutPlace> moves(part.nodes.size());
    push_apart(part.places, options.apart, moves);
    pull_together(part, options.apart, moves);
    for (std::size_t i = 0; i < moves.size(); ++i) {
      const double length = std::hypot(moves[i].x, moves[i].y);
      const double scale = length > temperature ? temperature / length : 1;
      part.places[i].x += moves[i].x * scale;
      part.places[i].y += moves[i].y * scale;
    }
  }
  part.low = part.high = part.places.front();
  for (const LayoutPlace& place : part.places) {
    part.low = {std::min(part.low.x, place.x), std::min(part.low.y, place.y)};
    part.high = {std::max(part.high.x, place.x), std::max(part.high.y, place.y)};
  }
}

std::vector<LayoutPart> parts_of(std::size_t nodes, std::span<const LayoutEdge> edges) {
  const auto part_of = connected_parts(nodes, edges);
  std::vector<LayoutPart> parts;
  std::vector<std::size_t> number(nodes);
  for (std::size_t node = 0; node < nodes; ++node) {
    if (parts.size() <= part_of[node]) parts.emplace_back();
    number[node] = parts[part_of[node]].nodes.size();
    parts[part_of[node]].nodes.push_back(node);
  }
  for (const LayoutEdge& edge : edges)
    parts[part_of[edge.a]].edges.push_back({number[edge.a], number[edge.b], edge.weight});
  std::stable_sort(parts.begin(), parts.end(),
                   [](const LayoutPart& a, const LayoutPart& b) { return a.nodes.size() > b.nodes.size(); });
  return parts;
}

}  // namespace

std::vector<std::size_t> connected_parts(std::size_t nodes, std::span<const LayoutEdge> edges) {
  std::vector<std::size_t> first(nodes);  // towards the first node of its part
  std::iota(first.begin(), first.end(), std::size_t{0});
  const auto root = [&](std::size_t node) {
    while (first[node] != node) node = first[node] = first[first[node]];
    return node;
  };
  for (const LayoutEdge& edge : edges) {
    const std::size_t a = root(edge.a), b = root(edge.b);
    first[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::size_t> part(nodes);
  std::size_t parts = 0;
  for (std::size_t node = 0; node < nodes; ++node)
    part[node] = root(node) == node ? parts++ : part[root(node)];
  return part;
}

std::vector<LayoutPlace> lay_out_network(std::size_t nodes, std::span<const LayoutEdge> edges,
                                         const LayoutOptions& options) {
  stats::Random random(options.seed);
  auto parts = parts_of(nodes, edges);
  double widest = 0, area = 0;
  for (LayoutPart& part : parts) {
    lay_out_part(part, options, random);
    widest = std::max(widest, part.width());
    area += (part.width() + options.apart) * (part.height() + options.apart);
  }
  const double row_width = std::max(widest, 1.2 * std::sqrt(area));
  std::vector<LayoutPlace> places(nodes);
  double x = 0, y = 0, row_height = 0;
  for (const LayoutPart& part : parts) {
    if (x > 0 && x + part.width() > row_width) {
      y += row_height + options.apart;
      x = row_height = 0;
    }
    for (std::size_t i = 0; i < part.nodes.size(); ++i)
      places[part.nodes[i]] = {x + part.places[i].x - part.low.x, y + part.places[i].y - part.low.y};
    x += part.width() + options.apart;
    row_height = std::max(row_height, part.height());
  }
  return places;
}

}  // namespace gloss::report
