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

codebook::Expression unit_query(codebook::Unit kind) {
  codebook::Expression unit;
  unit.kind = codebook::Expression::Kind::unit;
  codebook::Expression query;
  query.kind = codebook::Expression::Kind::within;
  query.unit = kind;
  query.operands.push_back(std::move(unit));
  return query;
}

Result<std::vector<report::UnitPlace>> units_in_base(const Project& project, const CodedProject& coded,
                                                     codebook::Unit kind) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program,
            tagger::Program::compile_query(unit_query(kind), "unit", tokens->vocabulary(), {}));
  std::vector<report::UnitPlace> units;
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const KnownSource& source = coded.sources[i];
    const auto found = tokens->find(source.stored.text);
    if (!found || coded.coded[i].passages.empty()) continue;
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

std::string report_language(const codebook::Codebook& codebook, const std::string& wanted) {
  const auto& languages = codebook.languages;
  return std::find(languages.begin(), languages.end(), wanted) != languages.end() ? wanted
                                                                                  : languages.front();
}

report::CodedProject nothing_counted(const codebook::Codebook& codebook, const std::string& language) {
  report::CodedProject counted;
  counted.where = codebook.where_text;
  for (const auto& code : codebook.codes)
    counted.codes.push_back(
        {code.id, std::string(codebook::in_language(code.name, language, "")), code.parent});
  return counted;
}

void count_source(const KnownSource& known, const CodedSource& coded, std::int32_t source,
                  report::CodedProject& counted) {
  for (const auto& passage : coded.passages) {
    if (!passage.in_base) continue;
    const auto person = passage.speaker < 0 ? -1 : known.persons[static_cast<std::size_t>(passage.speaker)];
    counted.base.push_back({{source, passage.span}, person});
  }
  for (const auto& one : coded.codings)
    counted.rejected += one.coding.decision == model::Decision::rejected ? 1 : 0;
  for (const std::size_t of_record : codings_of_record(coded)) {
    const auto& [coding, code] = coded.codings[of_record];
    std::vector<text::ByteSpan> leaves;
    for (const auto& reason : coding.reasons)
      leaves.insert(leaves.end(), reason.leaves.begin(), reason.leaves.end());
    const auto standing = coding.origin == model::Origin::coder          ? report::Standing::hand
                          : coding.decision == model::Decision::accepted ? report::Standing::accepted
                                                                         : report::Standing::undecided;
    counted.add(code, source, coding.span, standing, leaves);
  }
}

report::CodedProject counted(const CodedProject& coded, const std::string& language) {
  report::CodedProject counted = nothing_counted(*coded.codebook, language);
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    counted.sources.push_back(coded.sources[i].facts.kind);
    count_source(coded.sources[i], coded.coded[i], static_cast<std::int32_t>(i), counted);
  }
  return counted;
}

report::CooccurrenceOptions cooccurrence_options(const CooccurrenceRequest& request,
                                                 const std::string& language) {
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

Result<report::Table> frequency(const CodedProject& coded, const std::string& language) {
  const std::string names = report_language(*coded.codebook, language);
  return report::frequency_report(counted(coded, names), {names});
}

Result<report::Table> cooccurrence(const Project& project, const CodedProject& coded,
                                   const CooccurrenceRequest& request) {
  auto options = cooccurrence_options(request, report_language(*coded.codebook, request.language));
  std::vector<report::UnitPlace> units;
  if (const auto kind = codebook::unit_named(request.unit); kind && kind != codebook::Unit::passage) {
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
