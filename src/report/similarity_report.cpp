// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/similarity_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "report/grouped.h"

namespace gloss::report {
namespace {

/// From Jaccard J = s / (a + b - s), which is how the distances were made: s = J (a + b) / (1 + J).
std::int64_t shared_columns(double jaccard, std::size_t a, std::size_t b) {
  return std::llround(jaccard * static_cast<double>(a + b) / (1 + jaccard));
}

std::vector<Column> similarity_columns(const Profiles& profiles, const Wording& say) {
  using Type = Column::Kind;
  const std::string columns = name_of_columns(profiles);
  return {{"name_a", "-", Type::text},
          {"name_b", "-", Type::text},
          {"", "A", Type::text},
          {"", "B", Type::text},
          {"a", say(columns + " of A", "A 的" + columns), Type::number},
          {"b", say("of B", "B 的"), Type::number},
          {"both", say("Both", "共有"), Type::number},
          {"jaccard", "Jaccard", Type::number},
          {"cosine", say("Cosine", "余弦"), Type::number}};
}

void add_similarity_notes(const Profiles& profiles, const SimilarityOptions& options,
                          std::span<const std::size_t> empty, Table& table) {
  const Wording say(profiles.language);
  table.notes.push_back(fmt::format(
      fmt::runtime(say("Jaccard: {0} of both / {0} of one or both. Cosine: {1}. Ranked by {2}; 1 = "
                       "the same, 0 = nothing in common.",
                       "Jaccard：共有的{0} / 任一方的{0}。余弦：{1}。按{2}排序；1 = 相同，0 = 毫无共同。")),
      name_of_columns(profiles),
      profiles.by == ProfileBy::words ? say("of tf-idf", "按 tf-idf 计算")
      : profiles.columns_are_passages() ? say("both / the geometric mean of the two", "共有 / 两者的几何平均")
                                        : say("of the shares of the codes", "按各代码所占比例计算"),
      name_of(options.measure, profiles)));
  table.notes.push_back(profile_note(profiles));
  for (auto& line : left_out_note(profiles)) table.notes.push_back(std::move(line));
  if (profiles.by == ProfileBy::words)
    table.notes.push_back(say("Sources in different languages share few words, whatever they say.",
                              "语言不同的来源用词几乎不重合，与内容无关。"));
  for (auto& line : empty_rows_note(profiles, empty)) table.notes.push_back(std::move(line));
}

}  // namespace

std::optional<Likeness> likeness_named(std::string_view name) {
  if (name == "jaccard") return Likeness::jaccard;
  if (name == "cosine") return Likeness::cosine;
  return std::nullopt;
}

std::string name_of(Likeness measure, const Profiles& profiles) {
  const Wording say(profiles.language);
  if (measure == Likeness::jaccard) return "Jaccard";
  return profiles.by == ProfileBy::words ? say("cosine of tf-idf", "tf-idf 余弦") : say("cosine", "余弦");
}

Result<stats::RowDistances> distances_of(const Profiles& profiles, Likeness measure, std::size_t most) {
  const auto with = std::count_if(profiles.rows.begin(), profiles.rows.end(),
                                  [](const stats::SparseRow& row) { return !row.empty(); });
  if (static_cast<std::size_t>(with) > most)
    return Err(Fault::usage, "--of",
               fmt::format("{} are too many to compare pair by pair; {} is the most", grouped(with),
                           grouped(static_cast<std::int64_t>(most))),
               "--where to narrow what is compared");
  if (measure == Likeness::jaccard) return stats::jaccard_distances(profiles.rows);
  return stats::cosine_distances(profiles.by == ProfileBy::words ? stats::tf_idf(profiles.rows)
                                                                 : profiles.rows);
}

Result<Table> similarity_report(const Profiles& profiles, const SimilarityOptions& options) {
  GLOSS_TRY(const auto jaccard, distances_of(profiles, Likeness::jaccard, most_rows_in_pairs));
  GLOSS_TRY(const auto cosine, distances_of(profiles, Likeness::cosine, most_rows_in_pairs));
  const Wording say(profiles.language);
  Table table = profiles.head;
  const std::string rows = name_of_rows(profiles), columns = name_of_columns(profiles);
  table.title =
      say("Which " + rows + " are alike, by their " + columns, rows + "的相似程度（按" + columns + "）");
  table.head["measure"] = options.measure == Likeness::jaccard ? "jaccard" : "cosine";
  table.head["empty"] = Json::array();
  for (const std::size_t row : jaccard.empty) table.head["empty"].push_back(profiles.ids[row]);
  table.columns = similarity_columns(profiles, say);
  std::vector<double> ranks;
  for (std::size_t i = 0; i < jaccard.rows.size(); ++i)
    for (std::size_t j = i + 1; j < jaccard.rows.size(); ++j) {
      const std::size_t a = jaccard.rows[i], b = jaccard.rows[j];
      const std::size_t of_a = profiles.rows[a].size(), of_b = profiles.rows[b].size();
      const std::int64_t both = shared_columns(1 - jaccard.distances.at(i, j), of_a, of_b);
      const double same = static_cast<double>(both) /
                          static_cast<double>(static_cast<std::int64_t>(of_a + of_b) - both),
                   alike = 1 - cosine.distances.at(i, j);
      table.rows.push_back({profiles.ids[a], profiles.ids[b], profiles.names[a], profiles.names[b],
                            static_cast<std::int64_t>(of_a), static_cast<std::int64_t>(of_b), both, same,
                            alike});
      ranks.push_back(options.measure == Likeness::jaccard ? same : alike);
    }
  table.text_order.resize(ranks.size());
  std::iota(table.text_order.begin(), table.text_order.end(), std::size_t{0});
  std::stable_sort(table.text_order.begin(), table.text_order.end(),
                   [&](std::size_t x, std::size_t y) { return ranks[x] > ranks[y]; });
  table.text_rows = options.text_rows;
  if (table.rows.empty())
    table.notes.push_back(
        say("Fewer than two " + rows + " have anything to compare.", "可比较的" + rows + "不足两个。"));
  add_similarity_notes(profiles, options, jaccard.empty, table);
  return table;
}

}  // namespace gloss::report
