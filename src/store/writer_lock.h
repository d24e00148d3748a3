// SPDX-License-Identifier: GPL-3.0-or-later
// One writer at a time: a file "study.gloss-lock" beside the project, held with flock(2) while open for
// writing.
//
// The kernel drops the lock with the process, so a dead holder never blocks; the file only says who holds it.
// It is beside the project because the index folder may be deleted at any time, and it is not the project
// itself because closing a descriptor of ours on that would drop SQLite's own locks.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"

namespace gloss::store {

class WriterLock {
 public:
  /// Takes the lock at `path`, waiting up to `patience`. `place` names the project in faults: busy (says the
  /// holder's pid and command), not_allowed (the folder cannot be written), io.
  static Result<WriterLock> take(const std::string& path, const std::string& place,
                                 std::chrono::milliseconds patience);
  WriterLock() = default;
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace gloss::store
