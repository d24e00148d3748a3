// SPDX-License-Identifier: GPL-3.0-or-later
// Opening and closing the database of a project: who may, what a crash left, and one self-contained file in
// the end.
//
// A closed project is one file in rollback mode, which any medium can serve. While a writer has it open it is
// in WAL mode. A WAL that stands there without a writer was left by a crash; whoever opens next folds it in.
// On a medium that cannot be written this is done on a private copy, because SQLite either refuses such a
// file or, told that it is immutable, silently reads it without the newest data.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "store/connection.h"
#include "store/writer_lock.h"

namespace gloss::store {

struct OpenDatabase {
  std::string file;  ///< absolute, links resolved: SQLite's companions and the lock stand beside it
  WriterLock lock;   ///< held only by writers
  std::unique_ptr<Connection> connection;
};

/// Faults as ProjectFile::open.
Result<OpenDatabase> open_for_writing(const std::string& path);
Result<OpenDatabase> open_for_reading(const std::string& path);
/// Leaves one file behind if nobody else has it open. Closes in any case.
Result<void> close_database(OpenDatabase& database, const std::string& place);

/// Flushes a file to disk. REQUIRES: no connection of this process has it open.
Result<void> sync_file(const std::string& path);

}  // namespace gloss::store
