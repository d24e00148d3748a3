// SPDX-License-Identifier: GPL-3.0-or-later
// A table for people: aligned by display width, fitted to the terminal.
//
// Where the terminal is too narrow, the table gives up, in this order: width of text columns, bars, width of
// gaps, more width of text columns, length of headings, and last whole columns from the right, which a line
// then names. Digits are never cut.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "base/result.h"
#include "report/emphasis.h"
#include "report/grouped.h"
#include "report/shown_table.h"
#include "report/table.h"
#include "text/display.h"

namespace gloss::report {

namespace {

using text::cut_to_width;
using text::display_width;

constexpr std::size_t bar_width = 10;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  while (times-- > 0) all += piece;
  return all;
}

std::optional<double> number_of(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number))
    return *number;
  return std::nullopt;
}

/// `share` of ten columns in eighths; whatever is above 0 can be seen.
std::string bar(double share) {
  static constexpr std::array<std::string_view, 8> part{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  auto eighths = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * bar_width * 8));
  if (share > 0) eighths = std::max<std::size_t>(eighths, 1);
  return repeated("█", eighths / 8) + std::string(part[eighths % 8]);
}

/// Lines of at most `width` columns, broken at blanks where there are any; all but the first two columns in.
std::vector<std::string> wrapped(std::string_view words, std::size_t width) {
  std::vector<std::string> lines;
  std::string rest = escape_controls(words);
  while (true) {
    const std::string indent = lines.empty() || width < 10 ? "" : "  ";
    const std::size_t room = width - indent.size();
    if (display_width(rest) <= room) {
      lines.push_back(indent + rest);
      return lines;
    }
    std::string piece = cut_to_width(rest + ' ', room + 1);  // surely cut: one column too many at least
    piece.erase(piece.size() - std::string_view("…").size());
    if (piece.empty()) return lines;  // a wide character in one column
    std::size_t end = piece.size(), next = end;
    if (rest[end] == ' ')
      next = end + 1;
    else if (const auto blank = piece.rfind(' '); blank != std::string::npos && blank > 0)
      end = blank, next = blank + 1;
    lines.push_back(indent + rest.substr(0, end));
    rest.erase(0, next);
  }
}

struct Shown {
  std::size_t column = 0;  ///< index into Table::columns
  Column::Kind kind = Column::Kind::text;
  std::string heading;
  std::vector<std::string> cells;
  std::vector<double> bars;     ///< Kind::bar: share of the maximum, per cell
  std::size_t natural = 0;      ///< widest cell or heading
  std::size_t cells_width = 0;  ///< widest cell
  std::size_t width = 0;        ///< as laid out; of a bar column: of its numbers
  bool is_text() const { return kind == Column::Kind::text; }
};

struct Fit {
  std::size_t gap = 2;
  bool bars = true;
  std::size_t text_floor = 16;
  bool whole_headings = true;
};

std::size_t heading_floor(const Shown& column, const Fit& fit) {
  if (fit.whole_headings) return column.natural;
  return std::max(column.cells_width, std::min<std::size_t>(column.natural, 4));
}

/// Sets the widths of the first `count` columns; whether they fit.
bool lay_out(std::vector<Shown>& columns, std::size_t count, const Fit& fit, std::size_t width) {
  std::size_t used = fit.gap * (count - 1);
  for (std::size_t i = 0; i < count; ++i) {
    Shown& column = columns[i];
    if (column.is_text()) {
      column.width = std::min(column.natural, fit.text_floor);
      used += column.width;
    } else if (column.kind == Column::Kind::bar && fit.bars) {
      column.width = column.cells_width;  // the heading stands over number and bar
      used += std::max(column.cells_width + 1 + bar_width, column.natural);
    } else {
      column.width = heading_floor(column, fit);
      used += column.width;
    }
  }
  if (used > width) return false;
  for (std::size_t left = width - used; left > 0;) {  // what is left goes to text columns, evenly
    bool grown = false;
    for (std::size_t i = 0; i < count && left > 0; ++i) {
      Shown& column = columns[i];
      if (!column.is_text() || column.width >= column.natural) continue;
      ++column.width, --left, grown = true;
    }
    if (!grown) break;
  }
  return true;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

class TextTable {
 public:
  TextTable(const Table& table, const TextLayout& layout)
      : table_(table), width_(std::max<std::size_t>(layout.width, 1)), color_(layout.color) {}

  std::string lines() {
    if (!table_.title.empty()) add_words(table_.title, bold);
    for (const auto& header : table_.headers) add_words(header, {});
    choose_rows();
    choose_columns();
    if (!columns_.empty()) {
      if (!out_.empty()) out_ += '\n';
      fit();
      add_headings();
      for (std::size_t r = 0; r < rows_.size(); ++r) add_row(r);
      if (left_out_ > 0)
        add_words(fmt::format("... and {} more", grouped(static_cast<std::int64_t>(left_out_))), {});
      add_hidden();
    }
    if (!table_.notes.empty() && !out_.empty()) out_ += '\n';
    for (const auto& note : table_.notes) add_words(note, {});
    return std::move(out_);
  }

 private:
  void choose_rows() {
    if (table_.text_order.empty()) {
      rows_.resize(table_.rows.size());
      std::iota(rows_.begin(), rows_.end(), std::size_t{0});
    } else {
      rows_ = table_.text_order;
    }
    if (rows_.size() > table_.text_rows) {
      left_out_ = rows_.size() - table_.text_rows;
      rows_.resize(table_.text_rows);
    }
  }

  void choose_columns() {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const Column& from = table_.columns[c];
      if (from.heading == "-") continue;
      Shown shown;
      shown.column = c;
      shown.kind = from.kind;
      shown.heading = escape_controls(from.heading.empty() ? from.name : from.heading);
      double most = 0;
      for (const std::size_t row : rows_) {
        std::string cell = shown_cell(table_.rows[row][c], from.kind);
        if (columns_.empty() && row < table_.indents.size())
          cell.insert(0, static_cast<std::size_t>(std::max(table_.indents[row], 0)) * 2, ' ');
        shown.cells_width = std::max(shown.cells_width, display_width(cell));
        shown.cells.push_back(std::move(cell));
        if (from.kind == Column::Kind::bar) {
          shown.bars.push_back(number_of(table_.rows[row][c]).value_or(0));
          most = std::max(most, shown.bars.back());
        }
      }
      for (double& value : shown.bars) value = most > 0 ? value / most : 0;
      shown.natural = std::max(shown.cells_width, display_width(shown.heading));
      columns_.push_back(std::move(shown));
    }
  }

  void fit() {
    static constexpr std::array<Fit, 6> ways{{{2, true, SIZE_MAX, true},
                                              {2, true, 20, true},
                                              {2, false, 16, true},
                                              {1, false, 16, true},
                                              {1, false, 8, true},
                                              {1, false, 8, false}}};
    for (shown_ = columns_.size(); shown_ > 0; --shown_) {
      for (const Fit& way : ways) {
        if (!lay_out(columns_, shown_, way, width_)) continue;
        fit_ = way;
        return;
      }
    }
    shown_ = 1;  // not even one fits: a text is cut, digits are not
    fit_ = ways.back();
    columns_.front().width = columns_.front().is_text() ? width_ : columns_.front().cells_width;
  }

  std::size_t full_width(const Shown& column) const {
    if (column.kind != Column::Kind::bar || !fit_.bars) return column.width;
    return std::max(column.width + 1 + bar_width, column.natural);
  }

  bool starts_left(const Shown& column) const {
    return column.is_text() || (column.kind == Column::Kind::bar && fit_.bars);
  }

  void add_words(std::string_view words, std::string_view style) {
    for (const auto& line : wrapped(words, width_)) add_line(line, style);
  }

  void add_line(const std::string& line, std::string_view style) {
    if (color_ && !style.empty() && !line.empty())
      out_.append(style).append(line).append(unstyled) += '\n';
    else
      out_ += line + '\n';
  }

  void add_headings() {
    std::string headings, rules;
    for (std::size_t i = 0; i < shown_; ++i) {
      const Shown& column = columns_[i];
      const std::size_t width = full_width(column);
      const std::string gap(i == 0 ? 0 : fit_.gap, ' ');
      const std::string heading = cut_to_width(column.heading, width);
      headings +=
          gap + (starts_left(column) ? text::pad_right(heading, width) : text::pad_left(heading, width));
      rules += gap + repeated("─", width);
    }
    add_line(trimmed(headings), bold);
    add_line(rules, dim);
  }

  /// A row whose numbers are all 0 (a code that does not occur) steps back.
  bool is_zero(std::size_t row) const {
    bool any = false;
    for (const Shown& column : columns_) {
      if (column.is_text()) continue;
      const auto number = number_of(table_.rows[row][column.column]);
      if (number && *number != 0) return false;
      any = any || number.has_value();
    }
    return any;
  }

  void add_row(std::size_t r) {
    std::string line;
    for (std::size_t i = 0; i < shown_; ++i) {
      const Shown& column = columns_[i];
      if (i > 0) line.append(fit_.gap, ' ');
      if (column.is_text()) {
        line += text::pad_right(cut_to_width(column.cells[r], column.width), column.width);
        continue;
      }
      std::string cell = text::pad_left(column.cells[r], column.width);
      if (column.kind == Column::Kind::bar && fit_.bars)
        cell = text::pad_right(cell + ' ' + bar(column.bars[r]), full_width(column));
      line += cell;
    }
    add_line(trimmed(line), is_zero(rows_[r]) ? dim : std::string_view());
  }

  void add_hidden() {
    if (shown_ == columns_.size()) return;
    std::string names;
    for (std::size_t i = shown_; i < columns_.size(); ++i)
      names += (i == shown_ ? "" : ", ") + columns_[i].heading;
    add_words("(no room for: " + names + ")", {});
  }

  const Table& table_;
  std::size_t width_;
  bool color_;
  std::vector<std::size_t> rows_;  // shown, in order
  std::size_t left_out_ = 0;
  std::vector<Shown> columns_;
  std::size_t shown_ = 0;  // so many of the columns have room
  Fit fit_;
  std::string out_;
};

}  // namespace

std::string as_text(const Table& table, const TextLayout& layout) { return TextTable(table, layout).lines(); }

std::string footing(std::string_view line, const TextLayout& layout) {
  std::string out;
  for (const auto& piece : wrapped(line, std::max<std::size_t>(layout.width, 1)))
    out += layout.color ? std::string(dim) + piece + std::string(unstyled) + "\n" : piece + "\n";
  return out;
}

}  // namespace gloss::report
