// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/network_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "report/grouped.h"
#include "report/html.h"
#include "report/name_placement.h"
#include "report/network_layout.h"
#include "report/svg_page.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double network_margin = 30, network_foot = 50, least_radius = 4, most_radius = 17, least_pull = 0.4;
constexpr std::size_t node_name_columns = 30;

constexpr std::string_view network_style =
    ".node{fill:#2b6cb0;stroke:#fff;stroke-width:1}.edge{fill:none;stroke:#97a3b3;stroke-linecap:round}"
    ".on{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    "@media(prefers-color-scheme:dark){.node{fill:#6ea8e6;stroke:#14181e}.edge{stroke:#5c6a7c}"
    ".on{stroke:#14181e}}";

/// Draws one network.
class NetworkPicture {
 public:
  NetworkPicture(const Network& network, std::uint64_t seed) : network_(network), say_(network.language) {
    number_.assign(network.nodes.size(), SIZE_MAX);
    std::vector<bool> tied(network.nodes.size(), false);
    for (const NetworkEdge& edge : network.edges) tied[edge.a] = tied[edge.b] = true;
    for (std::size_t i = 0; i < tied.size(); ++i) {
      if (!tied[i]) continue;
      number_[i] = shown_.size();
      shown_.push_back(i);
    }
    page_.title = network_title(network);
    page_.lines = {network.head.headers.empty() ? "" : network.head.headers.front(), network_method(network)};
    page_.description = say_("A network: edges tie what stands together; the thicker, the more often.",
                             "网络图：连线表示共现，越粗越常共现。");
    page_.style = network_style;
    place(seed);
  }

  std::string draw() const {
    std::string out = svg_begin(page_);
    for (const NetworkEdge& edge : network_.edges) out += edge_line(edge);
    for (std::size_t i = 0; i < shown_.size(); ++i) out += tie(i);
    for (std::size_t i = 0; i < shown_.size(); ++i) out += node(i);
    for (std::size_t i = 0; i < shown_.size(); ++i) out += name(i);
    return out + foot() + svg_end();
  }

 private:
  const NetworkNode& at(std::size_t i) const { return network_.nodes[shown_[i]]; }

  /// Its area follows the number of units.
  double radius(std::size_t i) const {
    std::int64_t most = 1;
    for (const std::size_t node : shown_) most = std::max(most, network_.nodes[node].units);
    return std::max(least_radius,
                    most_radius * std::sqrt(static_cast<double>(at(i).units) / static_cast<double>(most)));
  }

  void place(std::uint64_t seed) {
    page_.height = head_height(page_) + network_foot + 40;
    if (shown_.empty()) return;
    double strongest = 0;
    for (const NetworkEdge& edge : network_.edges) strongest = std::max(strongest, edge.jaccard);
    std::vector<LayoutEdge> edges;
    for (const NetworkEdge& edge : network_.edges)  // weak ones pull, too, or the picture grows too large
      edges.push_back({number_[edge.a], number_[edge.b],
                       strongest > 0 ? least_pull + (1 - least_pull) * edge.jaccard / strongest : 1});
    LayoutOptions options;
    options.seed = seed;
    const auto places = lay_out_network(shown_.size(), edges, options);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      points_.push_back({places[i].x, places[i].y, radius(i)});
      names.push_back(text::cut_to_width(at(i).name, node_name_columns));
    }
    placed_ = place_names(points_, names);
    const NameBox all = extent_of(points_, placed_);
    const double dx = network_margin - all.left, dy = head_height(page_) + 8 - all.top;
    for (MapPoint& point : points_) point.x += dx, point.y += dy;
    for (PlacedName& one : placed_) one.box.left += dx, one.box.top += dy;
    page_.width = std::max(640.0, all.width + 2 * network_margin);
    page_.height = head_height(page_) + 8 + all.height + network_foot;
  }

  std::string edge_line(const NetworkEdge& edge) const {
    const MapPoint &a = points_[number_[edge.a]], &b = points_[number_[edge.b]];
    return fmt::format(
        "<path class=\"edge\" stroke-width=\"{:.1f}\" d=\"M{:.1f} {:.1f}L{:.1f} "
        "{:.1f}\"><title>{}</title></path>\n",
        1 + 6 * edge.jaccard, a.x, a.y, b.x, b.y,
        html_text(fmt::format("{} – {}: {}, Jaccard {:.3f}", network_.nodes[edge.a].name,
                              network_.nodes[edge.b].name, edge.both, edge.jaccard)));
  }

  std::string node(std::size_t i) const {
    const MapPoint& point = points_[i];
    const std::string color =
        at(i).color.empty() ? "" : " style=\"fill:" + html_attribute(at(i).color) + "\"";
    return fmt::format(
        "<circle class=\"node\"{} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"><title>{}</title></circle>\n",
        color, point.x, point.y, point.radius,
        html_text(fmt::format("{}: {}", at(i).name, grouped(at(i).units))));
  }

  /// From a name that stands far off to its node.
  std::string tie(std::size_t i) const {
    if (!placed_[i].tied) return {};
    const NameBox& box = placed_[i].box;
    return svg_line("thin", points_[i].x, points_[i].y, std::clamp(points_[i].x, box.left, box.right()),
                    std::clamp(points_[i].y, box.top, box.bottom())) +
           "\n";
  }

  std::string name(std::size_t i) const {
    const NameBox& box = placed_[i].box;
    const NameAnchor anchor = anchor_of(points_[i], box);
    return svg_text({"name on", anchor.x, box.top + 12, anchor.anchor},
                    text::cut_to_width(at(i).name, node_name_columns)) +
           "\n";
  }

  std::string foot() const {
    const auto alone = static_cast<std::int64_t>(network_.nodes.size() - shown_.size());
    const std::string left_out = alone == 0
                                     ? ""
                                     : say_(fmt::format(" {} without an edge are not drawn.", grouped(alone)),
                                            fmt::format("另有 {} 个无连线，未画出。", grouped(alone)));
    return svg_text({"small", network_margin, page_.height - 20},
                    say_("Larger: in more units. Thicker: higher Jaccard. Near is not closer in meaning.",
                         "圆越大出现越多；线越粗 Jaccard 越高；位置远近不代表意义远近。") +
                        left_out) +
           "\n";
  }

  const Network& network_;
  const Wording say_;
  SvgPage page_;
  std::vector<std::size_t> shown_, number_;  // nodes with an edge; by node: its place among these
  std::vector<MapPoint> points_;
  std::vector<PlacedName> placed_;
};

}  // namespace

std::string network_svg(const Network& network, std::uint64_t seed) {
  return NetworkPicture(network, seed).draw();
}

}  // namespace gloss::report
