// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <sqlite3.h>

#include "base/limits.h"

namespace gloss::store {
namespace {

constexpr int busy_milliseconds = 5000;

struct Limit {
  int which;
  int value;
};
/// After the high-security column of SQLite's own advice; VDBE_OP and LENGTH leave room for our longest text.
constexpr Limit sqlite_limits[] = {
    {SQLITE_LIMIT_LENGTH, static_cast<int>(128 * limits::MiB)},
    {SQLITE_LIMIT_SQL_LENGTH, 100'000},
    {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 50},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_VDBE_OP, 250'000},
    {SQLITE_LIMIT_FUNCTION_ARG, 8},
    {SQLITE_LIMIT_ATTACHED, 2},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

struct Switch {
  int which;
  int value;
};
constexpr Switch sqlite_switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
};

int flags_of(Connection::Mode mode) {
  // One thread at a time uses a connection, so SQLite needs no mutex.
  return SQLITE_OPEN_NOMUTEX |
         (mode == Connection::Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

}  // namespace

Error error_from_sqlite(int code, const std::string& detail, const std::string& place) {
  if (code == SQLITE_IOERR_NOMEM) return {Fault::out_of_memory, place, "out of memory", "", ""};
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Fault::busy, place, "another program uses the project", "try again", ""};
    case SQLITE_FULL:
      return {Fault::io, place, "the disk is full; nothing was changed", "free some space and try again", ""};
    case SQLITE_IOERR:
      return {Fault::io, place, "reading or writing failed: " + detail, "", ""};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Fault::damaged, place, "the project is damaged: " + detail, "open the last backup", ""};
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return {Fault::not_allowed, place, "may not be written: " + detail, "", ""};
    case SQLITE_CANTOPEN:
      return {Fault::io, place, "cannot be opened: " + detail, "", ""};
    case SQLITE_NOMEM:
      return {Fault::out_of_memory, place, "out of memory", "", ""};
    case SQLITE_TOOBIG:
      return {Fault::bad_input, place, "a text or file is too large for the project", "split the file", ""};
    default:
      return {Fault::bug, place, "the database refused: " + detail, "", ""};
  }
}

Connection::Connection(const std::string& file, Mode mode)
    : database_(file, flags_of(mode), busy_milliseconds) {
  sqlite3* const db = handle();
  check(sqlite3_extended_result_codes(db, 1));
  for (const auto& [which, value] : sqlite_switches) check(sqlite3_db_config(db, which, value, nullptr));
  for (const auto& [which, value] : sqlite_limits) sqlite3_limit(db, which, value);
  run("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
      "PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;"
      "PRAGMA wal_autocheckpoint = 4000");  // pages: 16 MB of import between two checkpoints
}

SQLite::Statement& Connection::prepared(const std::string& sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end())
    found = statements_.emplace(sql, std::make_unique<SQLite::Statement>(database_, sql)).first;
  return *found->second;
}

Query::~Query() {
  // A statement that is not reset would hold its read transaction; bound memory may be gone after this.
  static_cast<void>(statement_.tryReset());
  try {
    statement_.clearBindings();
  } catch (const SQLite::Exception&) {
    // Clearing cannot fail on a statement that was reset; were it to, the next use binds anew.
  }
}

std::string_view Query::bytes(int column) const {
  const auto value = statement_.getColumn(column);
  const void* const data = value.getBlob();
  return data == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(value.getBytes()));
}

IntegerRows::IntegerRows(Connection& connection, const std::string& table, std::size_t columns)
    : connection_(connection), table_(table), columns_(columns) {}

void IntegerRows::add(std::initializer_list<std::int64_t> row) {
  values_.insert(values_.end(), row);
  if (values_.size() + columns_ > most_values) insert();
}

void IntegerRows::finish() {
  if (!values_.empty()) insert();
}

void IntegerRows::insert() {
  std::string row = "(?";
  for (std::size_t i = 1; i < columns_; ++i) row += ",?";
  row += ')';
  std::string sql = "INSERT INTO " + table_ + " VALUES " + row;
  for (std::size_t n = values_.size() / columns_; n > 1; --n) sql += ',' + row;
  Query query(connection_, sql);
  int index = 0;
  for (const std::int64_t value : values_) query.statement().bind(++index, value);
  query.statement().exec();
  values_.clear();
}

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
  connection_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // After a full disk or an I/O error SQLite has rolled back already; then this has nothing to do.
  if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  connection_.run("COMMIT");
  open_ = false;
}

std::int64_t integer_of(Connection& connection, const std::string& sql) {
  Query query(connection, sql);
  return query.next() ? query.integer(0) : 0;
}

std::string text_of(Connection& connection, const std::string& sql) {
  Query query(connection, sql);
  return query.next() ? query.text(0) : std::string();
}

}  // namespace gloss::store
