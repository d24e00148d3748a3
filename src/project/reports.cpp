// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reports.h"

#include <optional>

#include "exchange/codings_table.h"
#include "project/cooccurrence.h"
#include "project/count_codings.h"
#include "project/group_quality.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

template <class Row>
void add_row(report::Table& table, const Row& row) {
  std::vector<report::Value> values;
  exchange::for_each_field(row, [&](const char*, const auto& value) { values.emplace_back(value); });
  table.rows.push_back(std::move(values));
}

template <class Row>
void add_columns(report::Table& table) {
  exchange::for_each_field(Row{}, [&](const char* name, const auto& value) {
    const bool number = std::is_same_v<std::decay_t<decltype(value)>, std::int64_t>;
    table.columns.push_back({name, "", number ? report::Column::Kind::number : report::Column::Kind::text});
  });
}

}  // namespace

Result<report::Table> frequency(const CodedProject& coded, const std::string& language) {
  const std::string names = report_language(*coded.codebook, language);
  return report::frequency_report(counted(coded, names), {names});
}

Result<report::Table> frequency(const Project& project, const FrequencyRequest& request) {
  GLOSS_TRY(const auto counted,
            count_with<report::FrequencyCounter>(
                project, {.selection = request.selection, .language = request.language, .leaves = false}));
  report::FrequencyOptions options{counted.language, request.words, request.intervals};
  const bool by_group = !counted.counter.groups().empty();
  if (by_group && request.selection.origin != "coder") {
    GLOSS_TRY(options.checked, checked_rules(project, request.selection));
  }
  return request.for_people && by_group ? report::group_table(counted.counter, options)
                                        : report::frequency_report(counted.counter, options);
}

Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request) {
  const auto options = cooccurrence_options(request, report_language(*coded.codebook, request.language));
  std::vector<report::UnitPlace> units;
  const auto kind = codebook::unit_named(request.unit);
  if (kind && kind != codebook::Unit::passage) {  // passages are there already
    GLOSS_TRY(units, units_in_base(project, coded, *kind));
  }
  return report::cooccurrence_report(counted(coded, options.language), options, units);
}

Result<report::Table> cooccurrence(const Project& project, const CooccurrenceRequest& request) {
  GLOSS_TRY(const auto counted, count_pairs(project, request));
  return report::cooccurrence_report(counted.counter, cooccurrence_options(request, counted.language));
}

Result<report::Table> codings_table(const Project& project, const CodedProject& coded) {
  report::Table table;
  add_columns<exchange::CodingRow>(table);
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    if (coded.coded[i].codings.empty()) continue;
    GLOSS_TRY(const auto source, project.file().read_source(coded.sources[i].stored.name));
    std::vector<model::Coding> codings;
    for (const auto& one : coded.coded[i].codings) codings.push_back(one.coding);
    GLOSS_TRY(const auto rows, exchange::coding_rows(source, text::OffsetMap(source.text), codings));
    for (const auto& row : rows) add_row(table, row);
  }
  return table;
}

Result<report::Table> passages_table(const Project& project) {
  report::Table table;
  add_columns<exchange::PassageRow>(table);
  GLOSS_TRY(const auto* sources, project.sources());
  for (const auto& stored : *sources) {
    GLOSS_TRY(const auto source, project.file().read_source(stored.name));
    GLOSS_TRY(const auto rows, exchange::passage_rows(source, text::OffsetMap(source.text)));
    for (const auto& row : rows) add_row(table, row);
  }
  return table;
}

}  // namespace gloss::project
