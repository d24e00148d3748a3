// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

/// A project with a row in every table, closed.
std::string project_with_all_rows() {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), "other bytes"));
  must(file.add_source(sample_notes("n.txt"), "n"));
  must(file.adopt_codebook(sample_codebook("fee")));
  must(file.set_cases(sample_cases()));
  must(file.assign_role("a.md", "P1", model::Role::interviewer));
  must(file.change_hand_work("memo", "all", sample_hand_work(sample_source("a.md"), 1)));
  must(file.close());
  return path;
}

/// SQLite's answer to a statement from a foreign program with `settings`, which is rolled back.
std::string answer(const std::string& path, const std::string& sql, const char* settings) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE);
  db.exec(settings);
  db.exec("BEGIN");
  try {
    db.exec(sql);
  } catch (const SQLite::Exception& error) {
    return error.what();
  }
  return db.getTotalChanges() == 0 ? "no change" : "done";
}

TEST(Schema, RefusesEveryWayToChangeWhatIsFrozen) {
  const std::string path = project_with_all_rows();
  const std::pair<const char*, const char*> ways[] = {
      {"UPDATE text SET body = 'x'", "text"},
      {"UPDATE text SET body = body", "text"},
      {"UPDATE text SET hash = replace(hash, 'a', 'b') WHERE id = 1", "text"},
      {"UPDATE text SET id = 77 WHERE id = 1", "text"},
      {"UPDATE OR REPLACE text SET id = 2 WHERE id = 1", "text"},
      {"UPDATE text SET passages = 0", "text"},
      {"DELETE FROM text", "text"},
      {"DELETE FROM text WHERE id = 1", "text"},
      {"INSERT OR REPLACE INTO text SELECT * FROM text", "text"},
      {"REPLACE INTO text SELECT 1, hash, seal, 1, first_passage, passages, kind, language, format, "
       "extractor, encoding, original, 'x' FROM text WHERE id = 2",
       "text"},
      {"INSERT INTO text SELECT * FROM text WHERE true ON CONFLICT (id) DO UPDATE SET body = 'x'", "text"},
      {"INSERT OR REPLACE INTO text SELECT 99, hash, seal, bytes, first_passage, passages, kind, language, "
       "format, extractor, encoding, original, body FROM text",
       "text"},
      {"UPDATE passage SET begin_byte = begin_byte + 1", "passage"},
      {"UPDATE passage SET id = id + 1000", "passage"},
      {"DELETE FROM passage", "passage"},
      {"UPDATE speaker SET role = 'interviewer'", "speaker"},
      {"DELETE FROM speaker", "speaker"},
      {"UPDATE turn SET speaker = 0", "turn"},
      {"DELETE FROM turn", "turn"},
      {"UPDATE section SET level = 3", "section"},
      {"DELETE FROM section", "section"},
      {"UPDATE mark SET place = 0", "mark"},
      {"DELETE FROM mark", "mark"},
      {"UPDATE original SET bytes = x'00'", "original"},
      {"DELETE FROM original", "original"},
      {"INSERT OR REPLACE INTO original VALUES (1, 0, x'00')", "original"},
      {"UPDATE codebook_version SET yaml = ''", "codebook_version"},
      {"DELETE FROM codebook_version", "codebook_version"},
      {"REPLACE INTO codebook_version SELECT hash, '' FROM codebook_version", "codebook_version"},
      {"UPDATE act SET who = 'x'", "act"},
      {"DELETE FROM act", "act"},
      {"DELETE FROM act WHERE number = (SELECT max(number) FROM act)", "act"},
      {"INSERT INTO act SELECT 99, at, who, kind, what, of, seal, changeset FROM act WHERE number = 1",
       "act"},
      {"INSERT OR REPLACE INTO act SELECT number, at, 'x', kind, what, of, seal, changeset FROM act", "act"},
      {"UPDATE meta SET value = 'x'", "meta"},
      {"DELETE FROM meta", "meta"},
      {"REPLACE INTO meta VALUES ('id', 'x')", "meta"},
  };
  for (const char* settings :
       {"PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON"})
    for (const auto& [sql, table] : ways)
      EXPECT_EQ(answer(path, sql, settings), std::string(table) + " is frozen") << sql;
  EXPECT_EQ(checks_of(must(reopen(path, Access::read).verify())), std::set<std::string>());
}

TEST(Schema, RefusesRowsOutOfRange) {
  const std::string path = project_with_all_rows();
  const char* rows[] = {"INSERT INTO passage VALUES (1000, 1, 5, 5, -1, -1)",
                        "INSERT INTO passage VALUES (1000, 1, -1, 5, -1, -1)",
                        "INSERT INTO passage VALUES (1000, 1, 6, 5, -1, -1)",
                        "INSERT INTO passage VALUES (1000, 1, 1, 5, -2, -1)",
                        "INSERT INTO turn VALUES (1, 100, -2, 0, 1)",
                        "INSERT INTO turn VALUES (1, 100, 0, 2, 1)",
                        "INSERT INTO section VALUES (1, 100, 0, 0, 1, 0, 9, -1)",
                        "INSERT INTO section VALUES (1, 100, 1, 5, 11, 0, 9, -1)",
                        "INSERT INTO section VALUES (1, 100, 1, 0, 1, 0, 9, 100)",
                        "INSERT INTO mark VALUES (1, 100, -1, 'x')",
                        "INSERT INTO speaker VALUES (1, 100, '', 'unknown')",
                        "INSERT INTO speaker VALUES (1, 100, 'x', 'boss')",
                        "INSERT INTO source VALUES ('', 2, 'interview', 'en')",
                        "UPDATE source SET kind = 'film'",
                        "UPDATE role SET role = 'boss'",
                        "UPDATE case_row SET role = 'boss'",
                        "UPDATE case_row SET kind = 'film'",
                        "UPDATE case_row SET line = -1",
                        "INSERT INTO current_codebook VALUES (2, 'x', 'x', 'x')",
                        "INSERT INTO case_row VALUES (0, '', '', '', NULL, NULL, 0)",
                        "UPDATE hand_coding SET begin_byte = end_byte",
                        "UPDATE hand_coding SET coder = ''",
                        "UPDATE decision SET decision = 'perhaps'",
                        "UPDATE decision SET act = 0",
                        "UPDATE memo SET subject = 'weather'",
                        "UPDATE memo SET words = ''",
                        "UPDATE read_mark SET blind = 2",
                        "INSERT INTO act VALUES (7, 'x', 'x', 'dance', 'x', 0, printf('%064d', 0), x'')",
                        "INSERT INTO act VALUES (7, 'x', 'x', 'undo', 'x', 0, printf('%064d', 0), x'')",
                        "INSERT INTO act VALUES (7, 'x', 'x', 'undo', 'x', 7, printf('%064d', 0), x'')",
                        "INSERT INTO act VALUES (7, 'x', 'x', 'set cases', 'x', 2, printf('%064d', 0), x'')",
                        "INSERT INTO text VALUES (99, printf('%064d', 0), printf('%064d', 0), 2, 1, 0, "
                        "'interview', 'en', '', '', '', printf('%064d', 0), 'x')"};
  for (const char* sql : rows)
    EXPECT_EQ(answer(path, sql, "").substr(0, 23), "CHECK constraint failed") << sql;
  EXPECT_EQ(answer(path, "INSERT INTO source_variable VALUES ('a.md', 'x', x'00')", "").substr(0, 12),
            "cannot store");
}

TEST(Schema, LetsNoSourceInWhosePartsLieOutsideItsText) {
  const std::string path = project_with_all_rows();
  const char* text =
      "INSERT INTO text VALUES (99, printf('%064d', 0), printf('%064d', 0), 1, 1000, 1, 'interview', 'en', "
      "'', '', '', printf('%064d', 0), 'x');";
  const char* source = "; INSERT INTO source VALUES ('x', 99, 'interview', 'en')";
  EXPECT_EQ(
      answer(path, std::string(text) + "INSERT INTO passage VALUES (1000, 99, 0, 1, -1, -1)" + source, ""),
      "done");
  for (const char* part :
       {"INSERT INTO passage VALUES (1000, 99, 0, 2, -1, -1)", "INSERT INTO turn VALUES (99, 0, -1, 0, 2)",
        "INSERT INTO section VALUES (99, 0, 1, 0, 1, 0, 2, -1)", "INSERT INTO mark VALUES (99, 0, 2, 'x')",
        "INSERT INTO passage VALUES (1000, 1, 0, 1, -1, -1)"})
    EXPECT_EQ(answer(path, std::string(text) + part + source, ""), "a part of the text is not inside it")
        << part;
}

TEST(Schema, HoldsEveryReference) {
  const std::string path = project_with_all_rows();
  const std::string none(64, '0');
  const std::string orphans[] = {"INSERT INTO passage VALUES (1000, 99, 0, 1, -1, -1)",
                                 "INSERT INTO speaker VALUES (99, 0, 'x', 'unknown')",
                                 "INSERT INTO turn VALUES (99, 0, -1, 0, 1)",
                                 "INSERT INTO section VALUES (99, 0, 1, 0, 1, 0, 1, -1)",
                                 "INSERT INTO mark VALUES (99, 0, 0, 'x')",
                                 "INSERT INTO original VALUES (99, 0, x'00')",
                                 "INSERT INTO source VALUES ('x', 99, 'interview', 'en')",
                                 "INSERT INTO source_variable VALUES ('nobody', 'x', 'x')",
                                 "INSERT INTO role VALUES ('nobody', 'x', 'unknown')",
                                 "INSERT INTO case_variable VALUES (99, 'x', 'x')",
                                 "UPDATE current_codebook SET hash = '" + none + "'",
                                 "DELETE FROM source WHERE name = 'a.md'",
                                 "DELETE FROM case_row"};
  for (const auto& sql : orphans)
    EXPECT_EQ(answer(path, sql, "PRAGMA foreign_keys = ON"), "FOREIGN KEY constraint failed") << sql;
}

TEST(Schema, IsComparedWordForWord) {
  const std::string path = project_with_all_rows();
  Connection connection(path, Connection::Mode::read);
  EXPECT_EQ(schema_difference(connection), "");
  for (const auto& statement : schema_statements()) EXPECT_NE(statement.find("CREATE "), std::string::npos);
  for (const char* table : state_tables)
    EXPECT_EQ(text_of(connection,
                      fmt::format("SELECT count(*) > 0 FROM pragma_table_info('{}') WHERE pk > 0", table)),
              "1")
        << table << ": the session extension passes over tables without a primary key";
}

}  // namespace
}  // namespace gloss::store
