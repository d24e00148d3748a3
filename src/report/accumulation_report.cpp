// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/accumulation_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace gloss::report {
namespace {

using Kind = Column::Kind;

void sort_by_date(std::vector<ReadSource>& sources) {
  std::sort(sources.begin(), sources.end(), [](const ReadSource& a, const ReadSource& b) {
    return std::tuple(a.date.empty(), std::string_view(a.date), std::string_view(a.name)) <
           std::tuple(b.date.empty(), std::string_view(b.date), std::string_view(b.name));
  });
}

Json saturation_json(const stats::Saturation& saturation, const AccumulationOptions& options) {
  Json runs = Json::array();
  for (const auto& run : saturation.runs)
    runs.push_back(
        {{"after", run.after}, {"new", run.fresh}, {"ratio", run.ratio ? Json(*run.ratio) : Json(nullptr)}});
  return Json{{"base", options.saturation.base},
              {"run", options.saturation.run},
              {"threshold", options.saturation.threshold},
              {"base_codes", saturation.base_codes},
              {"reached", saturation.reached ? Json(*saturation.reached) : Json(nullptr)},
              {"runs", std::move(runs)}};
}

}  // namespace

Table accumulation_report(const BaseCounts& base, const RecordCounts& record, std::vector<ReadSource> sources,
                          const AccumulationOptions& options) {
  const Wording say(options.language);
  sort_by_date(sources);
  stats::CodedUnits documents;
  for (const ReadSource& source : sources) documents.add(source.codes);
  const auto counted = stats::accumulate_codes(documents);
  const auto frequencies = stats::document_frequencies(documents);
  const auto expected = stats::expected_accumulation(frequencies, static_cast<std::int64_t>(sources.size()));
  const auto band =
      sources.empty() ? stats::AccumulationBand() : stats::accumulation_band(documents, options.band);
  const auto saturation = stats::saturation(counted.fresh, options.saturation);

  Table table =
      headed_table(say("New codes by source, in the order of their dates", "各来源的新代码（按日期）"), base,
                   record, options.language);
  table.head["saturation"] = saturation_json(saturation, options);
  table.head["seed"] = options.band.seed;
  table.columns = {{"order", "#", Kind::number},
                   {"source", say("Source", "来源"), Kind::text},
                   {"date", say("Date", "日期"), Kind::text},
                   {"codes", say("Codes", "代码"), Kind::number},
                   {"new", say("New", "新增"), Kind::bar},
                   {"total", say("So far", "累计"), Kind::number},
                   {"expected", say("Mean order", "期望"), Kind::number},
                   {"low", say("from", "下限"), Kind::number},
                   {"high", say("to", "上限"), Kind::number}};
  for (std::size_t i = 0; i < sources.size(); ++i)
    table.rows.push_back({static_cast<std::int64_t>(i + 1), sources[i].name, sources[i].date,
                          static_cast<std::int64_t>(documents.codes(i).size()), counted.fresh[i],
                          counted.total[i], expected[i], band.low[i], band.high[i]});
  const auto& asked = options.saturation;
  if (saturation.reached)
    table.notes.push_back(fmt::format(
        fmt::runtime(say(
            "{} (Guest, Namey & Chen 2020): after that many sources, a run of {} brings at most {:.0f} % of "
            "the {} codes of the first {}.",
            "{}（Guest、Namey 与 Chen 2020）：此后连续 {} 个来源带来的新代码不超过前若干来源代码数的 {:.0f} %"
            "（{} 个代码，前 {} 个来源）。")),
        *saturation.reached, asked.run, asked.threshold * 100, saturation.base_codes, asked.base));
  else
    table.notes.push_back(fmt::format(
        fmt::runtime(say(
            "No run of {} sources brings as few as {:.0f} % of the {} codes of the first {} (Guest, Namey & "
            "Chen 2020): new codes are still turning up, or there are too few sources.",
            "没有连续 {} 个来源的新代码低至 {:.0f} %（前若干来源共 {} 个代码，基数为 {} "
            "个来源）：仍有新代码出现，"
            "或来源太少。")),
        asked.run, asked.threshold * 100, saturation.base_codes, asked.base));
  table.notes.push_back(fmt::format(
      fmt::runtime(say(
          "Mean order: codes to expect in so many sources, whatever their order (Colwell et al. 2004); from, "
          "to: 95 % of {} random orders (seed {}).",
          "期望：不论顺序，在这么多来源中应出现的代码数（Colwell 等 2004）；下限、上限：{} 次随机排序的 95%"
          "（种子 {}）。")),
      options.band.orders, options.band.seed));
  table.notes.push_back(
      say("A codebook that is closed always flattens: it can find no code that it does not have. What rules "
          "find is not what "
          "people mean; read what no code catches, too (gloss report uncoded).",
          "封闭的代码本必然趋于平缓：它找不到自己没有的代码。规则的命中也不等于意义的饱和；请同时阅读未被编码"
          "的部分"
          "（gloss report uncoded）。"));
  return table;
}

}  // namespace gloss::report
