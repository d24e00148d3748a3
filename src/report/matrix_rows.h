// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix of units by codes, one row after another, for whoever writes them: `gloss report matrix`.
//
// A million passages by two hundred codes are two hundred million cells, of which a few million are not 0. So
// rows come one by one with what is not 0, and a writer of CSV holds one of them; only small matrices become
// a Table.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "report/base_lines.h"
#include "report/matrix_cells.h"
#include "report/table.h"

namespace gloss::report {

enum class MatrixForm : std::uint8_t {
  wide,  ///< a row a unit, a column a code
  long_  ///< a row for each unit and code that is not 0
};

struct MatrixHead {
  MatrixUnit unit = MatrixUnit::passage;
  MatrixValue value = MatrixValue::present;
  MatrixForm form = MatrixForm::wide;
  std::string language = "en";
  BaseCounts base;
  RecordCounts record;
  std::int64_t outside = 0;    ///< passages of the base that are in no row
  std::vector<CodeRow> codes;  ///< codebook order
  std::vector<Column> fields;  ///< what is known of a unit; the first names it
};

struct MatrixEntry {
  std::int32_t code = 0;
  std::int64_t value = 0;
  std::string quotes = {};  ///< with MatrixValue::quotes
};
/// Borrowed from call to call.
struct MatrixRow {
  std::vector<Value> fields;         ///< as MatrixHead::fields
  std::vector<MatrixEntry> entries;  ///< ascending codes; those that are not 0
};

/// Takes begin, then the rows, then end.
class MatrixWriter {
 public:
  virtual ~MatrixWriter() = default;
  virtual Result<void> begin(const MatrixHead& head) = 0;
  virtual Result<void> add(const MatrixRow& row) = 0;
  virtual Result<void> end() = 0;
};

/// CSV in pieces of about a megabyte. The columns of the wide form are the ids of the codes; the long form
/// has the fields and code, value.
class MatrixCsv final : public MatrixWriter {
 public:
  using Sink = std::function<Result<void>(std::string_view)>;
  explicit MatrixCsv(Sink sink, bool bom = false) : sink_(std::move(sink)), bom_(bom) {}
  Result<void> begin(const MatrixHead& head) override;
  Result<void> add(const MatrixRow& row) override;
  Result<void> end() override;

 private:
  void add_wide(const std::vector<MatrixEntry>& entries);
  void add_long(const std::vector<MatrixEntry>& entries);

  Sink sink_;
  bool bom_;
  MatrixValue value_ = MatrixValue::present;
  MatrixForm form_ = MatrixForm::wide;
  std::vector<std::string> codes_;  // as they stand in CSV
  std::string zeros_, fields_, out_;
};

/// The same as a table for JSON, Markdown and spreadsheets. Fault of `add`: usage, where there are more than
/// `most_cells`.
class MatrixTable final : public MatrixWriter {
 public:
  explicit MatrixTable(std::string format, std::size_t most_cells = 2'000'000)
      : format_(std::move(format)), most_cells_(most_cells) {}
  Result<void> begin(const MatrixHead& head) override;
  Result<void> add(const MatrixRow& row) override;
  Result<void> end() override { return {}; }
  const Table& table() const { return table_; }

 private:
  std::string format_;
  std::size_t most_cells_;
  MatrixHead head_;
  Table table_;
};

/// What a terminal has room for: the first rows, a narrow column for each code, and in how many units each
/// code is. Quotations are counted.
class MatrixPicture final : public MatrixWriter {
 public:
  explicit MatrixPicture(std::size_t most_rows = 40) : most_rows_(most_rows) {}
  Result<void> begin(const MatrixHead& head) override;
  Result<void> add(const MatrixRow& row) override;
  Result<void> end() override;
  const Table& table() const { return table_; }

 private:
  std::size_t most_rows_;
  std::size_t names_ = 1;  // columns before the codes
  std::int64_t rows_ = 0;
  std::vector<std::int64_t> units_with_;
  MatrixHead head_;
  Table table_;
};

/// "passages", "段落".
std::string plural_of(MatrixUnit unit, std::string_view language);

}  // namespace gloss::report
