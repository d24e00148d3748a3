// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as a table: one value, laid out as aligned text, CSV or JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"

namespace gloss::report {

/// undefined (shown as "-", CSV empty, JSON null), a whole number, a number, a text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

struct Column {
  std::string name;     ///< stable field name of CSV and JSON: "code_a"; empty = in the text form only
  std::string heading;  ///< for people: "Code"; empty = the name; "-" = not shown in the text form
  enum class Kind {
    text,
    number,
    share,
    bar
  } kind = Kind::text;  ///< share: a proportion, shown as per cent in text; bar: a number, drawn beside it
};

struct Table {
  std::string title;                 ///< text form: first line; may be empty
  std::vector<std::string> headers;  ///< text form: lines under the title (base, unit, what counts)
  Json head = Json::object();        ///< JSON: members between "schema" and "rows"
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;  ///< each as long as columns
  std::vector<std::string> notes;        ///< text form: lines after the table
  std::size_t text_rows = SIZE_MAX;      ///< text form: at most so many rows, then "... and N more"
  std::vector<std::size_t>
      text_order;  ///< text form: rows to show, in this order; empty = all, as they stand
  std::vector<int>
      indents;  ///< text form: per row, blanks*2 before the first column (code trees); empty = none
};

struct TextLayout {
  std::size_t width = 80;  ///< of the terminal, in columns; text columns are cut to fit, numbers never
  bool color = false;
};

/// Aligned by display width (CJK are two columns wide). Control characters are escaped where `layout.color`
/// or a terminal is meant; see cli/terminal.
std::string as_text(const Table& table, const TextLayout& layout);
/// A line under a table, faint and broken to fit.
std::string footing(std::string_view line, const TextLayout& layout);
/// RFC 4180, LF, UTF-8; undefined = empty. Text cells (never numbers) that start with = + - @ ' TAB CR get
/// one leading '.
std::string as_csv(const Table& table, bool bom = false);
/// {"schema": 1, head..., more..., "rows": [{...}]}; undefined = null, text unchanged, numbers in their
/// shortest form.
std::string as_json(const Table& table, const Json& more = Json::object());

/// One RFC 4180 record with the same guard against formulas, for exports that are written row by row.
void append_csv_text(std::string& out, std::string_view cell);

}  // namespace gloss::report
