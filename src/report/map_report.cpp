// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/map_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "report/grouped.h"

namespace gloss::report {
namespace {

/// Names of the points of one side of the map.
struct MapSide {
  const char* kind;
  const std::vector<std::string>& ids;
  const std::vector<std::string>& names;
  std::vector<std::int64_t> counts;
  std::vector<bool> gathers;  ///< of codes
  bool only_gathers(std::size_t i) const { return i < gathers.size() && gathers[i]; }
};

Value part_of_point(const std::vector<std::vector<double>>& all, std::size_t point, std::size_t dimension) {
  if (point >= all.size() || dimension >= all[point].size()) return {};
  return all[point][dimension];
}

/// cos2 of the first two dimensions.
Value quality_of(const stats::MapPoints& points, std::size_t point) {
  if (point >= points.quality.size() || points.quality[point].empty()) return {};
  const auto& shown = points.quality[point];
  return std::accumulate(shown.begin(), shown.begin() + std::min<std::ptrdiff_t>(2, std::ssize(shown)), 0.0);
}

void add_side(const MapSide& side, const stats::MapPoints& points, double total, Table& table) {
  std::vector<std::optional<std::size_t>> place(side.ids.size());
  for (std::size_t k = 0; k < points.kept.size(); ++k) place[points.kept[k]] = k;
  for (std::size_t i = 0; i < side.ids.size(); ++i) {
    if (!place[i] && side.only_gathers(i)) continue;
    std::vector<Value> row{side.kind, side.ids[i], side.names[i], side.counts[i]};
    row.resize(table.columns.size());
    if (place[i] && *place[i] < points.mass.size()) {
      const std::size_t k = *place[i];
      row[4] = points.mass[k];
      row[5] = part_of_point(points.coordinates, k, 0);
      row[6] = part_of_point(points.coordinates, k, 1);
      row[7] = part_of_point(points.contributions, k, 0);
      row[8] = part_of_point(points.contributions, k, 1);
      row[9] = quality_of(points, k);
      if (total > 0) row[10] = points.inertia[k] / total;
    }
    table.rows.push_back(std::move(row));
  }
}

std::vector<Column> map_columns(const Wording& say) {
  using Type = Column::Kind;
  return {{"kind", "-", Type::text},
          {"id", "-", Type::text},
          {"name", say("Point", "点"), Type::text},
          {"count", say("Passages", "段落"), Type::number},
          {"mass", say("Mass", "质量"), Type::share},
          {"x", "x", Type::number},
          {"y", "y", Type::number},
          {"contribution_x", say("Ctr x", "贡献 x"), Type::share},
          {"contribution_y", say("Ctr y", "贡献 y"), Type::share},
          {"quality", say("Quality", "质量系数"), Type::share},
          {"inertia", say("Inertia", "惯量"), Type::share}};
}

std::vector<std::int64_t> sums_of_columns(const CodeMap& map, std::size_t columns) {
  std::vector<std::int64_t> sums(columns, 0);
  for (const auto& row : map.counts)
    for (std::size_t c = 0; c < columns; ++c) sums[c] += row[c];
  return sums;
}

std::vector<std::int64_t> sums_of_rows(const CodeMap& map) {
  std::vector<std::int64_t> sums;
  for (const auto& row : map.counts) sums.push_back(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
  return sums;
}

std::string without_counts(const Profiles& profiles, const CodeMap& map) {
  const Wording say(profiles.language);
  std::string names;
  for (const std::size_t code : map.found.rows.dropped)
    if (!profiles.gathers[code]) names += (names.empty() ? "" : say(", ", "、")) + profiles.code_names[code];
  for (const std::size_t column : map.found.columns.dropped)
    names += (names.empty() ? "" : say(", ", "、")) + profiles.names[column];
  return names;
}

void add_map_notes(const Profiles& profiles, const CodeMap& map, Table& table) {
  const Wording say(profiles.language);
  if (!map.found.undefined.empty())
    table.notes.push_back(
        say("There is no map: fewer than two codes or " + name_of_rows(profiles) + " have passages.",
            "无法作图：有段落的代码或" + name_of_rows(profiles) + "不足两个。"));
  table.notes.push_back(say(
      "Mass: share of all counts. Ctr: share of the dimension that the point makes. Quality: share of the "
      "point's own inertia that x and y show; where it is low, the point's place says little. Inertia: share "
      "of the total.",
      "质量：占全部计数的比例。贡献：该点对维度的贡献。质量系数：x、y "
      "所显示的该点惯量比例；偏低时其位置说明不了"
      "什么。惯量：占总惯量的比例。"));
  table.notes.push_back(
      say("Points of one kind that lie together have like profiles; the distance between points of two kinds "
          "means "
          "nothing. A map shows differences of any size, also those that chance deals.",
          "同类点相近表示分布相似；不同类的点之间的距离没有意义。图上的差异可大可小，也可能出于偶然。"));
  table.notes.push_back(profile_note(profiles));
  for (auto& line : left_out_note(profiles)) table.notes.push_back(std::move(line));
  if (const std::string names = without_counts(profiles, map); !names.empty())
    table.notes.push_back(say("Without any passage, and so not on the map: ", "没有段落，不在图上：") +
                          names);
}

}  // namespace

CodeMap map_codes(const Profiles& profiles) {
  CodeMap map;
  map.counts.assign(profiles.codes.size(), std::vector<std::int64_t>(profiles.rows.size(), 0));
  for (std::size_t column = 0; column < profiles.rows.size(); ++column)
    for (const stats::RowEntry& entry : profiles.rows[column])
      map.counts[entry.column][column] = static_cast<std::int64_t>(entry.value);
  map.found = stats::correspondence(map.counts);
  return map;
}

std::string dimension_name(const Profiles& profiles, const CodeMap& map, std::size_t dimension) {
  if (dimension >= map.dimensions()) return {};
  return fmt::format("{} {}: {:.1f} %", Wording(profiles.language)("Dimension", "维度"), dimension + 1,
                     map.found.percent[dimension]);
}

std::string map_title(const Profiles& profiles) {
  const Wording say(profiles.language);
  if (profiles.of == ProfileOf::groups)
    return say("Map of codes and " + profiles.variable, "代码与" + profiles.variable + "的对应图");
  return say("Map of codes and sources", "代码与来源的对应图");
}

Table map_report(const Profiles& profiles, const CodeMap& map) {
  const Wording say(profiles.language);
  Table table = profiles.head;
  table.title = map_title(profiles);
  std::string line = say("Correspondence analysis; total inertia ", "对应分析；总惯量 ") +
                     fmt::format("{:.4f}", map.found.total_inertia);
  table.head["total_inertia"] = map.found.total_inertia;
  table.head["dimensions"] = Json::array();
  for (std::size_t d = 0; d < map.dimensions(); ++d) {
    table.head["dimensions"].push_back(
        {{"inertia", map.found.inertias[d]}, {"share", map.found.percent[d] / 100}});
    if (d < 3)
      line += say("; ", "；") + dimension_name(profiles, map, d) +
              fmt::format(" ({:.4f})", map.found.inertias[d]);
  }
  table.headers.push_back(std::move(line));
  table.columns = map_columns(say);
  const char* other = profiles.of == ProfileOf::groups ? "group" : "source";
  add_side({"code", profiles.codes, profiles.code_names, sums_of_rows(map), profiles.gathers}, map.found.rows,
           map.found.total_inertia, table);
  add_side({other, profiles.ids, profiles.names, sums_of_columns(map, profiles.rows.size()), {}},
           map.found.columns, map.found.total_inertia, table);
  table.head["empty"] = Json::array();
  for (const std::size_t code : map.found.rows.dropped)
    if (!profiles.gathers[code]) table.head["empty"].push_back(profiles.codes[code]);
  for (const std::size_t column : map.found.columns.dropped)
    table.head["empty"].push_back(profiles.ids[column]);
  add_map_notes(profiles, map, table);
  return table;
}

}  // namespace gloss::report
