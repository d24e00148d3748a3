// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of how alike rows are, the clusters that follow, and rows and columns as points on a map.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "stats/clustering.h"
#include "stats/correspondence.h"
#include "stats/named.h"
#include "stats/similarity.h"

namespace gloss::stats {
namespace {

constexpr std::string_view vectors_input = "u, v";
constexpr std::string_view distances_input =
    "distances_upper_triangle_rowwise (or table, of all distances), linkage";
constexpr std::string_view map_input = "table";

std::vector<SparseRow> rows_of(const std::vector<std::vector<std::int64_t>>& table) {
  std::vector<SparseRow> rows;
  for (const auto& row : table) rows.push_back(sparse_row(row));
  return rows;
}

Answer tf_idf_of(InputReader& in, const std::string&) {
  const auto table = in.count_table(in.has("counts") ? "counts" : map_input);
  const std::string idf = in.text("idf", "ln((1+n)/(1+df))+1");
  if (idf != "ln(n/df)+1" && idf != "ln((1+n)/(1+df))+1")
    in.refuse("idf is neither \"ln((1+n)/(1+df))+1\" nor \"ln(n/df)+1\"");
  if (in.refused()) return {};
  Json weighted = Json::array();
  for (const SparseRow& row : tf_idf(rows_of(table), idf == "ln(n/df)+1" ? Idf::plain : Idf::smooth)) {
    std::vector<double> cells(table.front().size(), 0);
    for (const RowEntry& entry : row) cells[entry.column] = entry.value;
    weighted.push_back(std::move(cells));
  }
  return {std::move(weighted), {}};
}

template <std::optional<double> (*similarity)(const SparseRow&, const SparseRow&)>
Answer vector_distance(InputReader& in, std::string_view undefined) {
  const auto u = in.numbers("u"), v = in.numbers("v");
  if (u.size() != v.size()) in.refuse("u and v are not of the same length");
  if (in.refused()) return {};
  const auto alike = similarity(sparse_row(u), sparse_row(v));
  return answer(alike ? std::optional(1 - *alike) : std::nullopt, undefined);
}

Answer cosine_distance_of(InputReader& in, const std::string&) {
  return vector_distance<cosine_similarity>(in, "u or v is 0 throughout");
}

Answer jaccard_distance_of(InputReader& in, const std::string&) {
  return vector_distance<jaccard_similarity>(in, "u and v are 0 throughout");
}

/// How many things have so many pairs; 0 where none has.
std::size_t things_of(std::size_t pairs) {
  auto things = static_cast<std::size_t>(std::sqrt(2 * static_cast<double>(pairs))) + 1;
  while (things * (things - 1) / 2 > pairs) --things;
  return things * (things - 1) / 2 == pairs ? things : 0;
}

Distances distances_of_table(InputReader& in) {
  const auto table = in.number_table(map_input);
  if (in.refused()) return Distances(0);
  if (table.size() != table.front().size()) {
    in.refuse("table has not as many columns as rows");
    return Distances(0);
  }
  Distances distances(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i][i] != 0) in.refuse(fmt::format("table: row {} is not at distance 0 of itself", i + 1));
    for (std::size_t j = i + 1; j < table.size(); ++j) {
      if (table[i][j] != table[j][i])
        in.refuse(fmt::format("table: rows {} and {} have two distances", i + 1, j + 1));
      distances.set(i, j, table[i][j]);
    }
  }
  return distances;
}

Distances read_distances(InputReader& in) {
  Distances distances(0);
  if (in.has(map_input)) {
    distances = distances_of_table(in);
  } else {
    const auto upper = in.numbers("distances_upper_triangle_rowwise");
    const std::size_t things = things_of(upper.size());
    if (things == 0) in.refuse(fmt::format("{} distances are not those of all pairs", upper.size()));
    distances = Distances(things);
    if (things > 0) std::copy(upper.begin(), upper.end(), distances.upper().begin());
  }
  const auto upper = distances.upper();
  if (std::any_of(upper.begin(), upper.end(), [](double one) { return one < 0; }))
    in.refuse("a distance is below 0");
  return in.refused() ? Distances(0) : distances;
}

std::vector<Merge> read_merges(InputReader& in) {
  const Distances distances = read_distances(in);
  struct Name {
    std::string_view name;
    Linkage linkage;
  };
  static constexpr Name names[] = {
      {"average", Linkage::average}, {"complete", Linkage::complete}, {"single", Linkage::single},
      {"upgma", Linkage::average},   {"ward.D2", Linkage::ward_d2},   {"ward_d2", Linkage::ward_d2},
  };
  const std::string wanted = in.text("linkage", "average");
  const auto found =
      std::find_if(std::begin(names), std::end(names), [&](const Name& one) { return one.name == wanted; });
  if (found == std::end(names)) in.refuse("linkage is none of single, complete, average, ward_d2");
  if (in.refused()) return {};
  return cluster(distances, found->linkage);
}

Answer merge_heights_of(InputReader& in, const std::string&) {
  Json heights = Json::array();
  for (const Merge& merge : read_merges(in)) heights.push_back(merge.height);
  return {std::move(heights), {}};
}

Answer merges_of(InputReader& in, const std::string&) {
  const auto merges = read_merges(in);
  if (in.refused()) return {};
  Json rows = Json::array();
  for (const Merge& merge : merges)
    rows.push_back(
        {{"left", merge.left}, {"right", merge.right}, {"height", merge.height}, {"size", merge.size}});
  return {Json{{"merges", std::move(rows)}, {"order", leaf_order(merges)}}, {}};
}

Answer cluster_groups_of(InputReader& in, const std::string&) {
  const auto merges = read_merges(in);
  const std::int64_t groups = in.count("groups");
  if (in.refused()) return {};
  if (groups < 1 || static_cast<std::size_t>(groups) > merges.size() + 1) {
    in.refuse("groups is 0, or more than there are things");
    return {};
  }
  return {cut(merges, static_cast<std::size_t>(groups)), {}};
}

constexpr std::string_view independent = "rows and columns are independent";

Answer inertias_of(InputReader& in, const std::string&) {
  const Correspondence made = correspondence(in.count_table(map_input));
  if (!made.undefined.empty()) return {nullptr, std::string(made.undefined)};
  return {made.inertias, {}};
}

Answer total_inertia_of(InputReader& in, const std::string&) {
  const Correspondence made = correspondence(in.count_table(map_input));
  if (!made.undefined.empty()) return {nullptr, std::string(made.undefined)};
  return {made.total_inertia, {}};
}

Answer inertia_percent_of(InputReader& in, const std::string&) {
  const Correspondence made = correspondence(in.count_table(map_input));
  if (!made.undefined.empty()) return {nullptr, std::string(made.undefined)};
  if (made.percent.empty()) return {nullptr, std::string(independent)};
  return {made.percent, {}};
}

/// Without their signs, of the first `dimensions` (2) or as many as there are.
template <MapPoints Correspondence::*points>
Answer coordinates_of(InputReader& in, const std::string&) {
  const Correspondence made = correspondence(in.count_table(map_input));
  const auto dimensions = static_cast<std::size_t>(in.count("dimensions", 2));
  if (!made.undefined.empty()) return {nullptr, std::string(made.undefined)};
  if (made.inertias.empty()) return {nullptr, std::string(independent)};
  std::vector<std::vector<double>> shown = (made.*points).coordinates;
  for (auto& point : shown) {
    point.resize(std::min(point.size(), dimensions));
    for (double& coordinate : point) coordinate = std::abs(coordinate);
  }
  return {shown, {}};
}

Json as_json(const MapPoints& points) {
  return {{"kept", points.kept},
          {"dropped", points.dropped},
          {"mass", points.mass},
          {"inertia", points.inertia},
          {"coordinates", points.coordinates},
          {"contributions", points.contributions},
          {"quality", points.quality}};
}

Answer correspondence_of(InputReader& in, const std::string&) {
  const Correspondence made = correspondence(in.count_table(map_input));
  if (!made.undefined.empty()) return {nullptr, std::string(made.undefined)};
  return {Json{{"total_inertia", made.total_inertia},
               {"inertias", made.inertias},
               {"percent", made.percent},
               {"rows", as_json(made.rows)},
               {"columns", as_json(made.columns)}},
          {}};
}

constexpr NamedMeasure map_measures[] = {
    {"cluster_groups", Shape::table,
     "distances_upper_triangle_rowwise (or table, of all distances), linkage, groups",
     "group of each thing when the last groups - 1 merges are not made; Lance & Williams 1967",
     cluster_groups_of},
    {"cluster_merges", Shape::table, distances_input,
     "merges and order of a tree; Lance & Williams 1967; linkage (average)", merges_of},
    {"column_principal_coordinates_abs", Shape::table, map_input,
     "|D_c^(-1/2) V s|, of the first dimensions (2); Greenacre 1984",
     coordinates_of<&Correspondence::columns>},
    {"correspondence", Shape::table, map_input,
     "inertias, coordinates, contributions, quality of rows and columns; Greenacre 1984", correspondence_of},
    {"cosine_distance", Shape::other, vectors_input, "1 - sum u v / sqrt(sum u^2 sum v^2)",
     cosine_distance_of},
    {"hierarchical_merge_heights", Shape::table, distances_input,
     "distances at which clusters join; Lance & Williams 1967; linkage (average)", merge_heights_of},
    {"inertia_percent", Shape::table, map_input, "100 inertia / total inertia; Greenacre 1984",
     inertia_percent_of},
    {"jaccard_distance", Shape::other, vectors_input,
     "1 - places where both are not 0 / places where one is not 0; Jaccard 1901", jaccard_distance_of},
    {"principal_inertias", Shape::table, map_input,
     "squared singular values of D_r^(-1/2) (P - r c') D_c^(-1/2); Greenacre 1984", inertias_of},
    {"row_principal_coordinates_abs", Shape::table, map_input,
     "|D_r^(-1/2) U s|, of the first dimensions (2); Greenacre 1984", coordinates_of<&Correspondence::rows>},
    {"tfidf_l2", Shape::table, "counts (or table), idf",
     "count times idf, ln((1+n)/(1+df)) + 1 or ln(n/df) + 1, rows to length 1; Sparck Jones 1972", tf_idf_of},
    {"total_inertia", Shape::table, map_input, "chi-square / N; Greenacre 1984", total_inertia_of},
};

}  // namespace

std::span<const NamedMeasure> named_map_measures() { return map_measures; }

}  // namespace gloss::stats
