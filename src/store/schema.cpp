// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <span>

namespace gloss::store {
namespace {

constexpr const char* tables[] = {
    R"(CREATE TABLE meta(
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT)",
    R"(CREATE TABLE text(
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  first_passage INTEGER NOT NULL CHECK (first_passage >= 1),
  passages INTEGER NOT NULL CHECK (passages >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('interview', 'field-note')),
  language TEXT NOT NULL,
  format TEXT NOT NULL,
  extractor TEXT NOT NULL,
  encoding TEXT NOT NULL,
  original TEXT NOT NULL CHECK (length(original) = 64),
  body TEXT NOT NULL,
  UNIQUE (hash, seal),
  CHECK (bytes = length(CAST(body AS BLOB)))
) STRICT)",
    R"(CREATE TABLE original(
  text INTEGER NOT NULL REFERENCES text(id),
  number INTEGER NOT NULL CHECK (number >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (text, number)
) STRICT)",
    R"(CREATE TABLE speaker(
  text INTEGER NOT NULL REFERENCES text(id),
  number INTEGER NOT NULL CHECK (number >= 0),
  label TEXT NOT NULL CHECK (label <> ''),
  role TEXT NOT NULL CHECK (role IN ('unknown', 'interviewer', 'interviewee')),
  PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE section(
  text INTEGER NOT NULL REFERENCES text(id),
  number INTEGER NOT NULL CHECK (number >= 0),
  level INTEGER NOT NULL CHECK (level >= 1),
  heading_begin INTEGER NOT NULL,
  heading_end INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  parent INTEGER NOT NULL CHECK (parent >= -1 AND parent < number),
  PRIMARY KEY (text, number),
  CHECK (0 <= begin_byte AND begin_byte < end_byte),
  CHECK (begin_byte <= heading_begin AND heading_begin <= heading_end AND heading_end <= end_byte)
) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE turn(
  text INTEGER NOT NULL REFERENCES text(id),
  number INTEGER NOT NULL CHECK (number >= 0),
  speaker INTEGER NOT NULL CHECK (speaker >= -1),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (text, number),
  CHECK (0 <= begin_byte AND begin_byte <= end_byte)
) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE passage(
  id INTEGER PRIMARY KEY,
  text INTEGER NOT NULL REFERENCES text(id),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  turn INTEGER NOT NULL CHECK (turn >= -1),
  section INTEGER NOT NULL CHECK (section >= -1),
  CHECK (0 <= begin_byte AND begin_byte < end_byte)
) STRICT)",
    R"(CREATE TABLE mark(
  text INTEGER NOT NULL REFERENCES text(id),
  number INTEGER NOT NULL CHECK (number >= 0),
  place INTEGER NOT NULL CHECK (place >= 0),
  value TEXT NOT NULL,
  PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE codebook_version(
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  yaml TEXT NOT NULL
) STRICT)",
    R"(CREATE TABLE source(
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
  text INTEGER NOT NULL UNIQUE REFERENCES text(id),
  kind TEXT NOT NULL CHECK (kind IN ('interview', 'field-note')),
  language TEXT NOT NULL
) STRICT)",
    R"(CREATE TABLE source_variable(
  source TEXT NOT NULL REFERENCES source(name),
  name TEXT NOT NULL CHECK (name <> ''),
  value TEXT NOT NULL,
  PRIMARY KEY (source, name)
) STRICT)",
    R"(CREATE TABLE role(
  source TEXT NOT NULL REFERENCES source(name),
  label TEXT NOT NULL CHECK (label <> ''),
  role TEXT NOT NULL CHECK (role IN ('unknown', 'interviewer', 'interviewee')),
  PRIMARY KEY (source, label)
) STRICT)",
    R"(CREATE TABLE case_row(
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  source TEXT NOT NULL,
  speaker TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT CHECK (role IN ('unknown', 'interviewer', 'interviewee')),
  kind TEXT CHECK (kind IN ('interview', 'field-note')),
  line INTEGER NOT NULL CHECK (line >= 0)
) STRICT)",
    R"(CREATE TABLE case_variable(
  row INTEGER NOT NULL REFERENCES case_row(number),
  name TEXT NOT NULL CHECK (name <> ''),
  value TEXT NOT NULL,
  PRIMARY KEY (row, name)
) STRICT)",
    R"(CREATE TABLE current_codebook(
  slot INTEGER PRIMARY KEY CHECK (slot = 1),
  hash TEXT NOT NULL REFERENCES codebook_version(hash),
  id TEXT NOT NULL,
  file TEXT NOT NULL
) STRICT)",
    R"(CREATE TABLE hand_coding(
  source TEXT NOT NULL REFERENCES source(name),
  text INTEGER NOT NULL REFERENCES text(id),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code <> ''),
  coder TEXT NOT NULL CHECK (coder <> ''),
  PRIMARY KEY (text, begin_byte, end_byte, code, coder),
  CHECK (0 <= begin_byte AND begin_byte < end_byte)
) STRICT)",
    R"(CREATE TABLE decision(
  source TEXT NOT NULL REFERENCES source(name),
  text INTEGER NOT NULL REFERENCES text(id),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code <> ''),
  coder TEXT NOT NULL CHECK (coder <> ''),
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
  rules TEXT NOT NULL,
  act INTEGER NOT NULL CHECK (act >= 1),
  PRIMARY KEY (text, begin_byte, end_byte, code, coder),
  CHECK (0 <= begin_byte AND begin_byte < end_byte)
) STRICT)",
    R"(CREATE TABLE memo(
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  subject TEXT NOT NULL CHECK (subject IN ('project', 'source', 'speaker', 'passage', 'coding', 'code', 'case')),
  name TEXT NOT NULL,
  part TEXT NOT NULL,
  source TEXT NOT NULL,
  text INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  coder TEXT NOT NULL CHECK (coder <> ''),
  made TEXT NOT NULL,
  words TEXT NOT NULL CHECK (words <> ''),
  CHECK (0 <= begin_byte AND begin_byte <= end_byte)
) STRICT)",
    R"(CREATE TABLE read_mark(
  source TEXT NOT NULL REFERENCES source(name),
  coder TEXT NOT NULL CHECK (coder <> ''),
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  PRIMARY KEY (source, coder)
) STRICT)",
};

/// The log; which kinds of acts there are stands in schema.h.
constexpr const char* act_table = R"(CREATE TABLE act(
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ({})),
  what TEXT NOT NULL,
  of INTEGER NOT NULL,
  seal TEXT NOT NULL CHECK (length(seal) = 64),
  changeset BLOB NOT NULL,
  CHECK ((kind IN ('undo', 'redo')) = (of > 0)),
  CHECK (0 <= of AND of < number)
) STRICT)";

/// Tables that only grow.
constexpr const char* frozen[] = {"meta", "text",    "original", "speaker",          "section",
                                  "turn", "passage", "mark",     "codebook_version", "act"};

/// INSERT OR REPLACE would delete a row without asking, so a second row of one name is refused. The parts of
/// a text do without, for speed; its seal covers them.
constexpr const char* guards[] = {
    R"(CREATE TRIGGER meta_insert BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE key = new.key)
BEGIN SELECT RAISE(ABORT, 'meta is frozen'); END)",
    R"(CREATE TRIGGER text_insert BEFORE INSERT ON text
WHEN EXISTS (SELECT 1 FROM text WHERE id = new.id OR (hash = new.hash AND seal = new.seal))
BEGIN SELECT RAISE(ABORT, 'text is frozen'); END)",
    R"(CREATE TRIGGER original_insert BEFORE INSERT ON original
WHEN EXISTS (SELECT 1 FROM original WHERE text = new.text AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'original is frozen'); END)",
    R"(CREATE TRIGGER codebook_version_insert BEFORE INSERT ON codebook_version
WHEN EXISTS (SELECT 1 FROM codebook_version WHERE hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'codebook_version is frozen'); END)",
    R"(CREATE TRIGGER act_insert BEFORE INSERT ON act
WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM act)
BEGIN SELECT RAISE(ABORT, 'act is frozen'); END)",
};

/// No source enters, or gets another text, whose parts lie outside their text: once per source, not once per
/// part.
constexpr const char* part_guard = R"(CREATE TRIGGER source_{0} BEFORE {1} ON source
WHEN EXISTS (SELECT 1 FROM text t JOIN passage p ON p.id >= t.first_passage AND p.id < t.first_passage + t.passages
             WHERE t.id = new.text AND (p.text <> t.id OR p.end_byte > t.bytes))
  OR EXISTS (SELECT 1 FROM text t JOIN turn p ON p.text = t.id WHERE t.id = new.text AND p.end_byte > t.bytes)
  OR EXISTS (SELECT 1 FROM text t JOIN section p ON p.text = t.id WHERE t.id = new.text AND p.end_byte > t.bytes)
  OR EXISTS (SELECT 1 FROM text t JOIN mark p ON p.text = t.id WHERE t.id = new.text AND p.place > t.bytes)
BEGIN SELECT RAISE(ABORT, 'a part of the text is not inside it'); END)";

std::vector<std::string> make_statements() {
  std::vector<std::string> all(std::begin(tables), std::end(tables));
  std::string kinds;
  for (const auto& list :
       {std::span<const std::string_view>(deeds), std::span<const std::string_view>(reversals)})
    for (const std::string_view kind : list) kinds += fmt::format("{}'{}'", kinds.empty() ? "" : ", ", kind);
  all.push_back(fmt::format(act_table, kinds));
  for (const char* table : frozen)
    for (const char* change : {"update", "delete"})
      all.push_back(fmt::format(
          "CREATE TRIGGER {0}_{1} BEFORE {1} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is frozen'); END", table,
          change));
  all.insert(all.end(), std::begin(guards), std::end(guards));
  all.push_back(fmt::format(part_guard, "insert", "INSERT"));
  all.push_back(fmt::format(part_guard, "update", "UPDATE OF text"));
  return all;
}

}  // namespace

const std::vector<std::string>& schema_statements() {
  static const std::vector<std::string> statements = make_statements();
  return statements;
}

std::string schema_difference(Connection& connection) {
  std::multiset<std::string> missing(schema_statements().begin(), schema_statements().end());
  // Indexes that SQLite makes for PRIMARY KEY and UNIQUE have no statement; they follow from the tables.
  for (Query query(connection, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
       query.next();) {
    const auto found = missing.find(query.text(1));
    if (found == missing.end())
      return query.text(0) + " is not as in a project of version " + std::to_string(schema_version);
    missing.erase(found);
  }
  if (missing.empty()) return {};
  const std::string& first = *missing.begin();
  return first.substr(0, first.find_first_of("(\n")) + " is missing";
}

std::string new_project(const Meta& meta) {
  SQLite::Database memory(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  memory.exec(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, schema_version));
  for (const auto& statement : schema_statements()) memory.exec(statement);
  SQLite::Statement insert(memory, "INSERT INTO meta VALUES (?, ?)");
  for (const auto& [key, value] : meta) {
    insert.bind(1, key);
    insert.bind(2, value);
    insert.exec();
    insert.reset();
  }
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, void (*)(void*)> bytes(
      sqlite3_serialize(memory.getHandle(), "main", &size, 0), sqlite3_free);
  if (!bytes) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

Meta read_meta(Connection& connection) {
  Meta meta;
  for (Query query(connection, "SELECT key, value FROM meta ORDER BY key"); query.next();)
    meta.emplace_back(query.text(0), query.text(1));
  return meta;
}

Result<void> check_identity(Connection& connection, const std::string& place) {
  if (integer_of(connection, "PRAGMA application_id") != application_id)
    return Err(Fault::bad_input, place, "is not a Glossator project");
  const std::int64_t version = integer_of(connection, "PRAGMA user_version");
  if (version > schema_version) {
    std::string program;
    if (integer_of(connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'") ==
        1)
      program = text_of(connection, "SELECT value FROM meta WHERE key = 'program'");
    return Err(Fault::bad_input, place,
               fmt::format("was made by a newer version: its schema is {}, this program knows up to {}",
                           version, schema_version),
               program.empty() ? "use a newer gloss" : fmt::format("use gloss {} or later", program));
  }
  if (version <= 0)
    return Err(Fault::damaged, place, fmt::format("has the schema version {}, which never was", version),
               "open the last backup");
  if (version < schema_version)
    return Err(Fault::bad_input, place,
               fmt::format("has the schema version {}, of a gloss before its first release", version),
               "make a new project and add the texts again");
  if (const std::string difference = schema_difference(connection); !difference.empty())
    return Err(Fault::damaged, place, "its tables are not those of a project: " + difference,
               "open the last backup");
  return {};
}

}  // namespace gloss::store
