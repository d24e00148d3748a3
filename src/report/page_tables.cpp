// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the page's sections, as HTML and as data for the window that shows long ones.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/result.h"
#include "report/grouped.h"
#include "report/page_sections.h"
#include "report/shown_table.h"

namespace gloss::report {
namespace {

/// Columns whose cells are ids of codes.
bool names_codes(const Column& column) {
  static const std::set<std::string_view> names{"code",   "code_a", "code_b", "cause",
                                                "effect", "parent", "id"};
  return column.kind == Column::Kind::text && names.contains(column.name);
}

using Places = std::map<std::string_view, std::string>;

/// Where the passages of each code are, of those that have some.
Places places_of_codes(const Page& page) {
  Places places;
  for (std::size_t code = 0; code < page.codes.size(); ++code)
    if (!page.all[code].empty())
      places.emplace(page.codes[code].id, code_place(static_cast<std::int32_t>(code)));
  return places;
}

std::vector<std::size_t> columns_for_people(const Table& table) {
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].heading != "-") shown.push_back(c);
  return shown;
}

/// All rows: first those that the text form shows, in its order.
std::vector<std::size_t> order_of_rows(const Table& table) {
  std::vector<std::size_t> order = table.text_order;
  std::vector<bool> taken(table.rows.size(), false);
  for (const std::size_t row : order) taken[row] = true;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (!taken[row]) order.push_back(row);
  return order;
}

/// A number in the shortest form that a script reads back exactly; empty = undefined.
std::string plain_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number))
    return fmt::format("{}", *number);
  return {};
}

/// JSON in which no "<" stands, so that it cannot end the block that it is in, nor begin a comment there.
std::string block_json(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size());
  for (const char c : text)
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  return out;
}

std::string data_cell(const Value& value, Column::Kind kind) {
  if (std::holds_alternative<std::string>(value)) return block_json(Json(shown_cell(value, kind)));
  const std::string number = plain_number(value);
  return number.empty() ? "null" : number;
}

std::string data_row(const Table& table, const std::vector<std::size_t>& columns, std::size_t row) {
  std::string out = "[";
  for (const std::size_t c : columns)
    out += (out.size() > 1 ? "," : "") + data_cell(table.rows[row][c], table.columns[c].kind);
  return out + "]";
}

std::size_t bytes_of_data(const Table& table) {
  const auto columns = columns_for_people(table);
  std::size_t bytes = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) bytes += data_row(table, columns, row).size() + 2;
  return bytes;
}

std::string_view kind_name(Column::Kind kind) {
  return kind == Column::Kind::text ? "text" : kind == Column::Kind::share ? "share" : "number";
}

class SectionTable {
 public:
  SectionTable(HtmlWriter& out, const Page& page, const Table& table, std::string place)
      : out_(out),
        page_(page),
        table_(table),
        place_(std::move(place)),
        columns_(columns_for_people(table)),
        order_(order_of_rows(table)),
        codes_(places_of_codes(page)) {}

  void write(std::string_view caption, std::size_t plain_rows) {
    open_table(out_, caption, place_ + "-c", "sortable");
    out_.open("thead").open("tr");
    for (const std::size_t c : columns_) write_heading(table_.columns[c]);
    out_.close("tr").close("thead").line().open("tbody");
    for (std::size_t i = 0; i < plain_rows; ++i) write_row(order_[i]);
    close_table(out_);
  }

  /// The first rows for the script, which finds them by the table's place.
  void write_data(std::size_t rows) {
    Json kinds = Json::array(), links = Json::array(), places = Json::object();
    for (const std::size_t c : columns_) {
      kinds.push_back(kind_name(table_.columns[c].kind));
      links.push_back(names_codes(table_.columns[c]));
    }
    for (const auto& [id, place] : codes_) places[std::string(id)] = place;
    out_.line().append(
        fmt::format("<script type=\"application/json\" id=\"{}-rows\">{{\"kinds\":{},\"links\":{},"
                    "\"places\":{},\"rows\":[",
                    place_, block_json(kinds), block_json(links), block_json(places)));
    for (std::size_t i = 0; i < rows; ++i)
      out_.append(i == 0 ? "\n" : ",\n").append(data_row(table_, columns_, order_[i]));
    out_.append("]}</script>").line();
  }

 private:
  void write_heading(const Column& column) {
    const std::string words = escape_controls(column.heading.empty() ? column.name : column.heading);
    out_.element("th", words,
                 {{"scope", "col"},
                  {"class", column.kind == Column::Kind::text ? "" : "n"},
                  {"lang", page_.language_of(words)}});
  }

  void write_row(std::size_t row) {
    out_.line().open("tr");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = table_.columns[columns_[i]];
      const Value& value = table_.rows[row][columns_[i]];
      const std::string words = shown_cell(value, column.kind);
      if (column.kind != Column::Kind::text) {
        out_.element("td", words, {{"class", "n"}, {"data-n", plain_number(value)}});
        continue;
      }
      out_.open("td", {{"class", text_class(i, row, words)}, {"lang", page_.language_of(words)}});
      const auto* id = std::get_if<std::string>(&value);
      const auto place = names_codes(column) && id != nullptr ? codes_.find(*id) : codes_.end();
      if (place != codes_.end())
        out_.link(place->second, words);
      else
        out_.text(words);
      out_.close("td");
    }
    out_.close("tr");
  }

  /// Long words get room; the first column stands in by the depth of its code.
  std::string text_class(std::size_t column, std::size_t row, const std::string& words) const {
    if (column > 0) return words.size() > 40 ? "long" : "";
    const int indent = row < table_.indents.size() ? std::clamp(table_.indents[row], 0, 4) : 0;
    return indent == 0 ? "" : fmt::format("d{}", indent);
  }

  HtmlWriter& out_;
  const Page& page_;
  const Table& table_;
  std::string place_;
  std::vector<std::size_t> columns_, order_;
  Places codes_;
};

/// What of a long table is where: on the page without scripts, on the page, in the file.
void write_where_rows_are(HtmlWriter& out, const Page& page, const PageSection& section, std::size_t rows) {
  const std::size_t all = section.table.rows.size();
  const auto number = [](std::size_t count) { return grouped(static_cast<std::int64_t>(count)); };
  const std::string elsewhere =
      section.file.empty() ? std::string(page.say("the table's own file", "该表的单独文件")) : section.file;
  const auto note = [&](std::string_view english, std::string_view chinese, std::size_t shown,
                        const std::string& look) {
    out.line().element(
        "p", fmt::format(fmt::runtime(page.say(english, chinese)), number(shown), number(all), elsewhere),
        {{"class", look}});
  };
  note("Shown here: the first {} of {} rows. The rest is in {}.", "此处显示前 {} 行，共 {} 行；其余见 {}。",
       std::min(first_rows, all), "note first-rows");
  if (rows < all)
    note(
        "This page has room for the first {} of {} rows: order and filter take in these only. All are in {}.",
        "本页只容得下前 {} 行，共 {} 行；排序和筛选只涉及这些行。全部见 {}。", rows, "note");
}

}  // namespace

std::vector<std::size_t> rows_with_room(const std::vector<PageSection>& sections, std::size_t most_bytes) {
  std::vector<std::size_t> rows(sections.size(), 0);
  std::vector<std::pair<std::size_t, std::size_t>> wanted;  // bytes, section
  for (std::size_t i = 0; i < sections.size(); ++i)
    if (sections[i].table.rows.size() > most_plain_rows)
      wanted.emplace_back(bytes_of_data(sections[i].table), i);
  std::sort(wanted.begin(), wanted.end());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto [bytes, section] = wanted[i];
    const std::size_t share = most_bytes / (wanted.size() - i), all = sections[section].table.rows.size();
    rows[section] = all;
    if (bytes > share) {  // rows of the text's order; the sum stops at the share
      const Table& table = sections[section].table;
      const auto columns = columns_for_people(table);
      const auto order = order_of_rows(table);
      std::size_t used = 0, fit = 0;
      for (; fit < all; ++fit) {
        used += data_row(table, columns, order[fit]).size() + 2;
        if (used > share) break;
      }
      rows[section] = fit;
    }
    most_bytes -= std::min(bytes, share);
  }
  return rows;
}

void write_section_table(HtmlWriter& out, const Page& page, const PageSection& section,
                         const std::string& place, std::size_t rows) {
  const std::size_t all = section.table.rows.size();
  if (section.table.columns.empty()) return;
  if (all == 0) {
    out.line().element("p", page.say("The table has no rows.", "表中没有任何行。"), {{"class", "note"}});
    return;
  }
  const std::string caption =
      std::string(page.say("Table: ", "表：")) +
      escape_controls(section.table.title.empty() ? section.title : section.table.title);
  SectionTable table(out, page, section.table, place);
  if (all <= most_plain_rows) return table.write(caption, all);
  table.write(caption, first_rows);
  write_where_rows_are(out, page, section, rows);
  if (rows > first_rows) table.write_data(rows);
}

}  // namespace gloss::report
