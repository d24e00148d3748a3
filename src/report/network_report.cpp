// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/network_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "report/grouped.h"

namespace gloss::report {
namespace {

struct NetworkUnit {
  std::string_view name, many, many_zh;
};
constexpr std::array<NetworkUnit, 5> network_units{{{"passage", "passages", "段落"},
                                                    {"sentence", "sentences", "句子"},
                                                    {"answer", "answers", "回答"},
                                                    {"turn", "turns", "话轮"},
                                                    {"source", "sources", "来源"}}};

std::string units_for_people(const Network& network) {
  for (const NetworkUnit& unit : network_units)
    if (unit.name == network.unit) return Wording(network.language)(unit.many, unit.many_zh);
  return network.unit;
}

std::vector<std::size_t> strongest_first(const std::vector<NetworkEdge>& edges) {
  std::vector<std::size_t> order(edges.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    if (edges[x].jaccard != edges[y].jaccard) return edges[x].jaccard > edges[y].jaccard;
    return edges[x].both > edges[y].both;
  });
  return order;
}

Json nodes_as_json(const Network& network) {
  Json nodes = Json::array();
  for (const NetworkNode& node : network.nodes)
    nodes.push_back({{"word", node.id}, {"frequency", node.frequency}, {"units", node.units}});
  return nodes;
}

}  // namespace

std::string network_title(const Network& network) {
  const Wording say(network.language);
  return network.of == Network::Of::words ? say("Which words stand together", "词语共现网络")
                                          : say("Which codes stand together", "代码共现网络");
}

std::string network_method(const Network& network) {
  const Wording say(network.language);
  return fmt::format(fmt::runtime(say("Edges: Jaccard of at least {:.3f}, over {} {}",
                                      "连线：Jaccard 不小于 {:.3f}，共 {} 个{}")),
                     network.least_jaccard, grouped(network.units), units_for_people(network));
}

Table network_report(const Network& network, std::size_t text_rows) {
  using Type = Column::Kind;
  const Wording say(network.language);
  Table table = network.head;
  table.title = network_title(network);
  table.headers.push_back(network_method(network));
  table.head["unit"] = network.unit;
  table.head["n"] = network.units;
  table.head["least_jaccard"] = network.least_jaccard;
  table.head["nodes"] = nodes_as_json(network);
  table.columns = {{"word_a", say("Word A", "词 A"), Type::text},
                   {"word_b", say("Word B", "词 B"), Type::text},
                   {"a", "A", Type::number},
                   {"b", "B", Type::number},
                   {"both", say("Both", "共现"), Type::number},
                   {"n", "n", Type::number},
                   {"jaccard", "Jaccard", Type::number}};
  for (const NetworkEdge& edge : network.edges) {
    const NetworkNode &a = network.nodes[edge.a], &b = network.nodes[edge.b];
    table.rows.push_back({a.id, b.id, a.units, b.units, edge.both, network.units, edge.jaccard});
  }
  table.text_order = strongest_first(network.edges);
  table.text_rows = text_rows;
  table.notes.push_back(fmt::format(
      fmt::runtime(say("A, B, both: {0} that have the words. Of {1}; function words are left out. Words that "
                       "stand together are not said of each other: read the {0}.",
                       "A、B、共现：含相应词语的{0}数。取{1}；不含虚词。共现不等于相互论述，请回到{0}。")),
      units_for_people(network),
      say(fmt::format("the {} most frequent words", network.nodes.size()),
          fmt::format("最常用的 {} 个词", network.nodes.size()))));
  if (network.edges.empty())
    table.notes.push_back(say("No two of them stand together so often; try a lower --jaccard.",
                              "没有达到该阈值的词对；可降低 --jaccard。"));
  return table;
}

}  // namespace gloss::report
