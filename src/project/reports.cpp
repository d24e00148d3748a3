// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reports.h"

#include <algorithm>

#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "tagger/places.h"
#include "tagger/program.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

/// Every unit of one kind, as the rule `unit within KIND` finds them, where it holds text of the base.
Result<std::vector<report::UnitPlace>> units_in_base(const Project& project, const CodedProject& coded,
                                                     codebook::Unit kind) {
  codebook::Expression unit;
  unit.kind = codebook::Expression::Kind::unit;
  codebook::Expression query;
  query.kind = codebook::Expression::Kind::within;
  query.unit = kind;
  query.operands.push_back(std::move(unit));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program, tagger::Program::compile_query(query, "unit", tokens->vocabulary(), {}));
  std::vector<report::UnitPlace> units;
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const KnownSource& source = coded.sources[i];
    const auto found = tokens->find(source.stored.text);
    if (!found) continue;
    GLOSS_TRY(const auto text, project.file().read_text(source.stored.text));
    tagger::Places places(text, *found);
    const auto& passages = coded.coded[i].passages;
    const tagger::QueryHits hits = program.run_query({*found, &source.facts});
    for (const auto& hit : hits.rows) {
      const text::ByteSpan span = places.span(hit.run);
      auto passage =
          std::lower_bound(passages.begin(), passages.end(), span.begin,
                           [](const SourcePassage& p, text::ByteOffset at) { return p.span.end <= at; });
      for (; passage != passages.end() && passage->span.begin < span.end; ++passage) {
        if (!passage->in_base) continue;
        units.push_back({static_cast<std::int32_t>(i), span});
        break;
      }
    }
  }
  return units;
}

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

std::string report_language(const CodedProject& coded, const std::string& wanted) {
  const auto& languages = coded.codebook->languages;
  return std::find(languages.begin(), languages.end(), wanted) != languages.end() ? wanted
                                                                                  : languages.front();
}

report::CodedProject counted(const CodedProject& coded, const std::string& language) {
  report::CodedProject counted;
  counted.where = coded.codebook->where_text;
  for (const auto& code : coded.codebook->codes)
    counted.codes.push_back(
        {code.id, std::string(codebook::in_language(code.name, language, "")), code.parent});
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const auto source = static_cast<std::int32_t>(i);
    counted.sources.push_back(coded.sources[i].facts.kind);
    for (const auto& passage : coded.coded[i].passages) {
      if (!passage.in_base) continue;
      const auto person =
          passage.speaker < 0 ? -1 : coded.sources[i].persons[static_cast<std::size_t>(passage.speaker)];
      counted.base.push_back({{source, passage.span}, person});
    }
    for (const auto& one : coded.coded[i].codings)
      counted.rejected += one.coding.decision == model::Decision::rejected ? 1 : 0;
    for (const std::size_t of_record : codings_of_record(coded.coded[i])) {
      const auto& [coding, code] = coded.coded[i].codings[of_record];
      std::vector<text::ByteSpan> leaves;
      for (const auto& reason : coding.reasons)
        leaves.insert(leaves.end(), reason.leaves.begin(), reason.leaves.end());
      const auto standing = coding.origin == model::Origin::coder          ? report::Standing::hand
                            : coding.decision == model::Decision::accepted ? report::Standing::accepted
                                                                           : report::Standing::undecided;
      counted.add(code, source, coding.span, standing, leaves);
    }
  }
  return counted;
}

Result<report::Table> frequency(const CodedProject& coded, const std::string& language) {
  const std::string names = report_language(coded, language);
  return report::frequency_report(counted(coded, names), {names});
}

Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request) {
  report::CooccurrenceOptions options;
  options.unit = request.unit;
  options.rows = request.rows;
  options.columns = request.columns;
  options.measures = request.measures;
  options.language = report_language(coded, request.language);
  options.text_rows = request.text_rows;
  std::vector<report::UnitPlace> units;
  const auto kind = codebook::unit_named(request.unit);
  if (kind) options.unit = codebook::name_of(*kind);
  if (kind && *kind != codebook::Unit::passage) {
    GLOSS_TRY(units, units_in_base(project, coded, *kind));
    options.units = units;
  }
  return report::cooccurrence_report(counted(coded, options.language), options);
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
