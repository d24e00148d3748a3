// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <utility>

#include "base/file.h"
#include "base/limits.h"
#include "exchange/spreadsheet.h"

namespace gloss::exchange {
namespace {

constexpr lxw_color_t colour_to_fill = 0xFFF8DC, colour_of_titles = 0xE4E8EE;

/// Whether the format would take what begins here for a control character: _x000D_.
bool looks_escaped(std::string_view text) {
  return text.size() > 6 && text.starts_with("_x") && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, [](unsigned char c) { return std::isxdigit(c); });
}

/// Text as a cell may hold it: not too long, no controls but tabs and line ends.
std::string cell_text(std::string_view text) {
  std::string out;
  std::size_t units = 0;  // UTF-16, which is what Excel counts
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view escape = looks_escaped(text.substr(i)) ? "_x005F" : "";
    units += (length == 4 ? 2 : 1) + escape.size();
    if (units > cell_characters - 1) return out + "…";
    out += escape;
    if (lead >= 0x20 || lead == '\t' || lead == '\n') out += text.substr(i, length);
    i += length;
  }
  return out;
}

/// A workbook in the making; the file is complete once `close` has said so.
class NewWorkbook {
 public:
  NewWorkbook(const std::string& path, std::string& folder, std::int64_t unix_seconds) {
    lxw_workbook_options options = {};
    options.tmpdir = folder.data();
    book_ = workbook_new_opt(path.c_str(), &options);
    lxw_doc_properties properties = {};
    properties.created = static_cast<time_t>(unix_seconds);
    workbook_set_properties(book_, &properties);
    titles_ = workbook_add_format(book_);
    format_set_bold(titles_);
    format_set_text_wrap(titles_);
    format_set_align(titles_, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(titles_, colour_of_titles);
    text_ = workbook_add_format(book_);
    to_fill_ = workbook_add_format(book_);
    format_set_bg_color(to_fill_, colour_to_fill);
    format_set_border(to_fill_, LXW_BORDER_HAIR);
    number_ = workbook_add_format(book_);
    share_ = workbook_add_format(book_);
    format_set_num_format(share_, "0.0%");
    for (lxw_format* format : {number_, share_}) format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    for (lxw_format* format : {text_, to_fill_}) {
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
      format_set_num_format(format, "@");  // what is typed stays as it is, too
    }
  }
  ~NewWorkbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  NewWorkbook(const NewWorkbook&) = delete;
  NewWorkbook& operator=(const NewWorkbook&) = delete;

  lxw_error add(const Sheet& sheet) {
    lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
    if (page == nullptr) return LXW_ERROR_PARAMETER_VALIDATION;
    const auto rows = static_cast<lxw_row_t>(sheet.rows.size());
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      const SheetColumn& wanted = sheet.columns[c];
      worksheet_set_column(page, column, column, wanted.width, wanted.to_fill ? to_fill_ : text_);
      worksheet_write_string(page, 0, column, wanted.title.c_str(), titles_);
      if (const auto error = offer_choices(page, column, wanted, rows)) return error;
    }
    for (lxw_row_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < sheet.columns.size(); ++c)
        if (const auto error = write_cell(page, r + 1, c, sheet.columns[c], sheet.rows[r][c])) return error;
    worksheet_freeze_panes(page, 1, 0);
    return worksheet_autofilter(page, 0, 0, std::max<lxw_row_t>(rows, 1),
                                static_cast<lxw_col_t>(sheet.columns.size() - 1));
  }

  lxw_error close() {
    lxw_workbook* const book = std::exchange(book_, nullptr);
    return workbook_close(book);  // frees it
  }

 private:
  lxw_error write_cell(lxw_worksheet* page, lxw_row_t row, std::size_t c, const SheetColumn& in,
                       const SheetCell& cell) {
    const auto column = static_cast<lxw_col_t>(c);
    lxw_format* const format = in.to_fill ? to_fill_ : text_;
    if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !text->empty())
      return worksheet_write_string(page, row, column, cell_text(*text).c_str(), format);
    lxw_format* const of_numbers = in.share ? share_ : number_;
    if (const auto* whole = std::get_if<std::int64_t>(&cell))
      return worksheet_write_number(page, row, column, static_cast<double>(*whole), of_numbers);
    if (const auto* number = std::get_if<double>(&cell); number != nullptr && std::isfinite(*number))
      return worksheet_write_number(page, row, column, *number, of_numbers);
    return worksheet_write_blank(page, row, column, format);
  }

  static lxw_error offer_choices(lxw_worksheet* page, lxw_col_t column, const SheetColumn& wanted,
                                 lxw_row_t rows) {
    if ((wanted.choices.empty() && wanted.choices_in.empty()) || rows == 0) return LXW_NO_ERROR;
    lxw_data_validation menu = {};
    menu.dropdown = LXW_VALIDATION_ON;
    menu.show_error = LXW_VALIDATION_OFF;
    std::vector<std::string> words = wanted.choices;
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    std::string formula = "=" + wanted.choices_in;
    if (wanted.choices.empty()) {
      menu.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      menu.value_formula = formula.data();
    } else {
      menu.validate = LXW_VALIDATION_TYPE_LIST;
      menu.value_list = list.data();
    }
    return worksheet_data_validation_range(page, 1, column, rows, column, &menu);
  }

  lxw_workbook* book_ = nullptr;
  lxw_format *titles_ = nullptr, *text_ = nullptr, *to_fill_ = nullptr, *number_ = nullptr, *share_ = nullptr;
};

/// A new folder in another; gone with this.
class WorkFolder {
 public:
  static Result<WorkFolder> in(const std::string& folder) {
    WorkFolder made;
    made.path_ = folder + "/.gloss-sheet-XXXXXX";
    if (::mkdtemp(made.path_.data()) == nullptr) {
      made.path_.clear();
      return Err(Fault::cannot_create, folder, "cannot make a temporary folder: " + system_reason(errno));
    }
    return made;
  }
  WorkFolder(WorkFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder() {
    if (!path_.empty()) static_cast<void>(remove_folder(path_));
  }
  std::string& path() { return path_; }

 private:
  WorkFolder() = default;
  std::string path_;
};

}  // namespace

Result<std::string> xlsx_of(const std::vector<Sheet>& sheets, std::int64_t unix_seconds,
                            const std::string& folder) {
  for (const Sheet& sheet : sheets)
    if (sheet.rows.size() > sheet_rows)
      return Err(Fault::usage, sheet.name,
                 fmt::format("{} rows do not fit on a sheet, which holds {}", sheet.rows.size(), sheet_rows),
                 "fewer sources or codes");
  GLOSS_TRY(auto work, WorkFolder::in(folder));
  const std::string file = work.path() + "/sheet.xlsx";
  const auto failed = [&](lxw_error error) {
    return Err(Fault::io, folder, fmt::format("cannot write a spreadsheet: {}", lxw_strerror(error)));
  };
  NewWorkbook book(file, work.path(), unix_seconds);
  for (const Sheet& sheet : sheets)
    if (const auto error = book.add(sheet)) return failed(error);
  if (const auto error = book.close()) return failed(error);
  return read_file(file, limits::input_file_bytes);
}

}  // namespace gloss::exchange
