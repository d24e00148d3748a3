// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of a .xlsx (ECMA-376 part 1, clause 18): the workbook names sheets and, by relations, their
// parts; cells hold numbers, strings of their own, or numbers of strings that all sheets share.
#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>

#include "base/limits.h"
#include "base/number.h"
#include "exchange/spreadsheet.h"
#include "text/decode.h"

namespace gloss::exchange {
namespace {

constexpr int most_rows = 1'048'576, most_columns = 16'384;
constexpr auto save_again = "open it in a spreadsheet program and save it as .xlsx";

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// A ZIP in memory whose members have been counted and measured, by what it says of them.
class Archive {
 public:
  static Result<Archive> open(std::string_view bytes, const std::string& place) {
    Archive made(place);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    zip_t* const archive = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, nullptr) : nullptr;
    if (archive == nullptr) {
      if (source != nullptr) zip_source_free(source);
      return Err(Fault::bad_input, place, "is damaged: its list of parts cannot be read", save_again);
    }
    made.archive_.reset(archive);
    GLOSS_CHECK(made.check());
    return made;
  }

  bool has(const std::string& name) const { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

  /// Parses a member, which has to be there.
  Result<std::unique_ptr<pugi::xml_document>> xml(const std::string& name) const {
    const zip_int64_t at = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (at < 0) return damaged(name, "is missing");
    zip_stat_t about;
    zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(at), 0, &about);
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(at), 0), zip_fclose);
    if (!file) return damaged(name, "cannot be unpacked");
    std::string bytes(about.size, '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
      const zip_int64_t now = zip_fread(file.get(), bytes.data() + got, bytes.size() - got);
      if (now <= 0) return damaged(name, "cannot be unpacked");
      got += static_cast<std::size_t>(now);
    }
    char end = 0;
    if (zip_fread(file.get(), &end, 1) != 0)
      return damaged(name, "is not what the list says");  // the checksum, too
    auto document = std::make_unique<pugi::xml_document>();
    const auto parsed = document->load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype,
        pugi::encoding_utf8);
    if (!parsed) return damaged(name, parsed.description());
    for (const pugi::xml_node& node : document->children())
      if (node.type() == pugi::node_doctype) return damaged(name, "has a DOCTYPE, which no spreadsheet has");
    return document;
  }

 private:
  explicit Archive(std::string place) : place_(std::move(place)) {}

  tl::unexpected<Error> damaged(const std::string& part, const std::string& what) const {
    return Err(Fault::bad_input, place_, fmt::format("is damaged: its part {}: {}", part, what), save_again);
  }

  Result<void> check() const {
    const zip_int64_t members = zip_get_num_entries(archive_.get(), 0);
    if (members > static_cast<zip_int64_t>(limits::zip_members))
      return Err(Fault::bad_input, place_,
                 fmt::format("has {} parts; at most {}", members, limits::zip_members), save_again);
    std::uint64_t all = 0;
    for (zip_int64_t i = 0; i < members; ++i) {
      zip_stat_t about;
      if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0 ||
          (about.valid & ZIP_STAT_SIZE) == 0 || (about.valid & ZIP_STAT_COMP_SIZE) == 0)
        return Err(Fault::bad_input, place_, "is damaged: one of its parts has no size", save_again);
      if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        return Err(Fault::bad_input, place_, "is encrypted", "save it without a password");
      all += about.size;
      if (about.size > limits::zip_member_bytes || all > limits::zip_bytes ||
          (about.size > limits::MiB && about.size / limits::zip_ratio > about.comp_size))
        return Err(Fault::bad_input, place_, "becomes far too large when unpacked", save_again);
    }
    return {};
  }

  std::string place_;
  std::unique_ptr<zip_t, CloseArchive> archive_;
};

/// The name without its prefix: programs differ in which they use.
std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Calls use(child) for each element of that name.
template <class Use>
void for_each(const pugi::xml_node& parent, std::string_view name, Use use) {
  for (const pugi::xml_node& child : parent.children())
    if (local(child) == name) use(child);
}

pugi::xml_node child_of(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node& child : parent.children())
    if (local(child) == name) return child;
  return {};
}

/// "_x000D_" is how the format writes a control character; "_x005F_" an underscore that begins no such.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    if (text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_') {
      const char *from = text.data() + i + 2, *to = from + 4;
      if (std::from_chars(from, to, code, 16).ptr == to && code < 0x80) {
        if (code >= 0x20 || code == '\t' || code == '\n') out += static_cast<char>(code);
        i += 6;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

/// The text of a string item: its runs without their formats, and without readings (rPh).
std::string text_of(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& child : item.children()) {
    if (local(child) == "t") text += child.child_value();
    if (local(child) == "r") text += child_of(child, "t").child_value();
  }
  return unescaped(text);
}

/// Which of the workbook's cell styles show a number as a date.
class Dates {
 public:
  void read(const pugi::xml_node& styles) {
    std::map<int, bool> own;
    for_each(child_of(styles, "numFmts"), "numFmt", [&](const pugi::xml_node& format) {
      own[format.attribute("numFmtId").as_int()] = is_date(format.attribute("formatCode").value());
    });
    for_each(child_of(styles, "cellXfs"), "xf", [&](const pugi::xml_node& style) {
      const int id = style.attribute("numFmtId").as_int();
      const auto at = own.find(id);
      is_date_.push_back(at != own.end() ? at->second : (id >= 14 && id <= 22) || (id >= 45 && id <= 47));
    });
  }
  void count_from_1904() { first_day_ = 1462; }
  bool is_date_style(std::size_t style) const { return style < is_date_.size() && is_date_[style]; }

  /// Days since the end of 1899 as yyyy-mm-dd, with a time where there is one.
  std::string in_words(double days) const {
    days += first_day_;
    if (!(days >= 0 && days < 2'958'466)) return shortest(days);  // to the year 9999
    const auto seconds = static_cast<std::int64_t>(days * 86'400 + 0.5);
    const std::int64_t of_day = seconds % 86'400;
    std::string text;
    if (seconds >= 86'400) text = day_in_words(seconds / 86'400 - 25'569);
    if (of_day != 0)
      text += fmt::format("{}{:02}:{:02}:{:02}", text.empty() ? "" : " ", of_day / 3600, of_day / 60 % 60,
                          of_day % 60);
    return text;
  }

 private:
  static bool is_date(std::string_view format) {
    char quote = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
      const char c = format[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '[') {
        quote = c == '[' ? ']' : c;
      } else if (c == '\\' || c == '_') {
        ++i;
      } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
        return true;
      }
    }
    return false;
  }
  /// `days` since 1970-01-01; proleptic Gregorian. Days before March 1900 are one off in the format itself.
  static std::string day_in_words(std::int64_t days) {
    const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(days))};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
  }

  std::vector<bool> is_date_;
  double first_day_ = 0;
};

/// "B3": the column and row, from 0.
std::optional<std::pair<int, int>> cell_place(std::string_view reference) {
  int column = 0, row = 0;
  std::size_t i = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z'; ++i)
    if ((column = 26 * column + (reference[i] - 'A' + 1)) > most_columns) return std::nullopt;
  const char* const end = reference.data() + reference.size();
  if (i == 0 || std::from_chars(reference.data() + i, end, row).ptr != end || row < 1 || row > most_rows)
    return std::nullopt;
  return std::pair(column - 1, row - 1);
}

class Workbook {
 public:
  Workbook(const Archive& archive, std::string place) : archive_(archive), place_(std::move(place)) {}

  Result<std::vector<SheetRead>> read() {
    GLOSS_TRY(const std::string main, main_part());
    GLOSS_TRY(const auto parts, relations(main));
    for (const auto& [id, part] : parts) GLOSS_CHECK(read_shared(part));
    GLOSS_TRY(const auto document, archive_.xml(main));
    const pugi::xml_node book = child_of(*document, "workbook");
    if (child_of(book, "workbookPr").attribute("date1904").as_bool()) dates_.count_from_1904();
    std::vector<SheetRead> sheets;
    std::optional<Error> fault;
    for_each(child_of(book, "sheets"), "sheet", [&](const pugi::xml_node& sheet) {
      if (fault) return;
      const auto part = parts.find(relation_id(sheet));
      if (part == parts.end() || part->second.type != "worksheet") return;  // a chart
      auto rows = read_sheet(part->second.name);
      if (rows)
        sheets.push_back({sheet.attribute("name").value(), std::move(*rows)});
      else
        fault = std::move(rows).error();
    });
    if (fault) return Err(std::move(*fault));
    return sheets;
  }

 private:
  struct Part {
    std::string name, type;  // type: the last word of the relation's
  };
  using Parts = std::map<std::string, Part>;  // by relation id

  static std::string relation_id(const pugi::xml_node& sheet) {
    for (const pugi::xml_attribute& attribute : sheet.attributes())
      if (std::string_view(attribute.name()).ends_with(":id")) return attribute.value();
    return {};
  }

  /// What the relations of a part lead to; names are those of members.
  Result<Parts> relations(const std::string& part) const {
    const std::size_t slash = part.rfind('/') + 1;  // 0 where there is none
    const std::string folder = part.substr(0, slash);
    const std::string file = folder + "_rels/" + part.substr(slash) + ".rels";
    Parts parts;
    if (!archive_.has(file)) return parts;
    GLOSS_TRY(const auto document, archive_.xml(file));
    for_each(child_of(*document, "Relationships"), "Relationship", [&](const pugi::xml_node& relation) {
      const std::string target = relation.attribute("Target").value();
      const std::string type = relation.attribute("Type").value();
      if (target.empty() || std::string_view(relation.attribute("TargetMode").value()) == "External") return;
      parts[relation.attribute("Id").value()] = {target.front() == '/' ? target.substr(1) : folder + target,
                                                 type.substr(type.rfind('/') + 1)};
    });
    return parts;
  }

  Result<std::string> main_part() const {
    GLOSS_TRY(const auto parts, relations(""));
    for (const auto& [id, part] : parts)
      if (part.type == "officeDocument" && part.name.ends_with(".xml") && archive_.has(part.name) &&
          part.name.starts_with("xl/"))
        return part.name;
    return Err(Fault::bad_input, place_, "is no spreadsheet: it has no workbook in it", "a file .xlsx");
  }

  Result<void> read_shared(const Part& part) {
    if (part.type == "sharedStrings") {
      GLOSS_TRY(const auto document, archive_.xml(part.name));
      for_each(child_of(*document, "sst"), "si",
               [&](const pugi::xml_node& item) { strings_.push_back(text_of(item)); });
    } else if (part.type == "styles") {
      GLOSS_TRY(const auto document, archive_.xml(part.name));
      dates_.read(child_of(*document, "styleSheet"));
    }
    return {};
  }

  Result<std::vector<CsvRow>> read_sheet(const std::string& part) {
    GLOSS_TRY(const auto document, archive_.xml(part));
    std::map<int, std::map<int, std::string>> cells;
    int row = -1;
    bool too_many = false, bad_text = false;
    for_each(child_of(child_of(*document, "worksheet"), "sheetData"), "row",
             [&](const pugi::xml_node& of_row) {
               row = of_row.attribute("r").as_int(row + 2) - 1;
               int column = -1;
               for_each(of_row, "c", [&](const pugi::xml_node& cell) {
                 ++column;
                 if (const auto named = cell_place(cell.attribute("r").value()))
                   std::tie(column, row) = *named;
                 if (row < 0 || row >= most_rows || column >= most_columns) return;
                 std::string text = cell_text(cell);
                 if (text.empty()) return;
                 bad_text |= text::find_invalid_utf8(text) != std::string::npos;
                 too_many |= ++cells_ > limits::sheet_cells;
                 if (!too_many) cells[row][column] = std::move(text);
               });
             });
    if (too_many)
      return Err(Fault::bad_input, place_, fmt::format("has more than {} cells", limits::sheet_cells),
                 "fewer rows in a file");
    if (bad_text) return Err(Fault::bad_input, place_, "is damaged: a text in it is not UTF-8", save_again);
    std::vector<CsvRow> rows;
    for (auto& [number, of_row] : cells) {
      CsvRow& one = rows.emplace_back(CsvRow{number + 1, {}});
      for (auto& [at, text] : of_row) {
        one.fields.resize(static_cast<std::size_t>(at));
        one.fields.push_back(std::move(text));
      }
    }
    return rows;
  }

  std::string cell_text(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return text_of(child_of(cell, "is"));
    const std::string value = child_of(cell, "v").child_value();
    if (type == "str" || type == "e" || type == "d" || value.empty()) return unescaped(value);
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    double number = 0;
    const char* const end = value.data() + value.size();
    const auto [rest, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc() || rest != end) return value;
    if (type == "s") {
      const auto i = static_cast<std::size_t>(number);
      return number >= 0 && i < strings_.size() ? strings_[i] : std::string();
    }
    return dates_.is_date_style(cell.attribute("s").as_uint()) ? dates_.in_words(number) : shortest(number);
  }

  const Archive& archive_;
  std::string place_;
  std::vector<std::string> strings_;
  Dates dates_;
  std::size_t cells_ = 0;
};

}  // namespace

bool may_be_xlsx(std::string_view bytes) { return bytes.substr(0, 4) == std::string_view("PK\x03\x04", 4); }

Result<std::vector<SheetRead>> read_xlsx(std::string_view bytes, const std::string& place) {
  GLOSS_TRY(const auto archive, Archive::open(bytes, place));
  return Workbook(archive, place).read();
}

}  // namespace gloss::exchange
