// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files in; files out atomically (temporary name, fsync, rename, fsync of the folder); mapped files.
// Everything written is readable by its owner only: 0600 files, 0700 folders, whatever the umask.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss {

/// The bytes of a file of at most `limit` bytes. Faults: missing_input, not_allowed, io, bad_input (too
/// large).
Result<std::string> read_file(const std::string& path, std::size_t limit);

/// What the operating system calls an errno: "No space left on device".
std::string system_reason(int error);

enum class Overwrite { no, yes };

/// Writes `bytes` under `path` so that a crash leaves the old file or the new one, never a part.
/// Never follows a symbolic link at `path`. Faults: cannot_create (exists and Overwrite::no), io.
Result<void> write_file(const std::string& path, std::string_view bytes, Overwrite overwrite);

/// Makes the folder and its parents, 0700.
Result<void> make_folder(const std::string& path);
/// Removes a folder and all that is in it; not an error if it is not there.
Result<void> remove_folder(const std::string& path);
/// Flushes the folder's entries to disk, so that renames in it survive a power cut.
Result<void> sync_folder(const std::string& path);

/// Of a path; "." where it names none.
std::string parent_folder(const std::string& path);
bool is_folder(const std::string& path);
bool is_file(const std::string& path);
/// In bytes; 0 where there is no such file.
std::uint64_t file_size(const std::string& path);

/// Regular files below `folder`, as paths relative to it, bytewise sorted; entries whose name starts with '.'
/// and folders that end in ".gloss.index" are passed over. Symbolic links are not followed.
Result<std::vector<std::string>> list_files(const std::string& folder);

/// A file mapped read-only. Empty files give an empty view.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);
  MappedFile() = default;
  ~MappedFile();
  MappedFile(MappedFile&&) noexcept;
  MappedFile& operator=(MappedFile&&) noexcept;
  std::string_view bytes() const { return {data_, size_}; }  ///< valid as long as this object

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Sets the process's umask to 077. Called once, first thing in main.
void make_files_private();

}  // namespace gloss
