// SPDX-License-Identifier: GPL-3.0-or-later
// A project as it was when a lock file was written: a copy in a folder of its own, which goes when it is no
// longer wanted.
#pragma once

#include <string>

#include "base/result.h"
#include "project/lock.h"
#include "project/project.h"

namespace gloss::project {

/// Readable by the owner only, beside the project, since it holds the same confidential words.
class Past {
 public:
  /// `project` is open at its path; `place` names the lock file. Faults: bad_input (a lock of another
  /// project, or of a log that went on otherwise); as ProjectFile::copy_as_of.
  static Result<Past> of(const Project& project, const Lock& lock, const std::string& place);
  Past(Past&& other) noexcept;
  Past& operator=(Past&&) = delete;
  ~Past();

  /// The project file of the copy.
  std::string path() const { return folder_ + "/study.gloss"; }

 private:
  explicit Past(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

/// What the present program finds in the past that the lock does not have, or the other way round: see
/// differences. `past` is open at Past::path. Faults: damaged (texts, codebook or hand work are not those of
/// the lock), as lock_of.
Result<report::Table> differences_since(const Project& past, const Lock& lock, const std::string& place,
                                        const std::string& language);

}  // namespace gloss::project
