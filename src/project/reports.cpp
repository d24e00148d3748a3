// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reports.h"

#include <optional>

#include "exchange/codings_table.h"
#include "project/count_codings.h"
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

/// But for the units.
report::CooccurrenceOptions options_of(const CooccurrenceRequest& request, const std::string& language) {
  report::CooccurrenceOptions options;
  const auto kind = codebook::unit_named(request.unit);
  options.unit = kind ? codebook::name_of(*kind) : request.unit;
  options.rows = request.rows;
  options.columns = request.columns;
  options.measures = request.measures;
  options.language = language;
  options.text_rows = request.text_rows;
  return options;
}

/// The kind of unit that is to be looked for; passages are there already.
std::optional<codebook::Unit> unit_to_find(const CooccurrenceRequest& request) {
  const auto kind = codebook::unit_named(request.unit);
  return kind == codebook::Unit::passage ? std::nullopt : kind;
}

}  // namespace

Result<report::Table> frequency(const CodedProject& coded, const std::string& language) {
  const std::string names = report_language(*coded.codebook, language);
  return report::frequency_report(counted(coded, names), {names});
}

Result<report::Table> frequency(const Project& project, const FrequencyRequest& request) {
  std::optional<report::FrequencyCounter> counter;
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    [&](CountedCodings& part) {
                      if (!counter) counter.emplace(part.project);
                      counter->add(part.project);
                      drop_sources(part);
                    }));
  if (!counter) counter.emplace(counted.project);  // there is no source
  const report::FrequencyOptions options{counted.language, request.words, request.intervals};
  return request.for_people && !counter->groups().empty() ? report::group_table(*counter, options)
                                                          : report::frequency_report(*counter, options);
}

Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request) {
  const auto options = options_of(request, report_language(*coded.codebook, request.language));
  std::vector<report::UnitPlace> units;
  if (const auto kind = unit_to_find(request)) {
    GLOSS_TRY(units, units_in_base(project, coded, *kind));
  }
  return report::cooccurrence_report(counted(coded, options.language), options, units);
}

Result<report::Table> cooccurrence(const Project& project, const CooccurrenceRequest& request) {
  constexpr std::size_t batch = 65536;  // passages: enough that to begin and to add a table costs little
  const auto kind = unit_to_find(request);
  GLOSS_TRY(auto counter, report::CooccurrenceCounter::of({}, options_of(request, "").unit));
  bool begun = false;
  const auto take = [&](CountedCodings& part) {
    if (!begun) counter = *report::CooccurrenceCounter::of(part.project, counter.unit());
    begun = true;
    counter.add(part.project, part.units);
    drop_sources(part);
  };
  GLOSS_TRY(
      auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .units = kind},
                    [&](CountedCodings& part) {
                      if (part.project.base.size() >= batch) take(part);
                    }));
  take(counted);
  return report::cooccurrence_report(counter, options_of(request, counted.language));
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
