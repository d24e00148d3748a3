// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/project_file.h"

#include <fmt/format.h>
#include <sys/random.h>

#include "base/file.h"
#include "store/acts.h"
#include "store/as_of.h"
#include "store/backup.h"
#include "store/cases.h"
#include "store/codebooks.h"
#include "store/dump.h"
#include "store/hand_work.h"
#include "store/open_database.h"
#include "store/schema.h"
#include "store/sources.h"
#include "store/verify.h"

namespace gloss::store {

struct ProjectFile::Impl {
  std::string path, id, who;
  const Clock* clock = nullptr;
  Access access = Access::read;
  OpenDatabase database;

  Actor actor() { return {*database.connection, *clock, who, path}; }

  /// Runs `work` on the connection; what SQLite throws becomes an Error.
  template <class Work>
  auto reading(Work&& work) -> decltype(work(*database.connection)) {
    return guarded(path, [&] { return work(*database.connection); });
  }
  template <class Work>
  auto writing(Work&& work) -> decltype(work(actor())) {
    if (access != Access::write) return Err(Fault::bug, path, "the project was opened for reading");
    return guarded(path, [&] { return work(actor()); });
  }
};

namespace {

Result<std::string> new_id(const std::string& place) {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes))
    return Err(Fault::io, place, "the system gives no random numbers");
  std::string id;
  for (const unsigned char byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

}  // namespace

ProjectFile::ProjectFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProjectFile::ProjectFile(ProjectFile&&) noexcept = default;
ProjectFile& ProjectFile::operator=(ProjectFile&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}
ProjectFile::~ProjectFile() {
  if (impl_) static_cast<void>(close());
}

Result<ProjectFile> ProjectFile::create(const std::string& path, const Clock& clock, const std::string& who) {
  GLOSS_TRY(const std::string id, new_id(path));
  const Meta meta = {{"id", id},
                     {"created", utc_text(clock.unix_seconds())},
                     {"created_by", who},
                     {"program", GLOSS_VERSION}};
  GLOSS_TRY(const std::string bytes,
            guarded(path, [&]() -> Result<std::string> { return new_project(meta); }));
  if (auto made = write_file(path, bytes, Overwrite::no); !made) {
    Error error = std::move(made).error();
    if (error.fault == Fault::cannot_create)
      error.hint = "name another file; an existing project is opened with -p";
    return Err(std::move(error));
  }
  return open(path, Access::write, clock, who);
}

Result<ProjectFile> ProjectFile::open(const std::string& path, Access access, const Clock& clock,
                                      const std::string& who) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->who = who;
  impl->clock = &clock;
  impl->access = access;
  GLOSS_TRY(impl->database, access == Access::write ? open_for_writing(path) : open_for_reading(path));
  GLOSS_TRY(impl->id, impl->reading([](Connection& db) -> Result<std::string> {
    return text_of(db, "SELECT value FROM meta WHERE key = 'id'");
  }));
  return ProjectFile(std::move(impl));
}

Result<void> ProjectFile::close() { return close_database(impl_->database, impl_->path); }

const std::string& ProjectFile::path() const { return impl_->path; }
const std::string& ProjectFile::id() const { return impl_->id; }

Result<std::vector<StoredSource>> ProjectFile::sources() const {
  return impl_->reading([&](Connection& db) { return all_sources(db, path()); });
}
Result<StoredSource> ProjectFile::add_source(const model::Source& source, std::string_view original) {
  return impl_->writing([&](const Actor& actor) { return store::add_source(actor, source, original); });
}
Result<model::Source> ProjectFile::read_source(const std::string& name) const {
  return impl_->reading([&](Connection& db) { return store::read_source(db, name, Parts::all, path()); });
}
Result<std::string> ProjectFile::read_text(std::int64_t text) const {
  return impl_->reading([&](Connection& db) -> Result<std::string> {
    if (!text_row(db, text))
      return Err(Fault::missing_input, path(), fmt::format("there is no text {}", text));
    return text_body(db, text);
  });
}
Result<model::Source> ProjectFile::read_outline(const std::string& name) const {
  return impl_->reading([&](Connection& db) { return store::read_source(db, name, Parts::outline, path()); });
}
Result<void> ProjectFile::assign_role(const std::string& source, const std::string& label, model::Role role) {
  return impl_->writing([&](const Actor& actor) { return store::assign_role(actor, source, label, role); });
}

Result<model::CaseTable> ProjectFile::cases() const {
  return impl_->reading([&](Connection& db) { return read_cases(db, path()); });
}
Result<bool> ProjectFile::set_cases(const model::CaseTable& table) {
  return impl_->writing([&](const Actor& actor) { return store::set_cases(actor, table); });
}
Result<FileState> ProjectFile::state() const {
  return impl_->reading([](Connection& db) -> Result<FileState> {
    return FileState{integer_of(db, "SELECT total_changes()"), integer_of(db, "PRAGMA data_version")};
  });
}
Result<std::optional<StoredCodebook>> ProjectFile::codebook() const {
  return impl_->reading(
      [](Connection& db) -> Result<std::optional<StoredCodebook>> { return read_codebook(db); });
}
Result<bool> ProjectFile::adopt_codebook(const StoredCodebook& codebook, const HandChange& change) {
  return impl_->writing([&](const Actor& actor) { return store::adopt_codebook(actor, codebook, change); });
}

Result<model::HandWork> ProjectFile::hand_work() const {
  return impl_->reading([&](Connection& db) { return read_hand_work(db, path()); });
}
Result<void> ProjectFile::change_hand_work(const std::string& kind, const std::string& what,
                                           const HandChange& change) {
  return impl_->writing(
      [&](const Actor& actor) { return store::change_hand_work(actor, kind, what, change); });
}
Result<StoredSource> ProjectFile::correct_source(const model::Source& corrected, std::string_view original,
                                                 const HandChange& change) {
  return impl_->writing(
      [&](const Actor& actor) { return store::correct_source(actor, corrected, original, change); });
}

Result<std::vector<Act>> ProjectFile::log() const {
  return impl_->reading([&](Connection& db) -> Result<std::vector<Act>> {
    GLOSS_TRY(History history, read_history(db, path()));
    return std::move(history.acts);
  });
}
Result<std::optional<Act>> ProjectFile::undo() {
  return impl_->writing([](const Actor& actor) { return undo_act(actor); });
}
Result<std::optional<Act>> ProjectFile::redo() {
  return impl_->writing([](const Actor& actor) { return redo_act(actor); });
}
Result<std::string> ProjectFile::dump() const {
  return impl_->reading([&](Connection& db) -> Result<std::string> {
    Transaction snapshot(db, Transaction::Kind::read);
    return dump_project(db, path());
  });
}
Result<std::vector<Finding>> ProjectFile::verify() const {
  return impl_->reading([&](Connection& db) { return verify_project(db, path()); });
}
Result<void> ProjectFile::copy_as_of(const std::string& target, std::int64_t number) const {
  return impl_->reading([&](Connection& db) { return store::copy_as_of(db, path(), target, number); });
}
Result<void> ProjectFile::backup(const std::string& target) const {
  return impl_->reading([&](Connection& db) { return backup_project(db, path(), target); });
}

}  // namespace gloss::store
