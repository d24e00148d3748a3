// SPDX-License-Identifier: GPL-3.0-or-later
// cases.csv: who is who.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/csv_in.h"
#include "base/limits.h"
#include "intake/find_sources.h"
#include "intake/lines.h"
#include "text/decode.h"

namespace gloss::intake {
namespace {

constexpr const char* columns_hint = "a first line that begins with source,speaker,case";

/// Which column is what; -1 where there is none.
struct Columns {
  int source = -1, speaker = -1, name = -1, role = -1, kind = -1;
  std::vector<std::pair<std::size_t, std::string>> variables;
  std::vector<std::size_t> nameless;
};

Result<Columns> columns_of(const CsvRow& header, const std::string& place) {
  Columns columns;
  std::set<std::string> seen;
  const std::string here = fmt::format("{}:{}", place, header.line);
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string name(trimmed(header.fields[i]));
    const std::string lower = ascii_lower(name);
    if (name.empty()) {
      columns.nameless.push_back(i);
      continue;
    }
    if (!seen.insert(lower).second) return Err(Fault::bad_input, here, "column " + name + " occurs twice");
    const int at = static_cast<int>(i);
    if (lower == "source") {
      columns.source = at;
    } else if (lower == "speaker") {
      columns.speaker = at;
    } else if (lower == "case") {
      columns.name = at;
    } else if (lower == "role") {
      columns.role = at;
    } else if (lower == "kind") {
      columns.kind = at;
    } else if (name.size() > limits::name_bytes) {
      return Err(Fault::bad_input, here,
                 fmt::format("the name of column {} has more than {} bytes", i + 1, limits::name_bytes));
    } else {
      columns.variables.emplace_back(i, name);
    }
  }
  if (columns.source < 0) return Err(Fault::bad_input, here, "column source is missing", columns_hint);
  if (columns.speaker < 0) return Err(Fault::bad_input, here, "column speaker is missing", columns_hint);
  if (columns.name < 0) return Err(Fault::bad_input, here, "column case is missing", columns_hint);
  return columns;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
}

Result<model::CaseRow> row_of(const CsvRow& fields, const Columns& columns, std::size_t width,
                              const std::string& place) {
  const std::string here = fmt::format("{}:{}", place, fields.line);
  if (fields.fields.size() > width) {
    return Err(Fault::bad_input, here,
               fmt::format("{} cells, but the first line names {} columns", fields.fields.size(), width));
  }
  const auto cell = [&](int column) -> std::string {
    if (column < 0 || static_cast<std::size_t>(column) >= fields.fields.size()) return {};
    return std::string(trimmed(fields.fields[static_cast<std::size_t>(column)]));
  };
  for (const std::size_t i : columns.nameless) {
    if (!cell(static_cast<int>(i)).empty())
      return Err(Fault::bad_input, here, fmt::format("column {} has a value but no name", i + 1));
  }
  model::CaseRow row;
  row.line = fields.line;
  row.source = cell(columns.source);
  row.speaker = cell(columns.speaker);
  row.name = cell(columns.name);
  if (row.source.empty())
    return Err(Fault::bad_input, here, "column source is empty", "a source's name, or * for all");
  const std::pair<const char*, const std::string*> names[] = {
      {"source", &row.source}, {"speaker", &row.speaker}, {"case", &row.name}};
  for (const auto& [column, value] : names) {
    if (value->size() > limits::name_bytes || has_control(*value)) {
      return Err(
          Fault::bad_input, here,
          fmt::format("column {}: more than {} bytes or a control character", column, limits::name_bytes));
    }
  }
  if (const std::string role = ascii_lower(cell(columns.role)); !role.empty()) {
    row.role = model::role_named(role);
    if (!row.role)
      return Err(Fault::bad_input, here,
                 "column role: " + role + " is not interviewer, interviewee or unknown");
  }
  if (std::string kind = ascii_lower(cell(columns.kind)); !kind.empty()) {
    std::replace_if(kind.begin(), kind.end(), [](char c) { return c == ' ' || c == '_'; }, '-');
    row.kind = model::kind_named(kind);
    if (!row.kind)
      return Err(Fault::bad_input, here, "column kind: " + kind + " is not interview or field-note");
  }
  for (const auto& [column, name] : columns.variables) {
    if (std::string value = cell(static_cast<int>(column)); !value.empty())
      row.variables[name] = std::move(value);
  }
  return row;
}

}  // namespace

Result<model::CaseTable> read_cases(std::string_view csv, const std::string& place) {
  GLOSS_TRY(const text::DecodedText decoded, text::decode(csv, place));
  GLOSS_TRY(const std::vector<CsvRow> rows, read_csv(decoded.text, place));
  if (rows.empty()) return Err(Fault::bad_input, place, "the file is empty", columns_hint);
  GLOSS_TRY(const Columns columns, columns_of(rows[0], place));
  model::CaseTable table;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool empty = std::all_of(rows[i].fields.begin(), rows[i].fields.end(),
                                   [](const std::string& f) { return trimmed(f).empty(); });
    if (empty) continue;
    GLOSS_TRY(model::CaseRow row, row_of(rows[i], columns, rows[0].fields.size(), place));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace gloss::intake
