// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/graph_out.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace gloss::exchange {
namespace {

Graph small_graph() {
  Graph graph;
  graph.title = "Codes & <passages>";
  graph.node_attributes = {{"code", GraphAttribute::Type::text}, {"units", GraphAttribute::Type::whole}};
  graph.edge_attributes = {{"jaccard", GraphAttribute::Type::number}};
  graph.nodes = {{"信任 <\"1\">", "#b5462f", {std::string("trust/a b"), std::int64_t{4}}},
                 {std::string("bell\x07 and \xff"), "red", {std::string(), std::monostate()}}};
  graph.edges = {{0, 1, 0.25, {0.1}}};
  return graph;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  const auto result =
      document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  EXPECT_TRUE(result) << result.description();
  return document;
}

std::string datum(const pugi::xml_node& owner, const char* key) {
  return owner.find_child_by_attribute("data", "key", key).text().get();
}

TEST(GraphOut, GraphmlComesBackAsItWentOut) {
  const auto document = parsed(as_graphml(small_graph()));
  const auto root = document.child("graphml");
  EXPECT_STREQ(root.attribute("xmlns").value(), "http://graphml.graphdrawing.org/xmlns");
  EXPECT_STREQ(root.child("desc").text().get(), "Codes & <passages>");
  EXPECT_STREQ(root.find_child_by_attribute("key", "id", "v1").attribute("attr.type").value(), "long");
  EXPECT_STREQ(root.find_child_by_attribute("key", "id", "e0").attribute("attr.name").value(), "jaccard");
  const auto graph = root.child("graph");
  EXPECT_STREQ(graph.attribute("edgedefault").value(), "undirected");
  const auto first = graph.child("node"), second = first.next_sibling("node");
  EXPECT_EQ(datum(first, "label"), "信任 <\"1\">");
  EXPECT_EQ(datum(first, "color"), "#b5462f");
  EXPECT_EQ(datum(first, "v0"), "trust/a b");
  EXPECT_EQ(datum(first, "v1"), "4");
  EXPECT_EQ(datum(second, "label"), "bell\uFFFD and \uFFFD");
  EXPECT_FALSE(second.find_child_by_attribute("data", "key", "color"));
  EXPECT_FALSE(second.find_child_by_attribute("data", "key", "v1"));
  const auto edge = graph.child("edge");
  EXPECT_STREQ(edge.attribute("source").value(), first.attribute("id").value());
  EXPECT_STREQ(edge.attribute("target").value(), second.attribute("id").value());
  EXPECT_EQ(datum(edge, "weight"), "0.25");
  EXPECT_EQ(datum(edge, "e0"), "0.1");
}

TEST(GraphOut, GexfComesBackAsItWentOut) {
  const auto document = parsed(as_gexf(small_graph()));
  const auto root = document.child("gexf");
  EXPECT_STREQ(root.attribute("version").value(), "1.3");
  const auto graph = root.child("graph");
  const auto attributes = graph.find_child_by_attribute("attributes", "class", "node");
  EXPECT_STREQ(attributes.child("attribute").attribute("title").value(), "code");
  const auto first = graph.child("nodes").child("node"), second = first.next_sibling("node");
  EXPECT_STREQ(first.attribute("label").value(), "信任 <\"1\">");
  EXPECT_STREQ(first.child("viz:color").attribute("r").value(), "181");
  EXPECT_STREQ(second.attribute("label").value(), "bell\uFFFD and \uFFFD");
  EXPECT_FALSE(second.child("viz:color"));
  const auto values = first.child("attvalues");
  EXPECT_STREQ(values.find_child_by_attribute("attvalue", "for", "1").attribute("value").value(), "4");
  const auto edge = graph.child("edges").child("edge");
  EXPECT_STREQ(edge.attribute("weight").value(), "0.25");
  EXPECT_STREQ(edge.child("attvalues").child("attvalue").attribute("value").value(), "0.1");
}

TEST(GraphOut, EqualGraphsGiveEqualBytesAndAnEmptyOneIsAFile) {
  EXPECT_EQ(as_graphml(small_graph()), as_graphml(small_graph()));
  EXPECT_EQ(as_gexf(small_graph()), as_gexf(small_graph()));
  EXPECT_TRUE(parsed(as_gexf({})).child("gexf").child("graph").child("nodes"));
  EXPECT_TRUE(parsed(as_graphml({})).child("graphml").child("graph"));
}

}  // namespace
}  // namespace gloss::exchange
