// SPDX-License-Identifier: GPL-3.0-or-later
// An open project: the truth in one file, and the index beside it that can always be made again.
//
// The index folder is "<project file>.index" with the token store and the passage index in it. Opening a
// project for a command that needs the index brings it up to date first: what is missing, stale or damaged is
// made anew from the texts, and one line says so. One process writes at a time; the writer lock of the
// project file covers the index, too.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "base/result.h"
#include "index/passage_index.h"
#include "index/token_store.h"
#include "store/project_file.h"

namespace gloss::project {

class KnownSources;  // facts.h

/// What every verb needs from the outside world. The clock and the sink outlive all that is done with them.
struct Environment {
  const Clock* clock = nullptr;
  ProgressSink* progress = nullptr;
  std::string who;       ///< coder or user name, noted in acts
  unsigned threads = 1;  ///< for reading and coding; the answers do not depend on it
};

class Project {
 public:
  static Result<Project> create(const std::string& path, const Environment& environment);
  static Result<Project> open(const std::string& path, store::Access access, const Environment& environment);
  ~Project();
  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;

  const Environment& environment() const;
  store::ProjectFile& file();
  const store::ProjectFile& file() const;
  std::string index_folder() const;

  /// Sources by name, as they are now; read once, again after a change through `forget_sources`.
  Result<const std::vector<store::StoredSource>*> sources() const;
  /// What known_sources put together, for as long as the project file stays as it is.
  struct Known {
    store::FileState state;
    std::shared_ptr<const KnownSources> sources;  ///< nullptr: nothing yet
  };
  Known& known() const;
  void forget_sources();

  /// The token store with every source in it; made or completed first where it is not.
  Result<const index::TokenStore*> tokens() const;
  /// The same for the passage index. REQUIRES: there is a source.
  Result<const index::PassageIndex*> passage_index() const;
  /// Lines for the user about the index: "the index was damaged (checksum of seg-3/cells) and has been made
  /// anew".
  const std::vector<std::string>& notes() const;
  /// Deletes the index and makes it anew.
  Result<void> rebuild_index();
  /// Forgets what is mapped, so that the next `tokens` sees what was written.
  void close_index();

  /// Leaves one self-contained project file behind.
  Result<void> close();

 private:
  struct Impl;
  explicit Project(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::project
