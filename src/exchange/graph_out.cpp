// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/graph_out.h"

#include <cctype>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>

#include "base/number.h"
#include "text/code_point.h"

namespace gloss::exchange {
namespace {

using Type = GraphAttribute::Type;

/// What XML 1.0 allows.
bool xml_can_hold(UChar32 c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const UChar32 c = text::next_code_point(text, i);
    out += xml_can_hold(c) ? text.substr(begin, i - begin) : std::string_view("\uFFFD");
  }
  return out;
}

/// Nothing where there is no value.
std::string text_of(const GraphValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) return shortest(*number);
  if (const auto* words = std::get_if<std::string>(&value)) return xml_text(*words);
  return {};
}

bool is_there(const GraphValue& value) { return !std::holds_alternative<std::monostate>(value); }

bool is_color(const std::string& color) {
  if (color.size() != 7 || color[0] != '#') return false;
  for (std::size_t i = 1; i < 7; ++i)
    if (std::isxdigit(static_cast<unsigned char>(color[i])) == 0) return false;
  return true;
}

std::string node_id(std::size_t node) { return "n" + std::to_string(node); }

void set_attribute(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

std::string written(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

void declare_xml(pugi::xml_document& document) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set_attribute(declaration, "version", "1.0");
  set_attribute(declaration, "encoding", "UTF-8");
}

void add_key(pugi::xml_node root, const std::string& id, const char* of, const GraphAttribute& attribute) {
  pugi::xml_node key = root.append_child("key");
  set_attribute(key, "id", id);
  set_attribute(key, "for", of);
  set_attribute(key, "attr.name", xml_text(attribute.name));
  set_attribute(key, "attr.type",
                attribute.type == Type::whole    ? "long"
                : attribute.type == Type::number ? "double"
                                                 : "string");
}

void add_keys(pugi::xml_node root, const Graph& graph) {
  add_key(root, "label", "node", {"label", Type::text});
  add_key(root, "color", "node", {"color", Type::text});
  for (std::size_t i = 0; i < graph.node_attributes.size(); ++i)
    add_key(root, "v" + std::to_string(i), "node", graph.node_attributes[i]);
  add_key(root, "weight", "edge", {"weight", Type::number});
  for (std::size_t i = 0; i < graph.edge_attributes.size(); ++i)
    add_key(root, "e" + std::to_string(i), "edge", graph.edge_attributes[i]);
}

void add_datum(pugi::xml_node owner, const std::string& key, const std::string& value) {
  pugi::xml_node datum = owner.append_child("data");
  set_attribute(datum, "key", key);
  datum.text().set(value.c_str());
}

void add_data(pugi::xml_node owner, const char* prefix, const std::vector<GraphValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (is_there(values[i])) add_datum(owner, prefix + std::to_string(i), text_of(values[i]));
}

void add_gexf_attributes(pugi::xml_node graph, const char* of, const std::vector<GraphAttribute>& all) {
  pugi::xml_node attributes = graph.append_child("attributes");
  set_attribute(attributes, "class", of);
  for (std::size_t i = 0; i < all.size(); ++i) {
    pugi::xml_node one = attributes.append_child("attribute");
    set_attribute(one, "id", std::to_string(i));
    set_attribute(one, "title", xml_text(all[i].name));
    set_attribute(one, "type",
                  all[i].type == Type::whole    ? "long"
                  : all[i].type == Type::number ? "double"
                                                : "string");
  }
}

void add_gexf_values(pugi::xml_node owner, const std::vector<GraphValue>& values) {
  pugi::xml_node all = owner.append_child("attvalues");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_there(values[i])) continue;
    pugi::xml_node one = all.append_child("attvalue");
    set_attribute(one, "for", std::to_string(i));
    set_attribute(one, "value", text_of(values[i]));
  }
}

void add_gexf_color(pugi::xml_node owner, const std::string& color) {
  if (!is_color(color)) return;
  pugi::xml_node one = owner.append_child("viz:color");
  constexpr const char* parts[] = {"r", "g", "b"};
  for (std::size_t i = 0; i < 3; ++i)
    set_attribute(one, parts[i], std::to_string(std::stoi(color.substr(1 + 2 * i, 2), nullptr, 16)));
}

}  // namespace

std::string as_graphml(const Graph& graph) {
  pugi::xml_document document;
  declare_xml(document);
  pugi::xml_node root = document.append_child("graphml");
  set_attribute(root, "xmlns", "http://graphml.graphdrawing.org/xmlns");
  set_attribute(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  set_attribute(
      root, "xsi:schemaLocation",
      "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
  root.append_child("desc").text().set(xml_text(graph.title).c_str());
  add_keys(root, graph);
  pugi::xml_node all = root.append_child("graph");
  set_attribute(all, "edgedefault", "undirected");
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    pugi::xml_node node = all.append_child("node");
    set_attribute(node, "id", node_id(i));
    add_datum(node, "label", xml_text(graph.nodes[i].label));
    if (is_color(graph.nodes[i].color)) add_datum(node, "color", graph.nodes[i].color);
    add_data(node, "v", graph.nodes[i].values);
  }
  for (const GraphEdge& one : graph.edges) {
    pugi::xml_node edge = all.append_child("edge");
    set_attribute(edge, "source", node_id(one.from));
    set_attribute(edge, "target", node_id(one.to));
    add_datum(edge, "weight", shortest(one.weight));
    add_data(edge, "e", one.values);
  }
  return written(document);
}

std::string as_gexf(const Graph& graph) {
  pugi::xml_document document;
  declare_xml(document);
  pugi::xml_node root = document.append_child("gexf");
  set_attribute(root, "xmlns", "http://gexf.net/1.3");
  set_attribute(root, "xmlns:viz", "http://gexf.net/1.3/viz");
  set_attribute(root, "version", "1.3");
  pugi::xml_node meta = root.append_child("meta");
  meta.append_child("creator").text().set("Glossator");
  meta.append_child("description").text().set(xml_text(graph.title).c_str());
  pugi::xml_node all = root.append_child("graph");
  set_attribute(all, "defaultedgetype", "undirected");
  set_attribute(all, "mode", "static");
  add_gexf_attributes(all, "node", graph.node_attributes);
  add_gexf_attributes(all, "edge", graph.edge_attributes);
  pugi::xml_node nodes = all.append_child("nodes"), edges = all.append_child("edges");
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    pugi::xml_node node = nodes.append_child("node");
    set_attribute(node, "id", node_id(i));
    set_attribute(node, "label", xml_text(graph.nodes[i].label));
    add_gexf_values(node, graph.nodes[i].values);
    add_gexf_color(node, graph.nodes[i].color);
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    pugi::xml_node edge = edges.append_child("edge");
    set_attribute(edge, "id", "e" + std::to_string(i));
    set_attribute(edge, "source", node_id(graph.edges[i].from));
    set_attribute(edge, "target", node_id(graph.edges[i].to));
    set_attribute(edge, "weight", shortest(graph.edges[i].weight));
    add_gexf_values(edge, graph.edges[i].values);
  }
  return written(document);
}

}  // namespace gloss::exchange
