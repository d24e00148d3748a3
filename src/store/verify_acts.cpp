// SPDX-License-Identifier: GPL-3.0-or-later
// Checks on the log, and the strongest of all: the state of the project is what the log makes of an empty
// one.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "store/acts.h"
#include "store/schema.h"
#include "store/texts.h"
#include "store/verify.h"

namespace gloss::store {
namespace {

bool is_utc(std::string_view at) {
  constexpr std::string_view form = "0000-00-00T00:00:00Z";
  return at.size() == form.size() && std::equal(at.begin(), at.end(), form.begin(), [](char c, char f) {
           return f == '0' ? c >= '0' && c <= '9' : c == f;
         });
}

void verify_log(Connection& db, const std::string& place, Findings& findings) {
  std::int64_t number = 0;
  std::string before = first_seal(db);
  for (Query query(db, "SELECT number, at, who, kind, what, of, seal, changeset FROM act ORDER BY number");
       query.next();) {
    const Act act{query.integer(0), query.text(1),    query.text(2), query.text(3),
                  query.text(4),    query.integer(5), false};
    const std::string name = fmt::format("act {}", act.number);
    if (act.number != ++number) findings.add("act-numbers", name, "an act before it is missing");
    number = act.number;
    if (!is_utc(act.at)) findings.add("act-time", name, "its time is not a time in UTC");
    const bool is_deed = std::find(deeds.begin(), deeds.end(), act.kind) != deeds.end();
    const bool is_reversal = std::find(reversals.begin(), reversals.end(), act.kind) != reversals.end();
    if (!is_deed && !is_reversal) findings.add("act-kind", name, "its kind is unknown");
    if ((is_deed && act.of != 0) || (is_reversal && act.of == 0))
      findings.add("act-of", name, "it names an act to take back though it is no undo, or names none");
    if (!is_readable_changeset(query.bytes(7)))
      findings.add("act-changeset", name, "what it changed cannot be read");
    if (query.text(6) != seal_act(before, act, query.bytes(7)))
      findings.add("act-seal", name, "the act or one before it was changed");
    before = query.text(6);
  }
  if (auto history = read_history(db, place); !history)
    findings.add("act-order", place, history.error().message);
}

/// All rows of a state table, in a form in which equal rows are equal.
std::vector<std::string> rows_of(SQLite::Database& db, const std::string& table) {
  std::vector<std::string> rows;
  SQLite::Statement statement(db, "SELECT * FROM " + table);
  while (statement.executeStep()) {
    std::string row;
    for (int i = 0; i < statement.getColumnCount(); ++i) {
      const auto value = statement.getColumn(i);
      row += fmt::format("{} {} ", value.getType(), value.getBytes());
      row += value.getString();
    }
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// Does all standing acts again on empty tables.
void verify_replay(Connection& db, const std::string& place, Findings& findings) {
  auto history = read_history(db, place);
  if (!history) return;
  SQLite::Database memory(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  for (const char* table : state_tables)
    memory.exec(text_of(
        db, fmt::format("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{}'", table)));
  std::sort(history->standing.begin(), history->standing.end());
  for (const std::int64_t number : history->standing) {
    Query query(db, "SELECT changeset FROM act WHERE number = ?", number);
    if (query.next() && !apply_changeset(memory.getHandle(), query.bytes(0))) {
      findings.add("act-replay", fmt::format("act {}", number),
                   "it cannot be done again after the acts before it");
      return;
    }
  }
  for (const char* table : state_tables)
    if (rows_of(memory, table) != rows_of(db.database(), table))
      findings.add("act-replay", place, fmt::format("table {} is not what the log says", table));
}

}  // namespace

void verify_acts(Connection& connection, const std::string& place, Findings& findings) {
  verify_log(connection, place, findings);
  verify_replay(connection, place, findings);
}

}  // namespace gloss::store
