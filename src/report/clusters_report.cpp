// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/clusters_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "report/grouped.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr std::array<std::pair<std::string_view, stats::Linkage>, 4> linkages{
    {{"single", stats::Linkage::single},
     {"complete", stats::Linkage::complete},
     {"average", stats::Linkage::average},
     {"ward", stats::Linkage::ward_d2}}};

constexpr std::size_t least_drawing_width = 40, most_name_width = 36, most_tree_width = 60;

/// Where lines go on from a character.
enum Way : std::uint8_t { left = 1, right = 2, up = 4, down = 8 };

/// The box character with these ways.
std::string_view box(std::uint8_t ways) {
  static constexpr std::array<std::string_view, 16> boxes{" ", "─", "─", "─", "│", "┘", "└", "┴",
                                                          "│", "┐", "┌", "┬", "│", "┤", "├", "┼"};
  return boxes[ways];
}

/// Rows of characters that lines are drawn into.
class LineGrid {
 public:
  LineGrid(std::size_t rows, std::size_t columns) : columns_(columns), ways_(rows * columns) {}
  void across(std::size_t row, std::size_t from, std::size_t to) {
    for (std::size_t c = from; c < to; ++c) {
      at(row, c) |= Way::right;
      at(row, c + 1) |= Way::left;
    }
  }
  void downwards(std::size_t column, std::size_t from, std::size_t to) {
    for (std::size_t r = from; r < to; ++r) {
      at(r, column) |= Way::down;
      at(r + 1, column) |= Way::up;
    }
  }
  std::string line(std::size_t row) const {
    std::string line;
    for (std::size_t c = 0; c < columns_; ++c) line += box(ways_[row * columns_ + c]);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
  }

 private:
  std::uint8_t& at(std::size_t row, std::size_t column) { return ways_[row * columns_ + column]; }
  std::size_t columns_;
  std::vector<std::uint8_t> ways_;
};

void add_tree_notes(const Profiles& profiles, const ClusterTree& tree, Table& table) {
  const Wording say(profiles.language);
  if (tree.merges.empty())
    table.notes.push_back(say("Fewer than two " + name_of_rows(profiles) + " have anything to compare.",
                              "可比较的" + name_of_rows(profiles) + "不足两个。"));
  table.notes.push_back(say("Any data give a tree: branches do not prove that there are groups.",
                            "任何数据都能得出树状图：有分支不等于存在类别。"));
  table.notes.push_back(profile_note(profiles));
  for (auto& line : left_out_note(profiles)) table.notes.push_back(std::move(line));
  for (auto& line : empty_rows_note(profiles, tree.empty)) table.notes.push_back(std::move(line));
}

Table started(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options) {
  const Wording say(profiles.language);
  Table table = profiles.head;
  table.title = clusters_title(profiles);
  table.headers.push_back(say("Method: ", "方法：") + method_of(profiles, options));
  table.head["measure"] = options.measure == Likeness::jaccard ? "jaccard" : "cosine";
  table.head["linkage"] = name_of(options.linkage);
  table.head["empty"] = Json::array();
  for (const std::size_t row : tree.empty) table.head["empty"].push_back(profiles.ids[row]);
  return table;
}

void add_merges(const Profiles& profiles, const ClusterTree& tree, Table& table) {
  using Type = Column::Kind;
  const std::size_t things = tree.rows.size();
  table.columns = {{"merge", "", Type::number},       {"left", "", Type::text},
                   {"right", "", Type::text},         {"left_merge", "", Type::number},
                   {"right_merge", "", Type::number}, {"height", "", Type::number},
                   {"size", "", Type::number}};
  const auto thing = [&](std::size_t part) {
    return part < things ? Value(profiles.ids[tree.rows[part]]) : Value();
  };
  const auto merge = [&](std::size_t part) {
    return part < things ? Value() : Value(static_cast<std::int64_t>(part - things) + 1);
  };
  for (std::size_t m = 0; m < tree.merges.size(); ++m) {
    const stats::Merge& one = tree.merges[m];
    table.rows.push_back({static_cast<std::int64_t>(m) + 1, thing(one.left), thing(one.right),
                          merge(one.left), merge(one.right), one.height,
                          static_cast<std::int64_t>(one.size)});
  }
}

/// How many columns names and lines of a drawing have.
struct DrawingWidths {
  DrawingWidths(const Profiles& profiles, const ClusterTree& tree, std::size_t width) {
    const std::size_t numbers = tree.groups.empty() ? 12 : 19;
    for (const std::size_t row : tree.rows) names = std::max(names, text::display_width(profiles.names[row]));
    names = std::min({names, most_name_width, (width - numbers) / 2});
    lines = std::min(width - numbers - names, most_tree_width);
  }
  std::size_t names = 0, lines = 0;
};

Value height_of(const ClusterTree& tree, std::size_t thing) {
  return tree.merges.empty() ? Value() : Value(tree.joined[thing]);
}

}  // namespace

std::optional<stats::Linkage> linkage_named(std::string_view name) {
  for (const auto& [known, linkage] : linkages)
    if (known == name) return linkage;
  return std::nullopt;
}

std::string_view name_of(stats::Linkage linkage) {
  for (const auto& [known, one] : linkages)
    if (one == linkage) return known;
  return {};
}

std::string method_of(const Profiles& profiles, const ClustersOptions& options) {
  const Wording say(profiles.language);
  const std::string measure = name_of(options.measure, profiles);
  constexpr std::array<std::string_view, 4> in_chinese{"最短距离法", "最长距离法", "类平均法", "Ward 法"};
  return say(
      fmt::format("{} linkage on 1 - {}", name_of(options.linkage), measure),
      fmt::format("{}，距离为 1 - {}", in_chinese[static_cast<std::size_t>(options.linkage)], measure));
}

std::string clusters_title(const Profiles& profiles) {
  const Wording say(profiles.language);
  const std::string rows = name_of_rows(profiles), columns = name_of_columns(profiles);
  return say("Clusters of " + rows + ", by their " + columns, rows + "的聚类（按" + columns + "）");
}

Result<ClusterTree> find_clusters(const Profiles& profiles, const ClustersOptions& options) {
  GLOSS_TRY(auto distances, distances_of(profiles, options.measure, most_rows_in_tree));
  ClusterTree tree;
  tree.rows = std::move(distances.rows);
  tree.empty = std::move(distances.empty);
  if (options.groups > tree.rows.size())
    return Err(Fault::usage, "--groups",
               fmt::format("{} groups cannot be made of {}", options.groups, tree.rows.size()),
               "fewer groups");
  if (tree.rows.empty()) return tree;
  tree.merges = stats::cluster(distances.distances, options.linkage);
  tree.order = stats::leaf_order(tree.merges);
  tree.joined.resize(tree.rows.size());
  for (const stats::Merge& merge : tree.merges)
    for (const std::size_t part : {merge.left, merge.right})
      if (part < tree.rows.size()) tree.joined[part] = merge.height;
  if (options.groups > 0) tree.groups = stats::cut(tree.merges, options.groups);
  return tree;
}

Table clusters_report(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options) {
  using Type = Column::Kind;
  Table table = started(profiles, tree, options);
  if (options.groups == 0) {
    add_merges(profiles, tree, table);
  } else {
    table.columns = {{"name", "", Type::text}, {"group", "", Type::number}, {"height", "", Type::number}};
    for (const std::size_t thing : tree.order)
      table.rows.push_back({profiles.ids[tree.rows[thing]], static_cast<std::int64_t>(tree.groups[thing]) + 1,
                            height_of(tree, thing)});
  }
  add_tree_notes(profiles, tree, table);
  return table;
}

std::vector<std::string> tree_lines(const ClusterTree& tree, std::size_t width) {
  const std::size_t things = tree.rows.size();
  std::vector<std::size_t> row_of(things + tree.merges.size()), column_of(things + tree.merges.size(), 0);
  for (std::size_t r = 0; r < tree.order.size(); ++r) row_of[tree.order[r]] = r;
  LineGrid grid(things, width);
  const double scale = tree.highest() > 0 ? static_cast<double>(width - 3) / tree.highest() : 0;
  for (std::size_t m = 0; m < tree.merges.size(); ++m) {
    const stats::Merge& merge = tree.merges[m];
    const auto column = 1 + static_cast<std::size_t>(std::lround(merge.height * scale));
    const std::size_t top = row_of[merge.left], bottom = row_of[merge.right];
    grid.across(top, column_of[merge.left], column);
    grid.across(bottom, column_of[merge.right], column);
    grid.downwards(column, top, bottom);
    row_of[things + m] = top;
    column_of[things + m] = column;
  }
  if (!tree.merges.empty()) grid.across(row_of.back(), column_of.back(), width - 1);
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < things; ++r) lines.push_back(grid.line(r));
  return lines;
}

Table clusters_drawing(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options,
                       std::size_t width) {
  const Wording say(profiles.language);
  Table table = started(profiles, tree, options);
  const DrawingWidths widths(profiles, tree, std::max(width, least_drawing_width));
  const bool grouped_too = options.groups > 0;
  table.headers.emplace_back();
  table.headers.push_back(text::pad_right("", widths.names) + "  " + say("joins at", "并入高度") +
                          (grouped_too ? say("  group", "  组    ") : "") +
                          say("  0 = the same", "  0 = 相同"));
  const auto lines = tree_lines(tree, widths.lines);
  for (std::size_t r = 0; r < tree.order.size(); ++r) {
    const std::size_t thing = tree.order[r];
    const std::string name = text::cut_to_width(profiles.names[tree.rows[thing]], widths.names);
    const std::string height = tree.merges.empty() ? "-" : fmt::format("{:.3f}", tree.joined[thing]);
    const std::string group = grouped_too ? fmt::format("  {:>5}", tree.groups[thing] + 1) : "";
    table.headers.push_back(
        fmt::format("{}  {:>8}{}  {}", text::pad_right(name, widths.names), height, group, lines[r]));
  }
  if (!tree.merges.empty())
    table.notes.push_back(fmt::format(
        fmt::runtime(say("The farther right two lines meet, the less alike; all are one cluster at {:.3f}.",
                         "两线相交处越靠右越不相似；全部并为一类的高度为 {:.3f}。")),
        tree.highest()));
  add_tree_notes(profiles, tree, table);
  return table;
}

}  // namespace gloss::report
