// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/matrix_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/number.h"
#include "report/grouped.h"

namespace gloss::report {
namespace {

constexpr std::size_t csv_piece = std::size_t{1} << 20;

void append_csv_value(std::string& out, const Value& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return append_csv_text(out, *words);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    fmt::format_to(std::back_inserter(out), "{}", *whole);
  } else if (const auto* number = std::get_if<double>(&value)) {
    out += shortest(*number);
  }
}

/// ",0,0,0" for so many codes.
void append_zeros(std::string& out, const std::string& zeros, MatrixValue value, std::size_t codes) {
  out.append(zeros, 0, value == MatrixValue::quotes ? codes : 2 * codes);
}

std::vector<std::string> matrix_notes(const MatrixHead& head) {
  const Wording say(head.language);
  std::vector<std::string> notes;
  switch (head.value) {
    case MatrixValue::present:
      notes.push_back(
          say("1: the unit has at least one coding of the code; 0: none was made, which is not "
              "the same as absent where nobody has read.",
              "1：该单位至少有一处此代码的编码；0：没有编码，无人通读之处并不等于没有。"));
      break;
    case MatrixValue::codings:
      notes.push_back(
          say("Cells: codings that meet the unit, each span once. A coding that reaches into several units "
              "counts in each.",
              "单元格：与该单位相交的编码数，同一片段只计一次；跨越多个单位的编码在各单位中均计。"));
      break;
    case MatrixValue::words:
      notes.push_back(
          say("Cells: words of the unit that the code covers, each once; a Chinese character is "
              "a word.",
              "单元格：该单位中被此代码覆盖的词数，每词只计一次；汉字每字计一词。"));
      break;
    case MatrixValue::quotes:
      notes.push_back(
          say("Cells: what is coded, verbatim, after the number of its passage, with memos on "
              "the coding.",
              "单元格：被编码的原文，前为段落号，后附对该编码的备忘。"));
      break;
  }
  notes.push_back(
      say("A code with codes below it holds what they hold together.", "上级代码包含其下各代码的全部内容。"));
  if (head.outside > 0)
    notes.push_back(say(
        counted(head.outside, "passage", "passages") + " of the base in no row: nobody is named there, or " +
            "it is part of no answer or case.",
        "范围内有 " + grouped(head.outside) + " 个段落不在任何一行：没有说话人，或不属于任何回答、个案。"));
  return notes;
}

Table started_table(const MatrixHead& head) {
  const Wording say(head.language);
  Table table = headed_table(
      say("Matrix of ", "矩阵：") + plural_of(head.unit, head.language) + say(" by codes", " × 代码"),
      head.base, head.record, head.language);
  table.head["unit"] = name_of(head.unit);
  table.head["cells"] = name_of(head.value);
  table.notes = matrix_notes(head);
  return table;
}

Value cell_of(const MatrixEntry& entry, MatrixValue value) {
  if (value == MatrixValue::quotes) return entry.quotes;
  return entry.value;
}

}  // namespace

std::string plural_of(MatrixUnit unit, std::string_view language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{{"passages", "段落"},
                                                                                {"sentences", "句子"},
                                                                                {"answers", "回答"},
                                                                                {"turns", "话轮"},
                                                                                {"sources", "来源"},
                                                                                {"speakers", "说话人"},
                                                                                {"cases", "个案"}}};
  const auto& [english, chinese] = names[static_cast<std::size_t>(unit)];
  return std::string(in_language(language, english, chinese));
}

Result<void> MatrixCsv::begin(const MatrixHead& head) {
  value_ = head.value;
  form_ = head.form;
  if (bom_) out_ += "\xEF\xBB\xBF";
  for (const Column& field : head.fields) {
    if (&field != &head.fields.front()) out_ += ',';
    append_csv_text(out_, field.name);
  }
  for (const CodeRow& code : head.codes) {
    append_csv_text(codes_.emplace_back(), code.id);
    zeros_ += value_ == MatrixValue::quotes ? "," : ",0";
    if (form_ == MatrixForm::wide) (out_ += ',') += codes_.back();
  }
  if (form_ == MatrixForm::long_) out_ += ",code,value";
  out_ += '\n';
  return {};
}

Result<void> MatrixCsv::add(const MatrixRow& row) {
  if (form_ == MatrixForm::long_ && row.entries.empty()) return {};
  fields_.clear();
  for (const Value& field : row.fields) {
    if (&field != &row.fields.front()) fields_ += ',';
    append_csv_value(fields_, field);
  }
  form_ == MatrixForm::wide ? add_wide(row.entries) : add_long(row.entries);
  if (out_.size() < csv_piece) return {};
  const auto written = sink_(out_);
  out_.clear();
  return written;
}

void MatrixCsv::add_wide(const std::vector<MatrixEntry>& entries) {
  out_ += fields_;
  std::size_t next = 0;  // the code whose cell comes next
  for (const MatrixEntry& entry : entries) {
    append_zeros(out_, zeros_, value_, static_cast<std::size_t>(entry.code) - next);
    out_ += ',';
    append_csv_value(out_, cell_of(entry, value_));
    next = static_cast<std::size_t>(entry.code) + 1;
  }
  append_zeros(out_, zeros_, value_, codes_.size() - next);
  out_ += '\n';
}

void MatrixCsv::add_long(const std::vector<MatrixEntry>& entries) {
  for (const MatrixEntry& entry : entries) {
    out_ += fields_;
    (out_ += ',') += codes_[static_cast<std::size_t>(entry.code)];
    out_ += ',';
    append_csv_value(out_, cell_of(entry, value_));
    out_ += '\n';
  }
}

Result<void> MatrixCsv::end() { return out_.empty() ? Result<void>() : sink_(out_); }

Result<void> MatrixTable::begin(const MatrixHead& head) {
  head_ = head;
  table_ = started_table(head);
  table_.columns = head.fields;
  const auto kind = head.value == MatrixValue::quotes ? Column::Kind::text : Column::Kind::number;
  const Wording say(head.language);
  if (head.form == MatrixForm::long_) {
    table_.columns.push_back({"code", say("Code", "代码"), Column::Kind::text});
    table_.columns.push_back({"value", say("Value", "值"), kind});
  } else {
    for (const CodeRow& code : head.codes) table_.columns.push_back({code.id, shown_name(code), kind});
  }
  return {};
}

Result<void> MatrixTable::add(const MatrixRow& row) {
  const std::size_t more = head_.form == MatrixForm::long_ ? row.entries.size() : 1;
  if ((table_.rows.size() + more) * table_.columns.size() > most_cells_)
    return Err(Fault::usage, "--format",
               fmt::format("the matrix has too many rows for {} ({} cells at most)", format_,
                           grouped(static_cast<std::int64_t>(most_cells_))),
               "--format csv, or fewer units or codes with --unit, --where, --codes, --level");
  if (head_.form == MatrixForm::long_) {
    for (const MatrixEntry& entry : row.entries) {
      auto& values = table_.rows.emplace_back(row.fields);
      values.emplace_back(head_.codes[static_cast<std::size_t>(entry.code)].id);
      values.push_back(cell_of(entry, head_.value));
    }
    return {};
  }
  auto& values = table_.rows.emplace_back(row.fields);
  const std::size_t first = values.size();
  values.resize(first + head_.codes.size(),
                head_.value == MatrixValue::quotes ? Value(std::string()) : Value(std::int64_t{0}));
  for (const MatrixEntry& entry : row.entries)
    values[first + static_cast<std::size_t>(entry.code)] = cell_of(entry, head_.value);
  return {};
}

Result<void> MatrixPicture::begin(const MatrixHead& head) {
  head_ = head;
  units_with_.assign(head.codes.size(), 0);
  table_ = started_table(head);
  names_ = head.unit == MatrixUnit::speaker ? 2 : 1;  // P1 of which source
  for (std::size_t f = 0; f < names_; ++f)
    table_.columns.push_back({"", head.fields[f].heading, Column::Kind::text});
  for (std::size_t c = 0; c < head.codes.size(); ++c)
    table_.columns.push_back({"", std::to_string(c + 1), Column::Kind::text});
  return {};
}

Result<void> MatrixPicture::add(const MatrixRow& row) {
  ++rows_;
  for (const MatrixEntry& entry : row.entries) ++units_with_[static_cast<std::size_t>(entry.code)];
  if (table_.rows.size() >= most_rows_) return {};
  auto& values = table_.rows.emplace_back(table_.columns.size(), Value(std::string("·")));
  std::copy_n(row.fields.begin(), names_, values.begin());
  for (const MatrixEntry& entry : row.entries)
    values[static_cast<std::size_t>(entry.code) + names_] = std::to_string(entry.value);
  return {};
}

Result<void> MatrixPicture::end() {
  const Wording say(head_.language);
  const std::string units = plural_of(head_.unit, head_.language);
  std::string key;
  for (std::size_t c = 0; c < head_.codes.size(); ++c)
    key += fmt::format("{}{} {} ({})", c == 0 ? "" : say(", ", "，"), c + 1, shown_name(head_.codes[c]),
                       grouped(units_with_[c]));
  std::vector<std::string> notes{say("Columns (in how many ", "列（在多少个") + units + say("): ", "中）：") +
                                 key + say(".", "。")};
  const auto shown = static_cast<std::int64_t>(table_.rows.size());
  if (shown < rows_)
    notes.push_back(say(fmt::format("The first {} of {} {}; all of them, with their variables: --format csv.",
                                    grouped(shown), grouped(rows_), units),
                        fmt::format("仅列出 {} 个{}中的前 {} 个；全部及其变量：--format csv。",
                                    grouped(rows_), units, grouped(shown))));
  table_.notes.insert(table_.notes.begin(), notes.begin(), notes.end());
  return {};
}

}  // namespace gloss::report
