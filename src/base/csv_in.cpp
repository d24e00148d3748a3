// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv_in.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"

namespace gloss {
namespace {

/// What libcsv's callbacks fill.
struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  bool too_large = false;
};

void on_field(void* bytes, std::size_t size, void* reading) {
  auto& r = *static_cast<Reading*>(reading);
  if (size > limits::csv_field_bytes || r.row.fields.size() >= limits::csv_columns) {
    r.too_large = true;
    return;
  }
  r.row.fields.emplace_back(static_cast<const char*>(bytes), size);
}

void on_row(int, void* reading) {
  auto& r = *static_cast<Reading*>(reading);
  const bool blank = r.row.fields.empty() || (r.row.fields.size() == 1 && r.row.fields[0].empty());
  if (!blank) r.rows.push_back(std::move(r.row));
  r.row = {};
}

char delimiter_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  if (first.find(',') != std::string_view::npos) return ',';
  if (first.find(';') != std::string_view::npos) return ';';
  return first.find('\t') != std::string_view::npos ? '\t' : ',';
}

/// The lines on which rows begin, and the line of a quote that is never closed (0 = none): a walk over quotes
/// only.
struct Lines {
  std::vector<int> starts;
  int open_quote = 0;
};

Lines lines_of(std::string_view text) {
  Lines lines;
  bool quoted = false, row_begins = true, row_has_bytes = false;
  int line = 1, start = 1, quote_line = 0;
  for (const char c : text) {
    if (row_begins && c != '\n' && c != '\r') {
      start = line;
      row_begins = false;
      row_has_bytes = true;
    }
    if (c == '"') {
      quoted = !quoted;
      if (quoted) quote_line = line;
    }
    if (c == '\n') {
      ++line;
      if (!quoted) {
        if (row_has_bytes) lines.starts.push_back(start);
        row_begins = true;
        row_has_bytes = false;
      }
    }
  }
  if (row_has_bytes) lines.starts.push_back(start);
  if (quoted) lines.open_quote = quote_line;
  return lines;
}

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& place) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const Lines lines = lines_of(text);
  if (lines.open_quote != 0)
    return Err(Fault::bad_input, fmt::format("{}:{}", place, lines.open_quote),
               "a quote opens here and is never closed",
               "add the closing quote, or double quotes inside a field");
  Reading reading;
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0)
    return Err(Fault::out_of_memory, place, "no memory to read the table");
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter_of(text)));
  const std::size_t read = csv_parse(&parser, text.data(), text.size(), on_field, on_row, &reading);
  const int error = csv_error(&parser);
  if (read == text.size()) csv_fini(&parser, on_field, on_row, &reading);
  csv_free(&parser);
  if (read != text.size()) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
    return Err(Fault::bad_input, fmt::format("{}:{}", place, line),
               fmt::format("is not a proper CSV row ({})", csv_strerror(error)),
               "put fields that contain quotes in quotes, and double the quotes inside");
  }
  if (reading.too_large)
    return Err(Fault::bad_input, place, "has a field over 16 MiB or more than 4,096 columns");
  for (std::size_t i = 0; i < reading.rows.size(); ++i)
    reading.rows[i].line = i < lines.starts.size() ? lines.starts[i] : 0;
  return std::move(reading.rows);
}

}  // namespace gloss
