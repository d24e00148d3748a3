// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to SQLite, set up for files that others may have made, and short forms for its statements.
//
// Foreign exceptions stop here: whatever may throw runs inside `guarded`, which makes an Error of it.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::store {

/// An extended result code of SQLite as a fault of ours. `detail` names tables at most, never content.
Error error_from_sqlite(int code, const std::string& detail, const std::string& place);

template <class Work>
auto guarded(const std::string& place, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return Err(error_from_sqlite(error.getExtendedErrorCode(), error.what(), place));
  } catch (const std::bad_alloc&) {
    return Err(Fault::out_of_memory, place, "out of memory");
  }
}

class Connection {
 public:
  enum class Mode { read, write };
  /// REQUIRES: `file` is absolute (SQLite takes "file:x" for a URI) or ":memory:". The file must exist.
  /// Throws.
  Connection(const std::string& file, Mode mode);

  SQLite::Database& database() { return database_; }
  sqlite3* handle() const { return database_.getHandle(); }
  void run(const char* sql) { database_.exec(sql); }
  /// Throws unless `code` is SQLITE_OK.
  void check(int code) const { database_.check(code); }
  /// Prepared once and kept; not in use by anyone else at the same time.
  SQLite::Statement& prepared(const std::string& sql);

 private:
  SQLite::Database database_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> statements_;
};

/// Bytes that are bound as a BLOB, without a copy: they outlive the step.
struct Blob {
  std::string_view bytes;
};
/// A long text that is bound without a copy.
struct LongText {
  const std::string& text;
};

/// A statement in use: binds on construction or by `run`, resets when it goes. `for (Query q(db, sql, name);
/// q.next();) q.text(0)`
class Query {
 public:
  template <class... Values>
  explicit Query(Connection& connection, const std::string& sql, const Values&... values)
      : statement_(connection.prepared(sql)) {
    bind_all(values...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next() { return statement_.executeStep(); }
  /// Binds these values and runs the statement to its end.
  template <class... Values>
  void run(const Values&... values) {
    statement_.reset();
    bind_all(values...);
    while (statement_.executeStep()) {
    }
  }

  bool is_null(int column) const { return statement_.getColumn(column).isNull(); }
  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  /// The bytes of a text or BLOB, valid until the next step.
  std::string_view bytes(int column) const;
  SQLite::Statement& statement() { return statement_; }

 private:
  template <class... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
  }
  void bind(int index, std::int64_t value) { statement_.bind(index, value); }
  void bind(int index, int value) { statement_.bind(index, value); }
  void bind(int index, std::uint32_t value) { statement_.bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, const std::string& value) { statement_.bind(index, value); }
  void bind(int index, std::string_view value) { statement_.bind(index, std::string(value)); }
  void bind(int index, LongText value) { statement_.bindNoCopy(index, value.text); }
  void bind(int index, Blob value) {
    // A null pointer would be bound as NULL; an empty BLOB needs an address.
    statement_.bindNoCopy(index, value.bytes.empty() ? "" : value.bytes.data(),
                          static_cast<int>(value.bytes.size()));
  }
  /// Nothing is NULL.
  void bind(int index, const std::optional<std::string_view>& value) {
    value ? statement_.bind(index, std::string(*value)) : statement_.bind(index);
  }

  SQLite::Statement& statement_;
};

/// Inserts rows of integers many to a statement: a third of the time of a statement each. Rows are in the
/// table after `finish`. Throws.
class IntegerRows {
 public:
  /// `columns` of `table`, all of them in order. REQUIRES: at most `most_values` columns.
  IntegerRows(Connection& connection, const std::string& table, std::size_t columns);
  /// REQUIRES: one value a column.
  void add(std::initializer_list<std::int64_t> row);
  void finish();

 private:
  static constexpr std::size_t most_values = 96;  ///< of one statement; under SQLITE_LIMIT_VARIABLE_NUMBER
  void insert();

  Connection& connection_;
  std::string table_;
  std::size_t columns_;
  std::vector<std::int64_t> values_;
};

/// BEGIN IMMEDIATE ... COMMIT; rolls back when it goes without `commit`.
class Transaction {
 public:
  enum class Kind { write, read };
  explicit Transaction(Connection& connection, Kind kind = Kind::write);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// The first value of the first row; 0 or empty where there is none.
std::int64_t integer_of(Connection& connection, const std::string& sql);
std::string text_of(Connection& connection, const std::string& sql);

}  // namespace gloss::store
