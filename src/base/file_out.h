// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is written piece by piece and appears whole or not at all: for answers too large to hold.
#pragma once

#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"

namespace gloss {

/// Pieces go to a temporary file beside `path`; `close` gives it its name. Without it nothing is left behind.
class FileOut {
 public:
  /// Never follows a symbolic link at `path`. Faults: cannot_create (exists and Overwrite::no), io.
  static Result<FileOut> open(const std::string& path, Overwrite overwrite);
  ~FileOut();
  FileOut(FileOut&& other) noexcept;
  FileOut& operator=(FileOut&&) = delete;

  Result<void> write(std::string_view bytes);
  /// Syncs, renames, syncs the folder.
  Result<void> close();

 private:
  FileOut(std::string path, std::string temporary, int descriptor);
  std::string path_, temporary_;
  int descriptor_ = -1;
};

}  // namespace gloss
