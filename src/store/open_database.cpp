// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/open_database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <vector>

#include "base/file.h"
#include "store/schema.h"

namespace gloss::store {
namespace {

using namespace std::chrono_literals;

bool may(const std::string& path, int how) {
  return ::faccessat(AT_FDCWD, path.c_str(), how, AT_EACCESS) == 0;
}

/// The absolute name of the project file, links resolved, if it can be opened.
Result<std::string> resolve(const std::string& path, bool for_writing) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  if (!real) {
    if (errno == EACCES) return Err(Fault::not_allowed, path, "cannot be reached: " + system_reason(errno));
    return Err(Fault::missing_input, path, "there is no such project: " + system_reason(errno),
               "gloss new FILE");
  }
  const std::string file = real.get();
  if (!is_file(file)) return Err(Fault::bad_input, path, "is not a Glossator project");
  if (!may(file, R_OK)) return Err(Fault::not_allowed, path, "may not be read");
  if (for_writing) {
    if (!may(file, W_OK))
      return Err(Fault::not_allowed, path, "may not be written, so the project can only be read");
    if (!may(std::filesystem::path(file).parent_path(), W_OK | X_OK))
      return Err(Fault::not_allowed, path, "its folder may not be written, so the project can only be read");
  }
  return file;
}

bool has_leftovers(const std::string& file) { return is_file(file + "-wal") || is_file(file + "-journal"); }

/// Whether SQLite could not read because it may not write beside the file.
bool needs_a_writable_folder(int extended_code) {
  const int code = extended_code & 0xff;
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

void fold_in(Connection& connection) {
  connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
  connection.run("PRAGMA journal_mode = DELETE");
}

/// Looks before anything is written. A journal that needs rolling back hides what the file is; then the
/// answer is given later.
Result<void> check_untouched(const std::string& file, const std::string& place) {
  return guarded(place, [&]() -> Result<void> {
    try {
      Connection connection(file, Connection::Mode::read);
      return check_identity(connection, place);
    } catch (const SQLite::Exception& error) {
      if (needs_a_writable_folder(error.getExtendedErrorCode())) return {};
      if (error.getErrorCode() == SQLITE_NOTADB)
        return Err(Fault::bad_input, place, "is not a Glossator project");
      throw;
    }
  });
}

/// Folds in what a crash left, if no writer is at work and the folder can be written.
Result<void> recover(const std::string& file, const std::string& place) {
  GLOSS_CHECK(check_untouched(file, place));
  auto lock = WriterLock::take(file + "-lock", place, 0ms);
  if (!lock) return {};
  return guarded(place, [&]() -> Result<void> {
    Connection connection(file, Connection::Mode::write);
    GLOSS_CHECK(check_identity(connection, place));
    connection.check(sqlite3_busy_timeout(connection.handle(), 0));
    try {
      fold_in(connection);
      // A journal without a valid head, left by a kill while it was begun or ended, means nothing but lies
      // about; leaving the mode PERSIST removes it.
      if (is_file(file + "-journal"))
        connection.run("PRAGMA journal_mode = PERSIST; PRAGMA journal_mode = DELETE");
    } catch (const SQLite::Exception& error) {
      // A reader has it open, too; it reads right as it is.
      if (error.getErrorCode() != SQLITE_BUSY && error.getErrorCode() != SQLITE_LOCKED) throw;
    }
    return {};
  });
}

struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

Result<void> copy_file(const std::string& from, const std::string& to, const std::string& place) {
  const Descriptor in{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
  const Descriptor out{::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (in.number < 0 || out.number < 0)
    return Err(Fault::io, place, "cannot copy it for reading: " + system_reason(errno));
  std::vector<char> buffer(std::size_t{1} << 20);
  for (;;) {
    const ssize_t got = ::read(in.number, buffer.data(), buffer.size());
    if (got == 0) return {};
    if (got < 0) return Err(Fault::io, place, "cannot copy it for reading: " + system_reason(errno));
    for (ssize_t done = 0; done < got;) {
      const ssize_t written = ::write(out.number, buffer.data() + done, static_cast<std::size_t>(got - done));
      if (written < 0) return Err(Fault::io, place, "cannot copy it for reading: " + system_reason(errno));
      done += written;
    }
  }
}

/// A copy in a folder of our own, recovered, opened, and its names removed at once: it is gone with the
/// connection, even after a kill.
Result<std::unique_ptr<Connection>> open_private_copy(const std::string& file, const std::string& place) {
  std::error_code no_folder;
  std::string folder = (std::filesystem::temp_directory_path(no_folder) / "gloss-XXXXXX").string();
  if (no_folder || ::mkdtemp(folder.data()) == nullptr)
    return Err(Fault::io, place, "cannot make a temporary copy to read: " + system_reason(errno));
  struct Removal {
    const std::string& folder;
    ~Removal() { static_cast<void>(remove_folder(folder)); }
  } const removal{folder};
  const std::string copy = folder + "/copy";
  for (const char* ending : {"", "-wal", "-journal"})
    if (is_file(file + ending)) GLOSS_CHECK(copy_file(file + ending, copy + ending, place));
  return guarded(place, [&]() -> Result<std::unique_ptr<Connection>> {
    {
      Connection recovery(copy, Connection::Mode::write);
      GLOSS_CHECK(check_identity(recovery, place));
      fold_in(recovery);
    }
    auto connection = std::make_unique<Connection>(copy, Connection::Mode::read);
    GLOSS_CHECK(check_identity(*connection, place));
    return connection;
  });
}

}  // namespace

Result<OpenDatabase> open_for_reading(const std::string& path) {
  GLOSS_TRY(const std::string file, resolve(path, false));
  OpenDatabase database{file, {}, nullptr};
  if (has_leftovers(file)) GLOSS_CHECK(recover(file, path));
  bool copy_it = false;
  const auto open_it = [&]() -> Result<void> {
    try {
      database.connection = std::make_unique<Connection>(file, Connection::Mode::read);
      return check_identity(*database.connection, path);
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() == SQLITE_NOTADB)
        return Err(Fault::bad_input, path, "is not a Glossator project");
      copy_it = needs_a_writable_folder(error.getExtendedErrorCode());
      if (!copy_it) throw;
      return {};
    }
  };
  GLOSS_CHECK(guarded(path, open_it));
  if (copy_it) {
    database.connection.reset();
    GLOSS_TRY(database.connection, open_private_copy(file, path));
  }
  return database;
}

Result<OpenDatabase> open_for_writing(const std::string& path) {
  GLOSS_TRY(const std::string file, resolve(path, true));
  GLOSS_CHECK(check_untouched(file, path));
  GLOSS_TRY(auto lock, WriterLock::take(file + "-lock", path, 5s));
  OpenDatabase database{file, std::move(lock), nullptr};
  const auto open_it = [&]() -> Result<void> {
    auto connection = std::make_unique<Connection>(file, Connection::Mode::write);
    GLOSS_CHECK(check_identity(*connection, path));
    if (const std::string mode = text_of(*connection, "PRAGMA journal_mode = WAL"); mode != "wal")
      return Err(Fault::io, path,
                 "this file system cannot hold a project that is being written (journal mode " + mode + ")",
                 "copy the project to a local disk");
    database.connection = std::move(connection);
    return {};
  };
  GLOSS_CHECK(guarded(path, open_it));
  return database;
}

Result<void> close_database(OpenDatabase& database, const std::string& place) {
  if (!database.connection) return {};
  const bool reader = sqlite3_db_readonly(database.connection->handle(), "main") == 1;
  Result<void> done;
  if (!reader) {
    done = guarded(place, [&]() -> Result<void> {
      Connection& connection = *database.connection;
      connection.check(sqlite3_busy_timeout(connection.handle(), 0));
      try {
        fold_in(connection);
      } catch (const SQLite::Exception& error) {
        // Someone reads; all is committed, and the last one to close folds it in.
        if (error.getErrorCode() != SQLITE_BUSY && error.getErrorCode() != SQLITE_LOCKED) throw;
      }
      return {};
    });
  }
  database.connection.reset();
  database.lock = WriterLock();
  if (reader && has_leftovers(database.file)) done = recover(database.file, place);
  return done;
}

Result<void> sync_file(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0 || ::fsync(file.number) != 0)
    return Err(Fault::io, path, "cannot flush to disk: " + system_reason(errno));
  return {};
}

}  // namespace gloss::store
