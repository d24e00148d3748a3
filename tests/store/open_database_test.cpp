// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/open_database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "store/project_file.h"
#include "store/sample.h"
#include "store/schema.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;
namespace fs = std::filesystem;

constexpr unsigned nobody = 65534;

std::string fault_line(const Result<ProjectFile>& result) {
  return result ? "no fault"
                : fmt::format("{}: {}", static_cast<int>(result.error().fault), result.error().line());
}
Result<ProjectFile> try_open(const std::string& path, Access access) {
  return ProjectFile::open(path, access, clock_2026, "anna");
}

unsigned mode_of(const std::string& path) {
  struct stat facts {};
  EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
  return facts.st_mode & 07777u;
}

/// A project whose writer died after its last commit: file, WAL and lock file stand there.
std::string crashed_project() {
  const std::string path = temporary_folder() + "/study.gloss";
  EXPECT_EQ(in_child([&] {
              auto file = must(ProjectFile::create(path, clock_2026, "anna"));
              must(file.add_source(sample_source("a.md"), ""));
              ::kill(::getpid(), SIGKILL);
              return 0;
            }),
            -1);
  EXPECT_EQ(folder_of(path), "study.gloss study.gloss-lock study.gloss-shm study.gloss-wal");
  EXPECT_EQ(slurp(path).find("Money in a.md"), std::string::npos) << "the newest data is in the WAL only";
  return path;
}

std::string names_in(const ProjectFile& file) {
  std::string names;
  for (const auto& source : must(file.sources())) names += source.name + " ";
  return names;
}

TEST(OpenDatabase, SetsEveryGuardForWriting) {
  auto [path, file] = new_sample();
  must(file.close());
  auto database = must(open_for_writing(path));
  Connection& db = *database.connection;
  const std::pair<const char*, const char*> settings[] = {
      {"journal_mode", "wal"}, {"synchronous", "2"},        {"foreign_keys", "1"},
      {"secure_delete", "1"},  {"temp_store", "2"},         {"cell_size_check", "1"},
      {"trusted_schema", "0"}, {"recursive_triggers", "1"}, {"application_id", "1196183379"},
      {"user_version", "2"},   {"encoding", "UTF-8"}};
  for (const auto& [pragma, value] : settings)
    EXPECT_EQ(text_of(db, std::string("PRAGMA ") + pragma), value) << pragma;
  for (const int which :
       {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
    int on = 0;
    sqlite3_db_config(db.handle(), which, -1, &on);
    EXPECT_EQ(on, 1) << which;
  }
  for (const int which : {SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                          SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, SQLITE_DBCONFIG_ENABLE_VIEW}) {
    int on = 1;
    sqlite3_db_config(db.handle(), which, -1, &on);
    EXPECT_EQ(on, 0) << which;
  }
  EXPECT_EQ(sqlite3_limit(db.handle(), SQLITE_LIMIT_LENGTH, -1), 128 << 20);
  EXPECT_EQ(sqlite3_limit(db.handle(), SQLITE_LIMIT_EXPR_DEPTH, -1), 50);
  EXPECT_EQ(folder_of(path), "study.gloss study.gloss-lock study.gloss-shm study.gloss-wal");
  must(close_database(database, path));
  EXPECT_EQ(folder_of(path), "study.gloss");
  EXPECT_EQ(ask(path, "PRAGMA journal_mode"), "delete");
}

TEST(OpenDatabase, ReadsWithTheSameGuards) {
  auto [path, file] = new_sample();
  must(file.close());
  auto database = must(open_for_reading(path));
  for (const char* pragma : {"foreign_keys", "cell_size_check"})
    EXPECT_EQ(text_of(*database.connection, std::string("PRAGMA ") + pragma), "1");
  EXPECT_EQ(text_of(*database.connection, "PRAGMA trusted_schema"), "0");
  EXPECT_THROW(database.connection->run("DELETE FROM source"), SQLite::Exception);
}

TEST(OpenDatabase, MakesPrivateFilesUnderAnyUmask) {
  for (const mode_t mask : {0, 022, 077}) {
    const mode_t before = ::umask(mask);
    auto [path, file] = new_sample();
    must(file.add_source(sample_source("a.md"), ""));
    for (const char* ending : {"", "-wal", "-shm", "-lock"})
      EXPECT_EQ(mode_of(path + ending), 0600u) << ending;
    must(file.backup(path + ".copy"));
    EXPECT_EQ(mode_of(path + ".copy"), 0600u);
    must(file.close());
    EXPECT_EQ(mode_of(path), 0600u);
    ::umask(before);
  }
}

TEST(OpenDatabase, LeavesOneFileWhicheverWayItIsClosed) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  { const ProjectFile gone = std::move(file); }
  EXPECT_EQ(folder_of(path), "study.gloss");
  EXPECT_EQ(names_in(reopen(path, Access::read)), "a.md ");
}

TEST(OpenDatabase, ServesReadersWhileAWriterWrites) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  auto reader = reopen(path, Access::read);
  EXPECT_EQ(names_in(reader), "a.md ");
  must(file.add_source(sample_source("b.md"), ""));
  EXPECT_EQ(names_in(reader), "a.md b.md ");
  must(file.close());
  EXPECT_EQ(names_in(reader), "a.md b.md ") << "the reader goes on after the writer has closed";
  auto writer = reopen(path);
  must(writer.add_source(sample_source("c.md"), ""));
  EXPECT_EQ(names_in(reader), "a.md b.md c.md ");
  must(writer.close());
  must(reader.close());
  EXPECT_EQ(folder_of(path), "study.gloss") << "the last one tidies up";
  EXPECT_EQ(ask(path, "PRAGMA journal_mode"), "delete");
}

TEST(OpenDatabase, RecoversAfterACrashForReadersAndWriters) {
  for (const Access access : {Access::read, Access::write}) {
    const std::string path = crashed_project();
    auto file = reopen(path, access);
    EXPECT_EQ(names_in(file), "a.md ");
    EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
    must(file.close());
    EXPECT_EQ(folder_of(path), "study.gloss");
    EXPECT_EQ(names_in(reopen(path, Access::read)), "a.md ");
  }
}

TEST(OpenDatabase, TidiesUpAJournalThatMeansNothing) {
  for (const std::string& bytes : {std::string(), std::string(512, '\0'), std::string(9000, '\0')}) {
    auto [path, file] = new_sample();
    must(file.add_source(sample_source("a.md"), ""));
    must(file.close());
    std::ofstream(path + "-journal", std::ios::binary) << bytes;
    EXPECT_EQ(names_in(reopen(path, Access::read)), "a.md ");
    EXPECT_EQ(folder_of(path), "study.gloss") << bytes.size();
  }
}

TEST(OpenDatabase, ReadsAClosedProjectInAFolderThatCannotBeWritten) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.close());
  const std::string folder = fs::path(path).parent_path();
  ASSERT_EQ(::chown(path.c_str(), nobody, nobody), 0);
  ASSERT_EQ(::chown(folder.c_str(), nobody, nobody), 0);
  ASSERT_EQ(::chmod(folder.c_str(), 0500), 0);
  const int outcome = in_child([&] {
    if (::setgid(nobody) != 0 || ::setuid(nobody) != 0) return 3;
    if (names_in(reopen(path, Access::read)) != "a.md ") return 1;
    const auto writer = try_open(path, Access::write);
    return !writer && writer.error().fault == Fault::not_allowed ? 0 : 2;
  });
  EXPECT_EQ(outcome, 0);
  EXPECT_EQ(folder_of(path), "study.gloss");
}

TEST(OpenDatabase, ReadsTheNewestDataOfACrashWhereNothingCanBeWritten) {
  const std::string path = crashed_project();
  const std::string folder = fs::path(path).parent_path();
  for (const char* shared_memory : {"kept", "gone"}) {
    if (std::string_view(shared_memory) == "gone") fs::remove(path + "-shm");
    for (const auto& entry : fs::directory_iterator(folder))
      ASSERT_EQ(::chown(entry.path().c_str(), nobody, nobody), 0);
    for (const auto& entry : fs::directory_iterator(folder))
      ASSERT_EQ(::chmod(entry.path().c_str(), 0400), 0);
    ASSERT_EQ(::chown(folder.c_str(), nobody, nobody), 0);
    ASSERT_EQ(::chmod(folder.c_str(), 0500), 0);
    const std::string bytes = slurp(path), wal = slurp(path + "-wal");
    const std::string temporary = temporary_folder();
    ASSERT_EQ(::chown(temporary.c_str(), nobody, nobody), 0);
    const int outcome = in_child([&] {
      if (::setgid(nobody) != 0 || ::setuid(nobody) != 0 || ::setenv("TMPDIR", temporary.c_str(), 1) != 0)
        return 3;
      auto file = reopen(path, Access::read);
      if (names_in(file) != "a.md ") return 1;
      if (!fs::is_empty(temporary)) return 4;
      return must(file.verify()).empty() ? 0 : 2;
    });
    EXPECT_EQ(outcome, 0) << shared_memory;
    EXPECT_EQ(slurp(path), bytes);
    EXPECT_EQ(slurp(path + "-wal"), wal);
    EXPECT_TRUE(fs::is_empty(temporary)) << "no copy of the interviews stays behind";
  }
}

TEST(OpenDatabase, ReadsAProjectInWalModeWithoutItsWal) {
  const std::string path = crashed_project();
  { SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA wal_checkpoint(TRUNCATE)"); }
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = WAL");
  fs::remove(path + "-lock");
  const std::string folder = fs::path(path).parent_path();
  EXPECT_EQ(folder_of(path), "study.gloss");
  ASSERT_EQ(::chown(path.c_str(), nobody, nobody), 0);
  ASSERT_EQ(::chown(folder.c_str(), nobody, nobody), 0);
  ASSERT_EQ(::chmod(folder.c_str(), 0500), 0);
  EXPECT_EQ(in_child([&] {
              if (::setgid(nobody) != 0 || ::setuid(nobody) != 0) return 3;
              return names_in(reopen(path, Access::read)) == "a.md " ? 0 : 1;
            }),
            0);
}

TEST(OpenDatabase, SaysWhatIsNoProject) {
  const std::string folder = temporary_folder();
  const auto write = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
    return folder + "/" + name;
  };
  const std::string text = write("text.gloss", std::string(5000, 'x')), empty = write("empty.gloss", "");
  const std::string foreign = folder + "/foreign.gloss";
  SQLite::Database(foreign, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t(x)");
  for (const Access access : {Access::read, Access::write}) {
    EXPECT_EQ(fault_line(try_open(folder + "/none.gloss", access)).substr(0, 3), "66:");
    for (const std::string& path : {text, empty, foreign, folder}) {
      const std::string bytes = path == folder ? "" : slurp(path);
      EXPECT_EQ(fault_line(try_open(path, access)), "65: " + path + ": is not a Glossator project");
      EXPECT_TRUE(path == folder || slurp(path) == bytes) << path;
    }
  }
  EXPECT_EQ(folder_of(foreign), "empty.gloss foreign.gloss text.gloss")
      << "no lock file or WAL beside a foreign file";
}

TEST(OpenDatabase, RefusesAndLeavesUntouchedWhatANewerVersionMade) {
  auto [path, file] = new_sample();
  must(file.close());
  harm(path,
       "PRAGMA user_version = 3; UPDATE meta SET value = '7.1.0' WHERE key = 'program'; CREATE TABLE "
       "later(x)");
  const std::string bytes = slurp(path);
  for (const Access access : {Access::read, Access::write})
    EXPECT_EQ(fault_line(try_open(path, access)), "65: " + path +
                                                      ": was made by a newer version: its schema is 3, this "
                                                      "program knows up to 2; try: use gloss 7.1.0 or later");
  EXPECT_EQ(slurp(path), bytes);
  EXPECT_EQ(folder_of(path), "study.gloss");

  // Also where its own writer crashed: the WAL is not ours to fold in.
  const std::string crashed = crashed_project();
  EXPECT_EQ(in_child([&] {
              SQLite::Database db(crashed, SQLite::OPEN_READWRITE);
              db.exec("PRAGMA user_version = 3");
              ::kill(::getpid(), SIGKILL);
              return 0;
            }),
            -1);
  const std::string file_bytes = slurp(crashed), wal = slurp(crashed + "-wal");
  for (const Access access : {Access::read, Access::write})
    EXPECT_EQ(fault_line(try_open(crashed, access)).substr(0, 3), "65:");
  EXPECT_EQ(slurp(crashed), file_bytes);
  EXPECT_EQ(slurp(crashed + "-wal"), wal);
}

TEST(OpenDatabase, RefusesForeignTablesViewsAndTriggers) {
  const char* additions[] = {
      "CREATE TABLE extra(x)",
      "CREATE VIEW v AS SELECT 1",
      "CREATE INDEX i ON source(language)",
      "CREATE TRIGGER evil AFTER INSERT ON source BEGIN DELETE FROM role; END",
      "DROP TRIGGER text_update",
      "DROP TABLE role",
      "DROP TRIGGER act_insert; CREATE TRIGGER act_insert BEFORE INSERT ON act BEGIN SELECT 1; END",
      "ALTER TABLE source ADD COLUMN x TEXT",
      "PRAGMA user_version = 0"};
  auto [path, file] = new_sample();
  must(file.close());
  const std::string sound = slurp(path);
  for (const char* addition : additions) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << sound;
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec(addition);
    for (const Access access : {Access::read, Access::write}) {
      const auto opened = try_open(path, access);
      ASSERT_FALSE(opened) << addition;
      EXPECT_EQ(opened.error().fault, Fault::damaged) << addition;
    }
  }
}

TEST(OpenDatabase, FollowsALinkToTheProject) {
  auto [path, file] = new_sample();
  must(file.close());
  const std::string link = temporary_folder() + "/link.gloss";
  fs::create_symlink(path, link);
  auto through = reopen(link);
  must(through.add_source(sample_source("a.md"), ""));
  EXPECT_EQ(folder_of(path), "study.gloss study.gloss-lock study.gloss-shm study.gloss-wal")
      << "beside the file, not beside the link";
  EXPECT_EQ(folder_of(link), "link.gloss");
  must(through.close());
  EXPECT_EQ(names_in(reopen(path, Access::read)), "a.md ");
}

TEST(OpenDatabase, TakesARelativeNameThatLooksLikeAUri) {
  const std::string folder = temporary_folder();
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  const std::string path = "file:x?mode=memory";
  {
    auto file = must(ProjectFile::create(path, clock_2026, "anna"));
    must(file.add_source(sample_source("a.md"), ""));
  }
  EXPECT_EQ(names_in(reopen(path, Access::read)), "a.md ");
  EXPECT_EQ(folder_of(folder + "/x"), path);
  fs::current_path(before);
}

TEST(OpenDatabase, ChangesNothingWhenTheDiskRefuses) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  const std::string before = must(file.dump());
  must(file.close());
  // A limit on the size of files stands for a full disk: writes beyond it fail.
  for (const unsigned extra : {0u, 1000u, 40'000u, 100'000u, 200'000u}) {
    const int outcome = in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      auto writer = reopen(path);
      const rlimit limit{extra, extra};
      if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 3;
      const auto added = writer.add_source(sample_source("big.md", 4000), "");
      if (added || added.error().fault != Fault::io) return 1;
      if (must(writer.dump()) != before) return 2;
      static_cast<void>(writer.close());
      return 0;
    });
    ASSERT_EQ(outcome, 0) << extra;
    auto reader = reopen(path, Access::read);
    EXPECT_EQ(must(reader.dump()), before);
    EXPECT_EQ(checks_of(must(reader.verify())), std::set<std::string>());
  }
}

TEST(OpenDatabase, ReportsAFullDiskAsSuch) {
  auto [path, file] = new_sample();
  must(file.close());
  auto database = must(open_for_writing(path));
  Connection& db = *database.connection;
  db.run("PRAGMA max_page_count = 1");
  const auto outcome = guarded(path, [&]() -> Result<void> {
    db.run("INSERT INTO codebook_version VALUES (printf('%064d', 1), printf('%200000d', 1))");
    return {};
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().fault, Fault::io);
  EXPECT_NE(outcome.error().message.find("disk is full"), std::string::npos);
}

}  // namespace
}  // namespace gloss::store
