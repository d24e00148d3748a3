// SPDX-License-Identifier: GPL-3.0-or-later
// Networks as files that Gephi, yEd, igraph, NetworkX and Cytoscape open: GraphML 1.0 and GEXF 1.3.
//
// Neither file carries a date, so that equal graphs give equal bytes. Characters that XML cannot hold become
// U+FFFD, and so do bytes that are not UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace gloss::exchange {

/// Of a node or an edge. A value that is not there is not written.
struct GraphAttribute {
  enum class Type : std::uint8_t { whole, number, text };
  std::string name;  ///< "count"
  Type type = Type::text;
};
using GraphValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct GraphNode {
  std::string label;               ///< for people
  std::string color;               ///< "#b5462f"; anything else = none
  std::vector<GraphValue> values;  ///< as long as Graph::node_attributes
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  ///< indices of nodes; an edge has no direction
  double weight = 1;
  std::vector<GraphValue> values;  ///< as long as Graph::edge_attributes
};

struct Graph {
  std::string title;  ///< what it shows and how it was counted, for people
  std::vector<GraphAttribute> node_attributes, edge_attributes;
  std::vector<GraphNode> nodes;  ///< written in this order, as edges are
  std::vector<GraphEdge> edges;
};

/// Nodes are n0, n1 ... in both. In GraphML labels, colours and weights are data of these names: label,
/// color, weight; in GEXF they have places of their own.
std::string as_graphml(const Graph& graph);
std::string as_gexf(const Graph& graph);

}  // namespace gloss::exchange
