// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/file.h"
#include "store/dump.h"
#include "store/open_database.h"
#include "store/schema.h"

namespace gloss::store {
namespace {

/// An empty file beside the target, 0600, that goes away unless it gets its final name.
class Draft {
 public:
  static Result<Draft> beside(const std::string& target) {
    Draft draft;
    draft.path_ = target + ".XXXXXX";
    const int made = ::mkostemp(draft.path_.data(), O_CLOEXEC);
    if (made < 0) return Err(Fault::cannot_create, target, "cannot create: " + system_reason(errno));
    ::close(made);
    draft.is_there_ = true;
    return draft;
  }
  Draft(Draft&& other) noexcept
      : path_(std::move(other.path_)), is_there_(std::exchange(other.is_there_, false)) {}
  Draft& operator=(Draft&&) = delete;
  ~Draft() {
    if (!is_there_) return;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) ::unlink((path_ + ending).c_str());
  }
  const std::string& path() const { return path_; }

  /// Fails where `target` has come to be meanwhile.
  Result<void> rename_to(const std::string& target) {
    int code = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE);
    if (code != 0 && errno == EINVAL) {
      // A file system without this flag; then a link does it, which also never replaces.
      code = ::link(path_.c_str(), target.c_str());
      if (code == 0) ::unlink(path_.c_str());
    }
    if (code != 0)
      return Err(Fault::cannot_create, target,
                 errno == EEXIST ? "exists already" : "cannot create: " + system_reason(errno));
    is_there_ = false;
    return {};
  }

 private:
  Draft() = default;
  std::string path_;
  bool is_there_ = false;
};

void copy_pages(Connection& from, Connection& to) {
  sqlite3_backup* const backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) throw SQLite::Exception(to.handle());
  sqlite3_backup_step(backup, -1);
  to.check(sqlite3_backup_finish(backup));
}

Result<void> compare(const std::string& copy, const std::string& dump, const std::string& place,
                     const std::string& path) {
  // For writing, although nothing is written: SQLite loads the CHECKs of a schema only then.
  Connection connection(copy, Connection::Mode::write);
  GLOSS_CHECK(check_identity(connection, place));
  if (text_of(connection, "PRAGMA integrity_check(1)") != "ok")
    return Err(Fault::damaged, place, "a copy of it is not sound, so no backup was made", "gloss verify");
  GLOSS_TRY(const std::string copied, dump_project(connection, place));
  if (copied != dump)
    return Err(Fault::io, path, "the copy differs from the project, so no backup was made", "try again");
  return {};
}

}  // namespace

Result<void> backup_project(Connection& connection, const std::string& place, const std::string& path) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) == 0)
    return Err(Fault::cannot_create, path, "exists already", "name another file");
  std::error_code failed;
  const auto target = std::filesystem::absolute(path, failed);
  if (failed) return Err(Fault::cannot_create, path, "cannot create: " + failed.message());
  GLOSS_TRY(Draft draft, Draft::beside(target.string()));

  std::string dump;
  {
    // One snapshot for the copy and the dump, whatever a writer in another process does meanwhile.
    Transaction snapshot(connection, Transaction::Kind::read);
    GLOSS_TRY(dump, dump_project(connection, place));
    Connection copy(draft.path(), Connection::Mode::write);
    copy_pages(connection, copy);
    copy.run("PRAGMA journal_mode = DELETE");
  }
  GLOSS_CHECK(sync_file(draft.path()));
  GLOSS_CHECK(compare(draft.path(), dump, place, path));
  GLOSS_CHECK(draft.rename_to(target.string()));
  return sync_folder(target.parent_path().string());
}

}  // namespace gloss::store
