// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/acts.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "base/hash.h"
#include "store/schema.h"

namespace gloss::store {
namespace {

using Bytes = std::unique_ptr<void, void (*)(void*)>;

/// Records what happens to the state tables while it lives.
class Session {
 public:
  explicit Session(Connection& connection) : connection_(connection) {
    connection_.check(sqlite3session_create(connection_.handle(), "main", &session_));
    for (const char* table : state_tables) connection_.check(sqlite3session_attach(session_, table));
  }
  ~Session() { sqlite3session_delete(session_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  std::string changeset() {
    int size = 0;
    void* bytes = nullptr;
    connection_.check(sqlite3session_changeset(session_, &size, &bytes));
    const Bytes owner(bytes, sqlite3_free);
    return size == 0 ? std::string()
                     : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }

 private:
  Connection& connection_;
  sqlite3_session* session_ = nullptr;
};

bool is_state_table(const char* name) {
  return std::any_of(state_tables.begin(), state_tables.end(),
                     [&](const char* table) { return std::string_view(table) == name; });
}

/// SQLite's interface takes the bytes as mutable but does not write them.
void* as_argument(std::string_view bytes) { return const_cast<char*>(bytes.data()); }

Result<std::string> inverted(std::string_view changeset, const std::string& place) {
  int size = 0;
  void* bytes = nullptr;
  const int code =
      sqlite3changeset_invert(static_cast<int>(changeset.size()), changeset.data(), &size, &bytes);
  const Bytes owner(bytes, sqlite3_free);
  if (code == SQLITE_NOMEM) return Err(Fault::out_of_memory, place, "out of memory");
  if (code != SQLITE_OK)
    return Err(Fault::damaged, place, "the record of an act cannot be read", "open the last backup");
  return std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void append(const Actor& actor, Act act, std::string_view changeset) {
  Connection& db = actor.connection;
  std::string before = text_of(db, "SELECT seal FROM act ORDER BY number DESC LIMIT 1");
  if (before.empty()) before = first_seal(db);
  act.number = integer_of(db, "SELECT coalesce(max(number), 0) + 1 FROM act");
  act.at = utc_text(actor.clock.unix_seconds());
  act.who = actor.who;
  Query(db, "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(act.number, act.at, act.who, act.kind, act.what, act.of, seal_act(before, act, changeset),
           Blob{changeset});
}

/// Takes back act `number`, or does it again, and logs that.
Result<std::optional<Act>> reverse(const Actor& actor, const Act& act, const char* kind) {
  const auto way = std::string_view(kind) == "undo" ? Way::back : Way::forward;
  GLOSS_CHECK(apply_act(actor.connection, actor.place, act, way));
  Act reversal;
  reversal.kind = kind;
  reversal.what = act.kind + ": " + act.what;
  reversal.of = act.number;
  append(actor, reversal, {});
  return act;
}

Result<std::optional<Act>> reverse_last(const Actor& actor, const char* kind) {
  Transaction transaction(actor.connection);
  GLOSS_TRY(const History history, read_history(actor.connection, actor.place));
  const bool is_undo = std::string_view(kind) == "undo";
  const auto& stack = is_undo ? history.standing : history.undone;
  if (stack.empty()) return std::optional<Act>();
  GLOSS_TRY(auto act, reverse(actor, history.acts[static_cast<std::size_t>(stack.back() - 1)], kind));
  transaction.commit();
  act->undone = is_undo;
  return act;
}

}  // namespace

Result<void> apply_act(Connection& connection, const std::string& place, const Act& act, Way way) {
  std::string changeset, before, seal;
  {
    Query query(connection,
                "SELECT changeset, seal, coalesce((SELECT seal FROM act b WHERE b.number = a.number - 1), "
                "'') FROM act a WHERE number = ?",
                act.number);
    if (query.next()) {
      changeset = query.text(0);
      seal = query.text(1);
      before = act.number == 1 ? first_seal(connection) : query.text(2);
    }
  }
  const auto damaged = [&](const char* why) {
    return Err(Fault::damaged, place,
               fmt::format("cannot {} act {}: {}; nothing was changed", way == Way::back ? "undo" : "redo",
                           act.number, why),
               "gloss verify");
  };
  if (seal != seal_act(before, act, changeset)) return damaged("its record was changed");
  if (way == Way::back) {
    GLOSS_TRY(changeset, inverted(changeset, place));
  }
  if (!apply_changeset(connection.handle(), changeset)) return damaged("the project is not as the log says");
  return {};
}

Result<void> perform(const Actor& actor, const std::string& kind, const std::string& what,
                     const std::function<Result<void>()>& effect) {
  Transaction transaction(actor.connection);
  std::string changeset;
  {
    Session session(actor.connection);
    GLOSS_CHECK(effect());
    changeset = session.changeset();
  }
  Act act;
  act.kind = kind;
  act.what = what;
  append(actor, act, changeset);
  transaction.commit();
  return {};
}

Result<History> read_history(Connection& connection, const std::string& place) {
  History history;
  for (Query query(connection, "SELECT number, at, who, kind, what, of, seal FROM act ORDER BY number");
       query.next();) {
    history.acts.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4),
                            query.integer(5), false, query.text(6)});
    const Act& act = history.acts.back();
    const auto damaged = [&](const char* why) {
      return Err(Fault::damaged, place, fmt::format("act {}: {}", act.number, why), "open the last backup");
    };
    if (act.number != static_cast<std::int64_t>(history.acts.size()))
      return damaged("an act before it is missing");
    const bool is_undo = act.kind == "undo";
    if (!is_undo && act.kind != "redo") {
      history.standing.push_back(act.number);
      history.undone.clear();
      continue;
    }
    auto& from = is_undo ? history.standing : history.undone;
    auto& to = is_undo ? history.undone : history.standing;
    if (from.empty() || from.back() != act.of) return damaged("it takes back or repeats the wrong act");
    to.push_back(from.back());
    from.pop_back();
    history.acts[static_cast<std::size_t>(act.of - 1)].undone = is_undo;
  }
  return history;
}

Result<std::optional<Act>> undo_act(const Actor& actor) { return reverse_last(actor, "undo"); }
Result<std::optional<Act>> redo_act(const Actor& actor) { return reverse_last(actor, "redo"); }

std::string first_seal(Connection& connection) {
  Sha256 hash;
  for (Query query(connection, "SELECT key, value FROM meta ORDER BY key"); query.next();)
    hash.add_field(query.bytes(0)).add_field(query.bytes(1));
  return hash.hex();
}

std::string seal_act(const std::string& before, const Act& act, std::string_view changeset) {
  return Sha256()
      .add_field(before)
      .add_field(std::to_string(act.number))
      .add_field(act.at)
      .add_field(act.who)
      .add_field(act.kind)
      .add_field(act.what)
      .add_field(std::to_string(act.of))
      .add_field(changeset)
      .hex();
}

bool apply_changeset(sqlite3* db, std::string_view changeset) {
  if (changeset.empty()) return true;
  const auto abort_on_conflict = [](void*, int, sqlite3_changeset_iter*) { return SQLITE_CHANGESET_ABORT; };
  const int code = sqlite3changeset_apply(db, static_cast<int>(changeset.size()), as_argument(changeset),
                                          nullptr, abort_on_conflict, nullptr);
  // What is not the record's or the project's fault (disk, memory) is thrown like any other failure of
  // SQLite.
  if (code == SQLITE_NOMEM || code == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR)
    throw SQLite::Exception(db, code);
  return code == SQLITE_OK;
}

bool is_readable_changeset(std::string_view changeset) {
  if (changeset.empty()) return true;
  sqlite3_changeset_iter* iterator = nullptr;
  if (sqlite3changeset_start(&iterator, static_cast<int>(changeset.size()), as_argument(changeset)) !=
      SQLITE_OK)
    return false;
  bool good = true;
  while (good && sqlite3changeset_next(iterator) == SQLITE_ROW) {
    const char* table = nullptr;
    int columns = 0, operation = 0, indirect = 0;
    good = sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect) == SQLITE_OK &&
           is_state_table(table);
  }
  return sqlite3changeset_finalize(iterator) == SQLITE_OK && good;
}

}  // namespace gloss::store
