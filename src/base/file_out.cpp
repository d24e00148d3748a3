// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_out.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace gloss {

FileOut::FileOut(std::string path, std::string temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

FileOut::FileOut(FileOut&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

FileOut::~FileOut() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<FileOut> FileOut::open(const std::string& path, Overwrite overwrite) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) == 0) {
    if (S_ISLNK(facts.st_mode))
      return Err(Fault::cannot_create, path, "is a symbolic link", "name another file");
    if (overwrite == Overwrite::no) return Err(Fault::cannot_create, path, "exists already", "--force");
    if (!S_ISREG(facts.st_mode))
      return Err(Fault::cannot_create, path, "is not an ordinary file", "name another file");
  }
  std::string temporary = path + ".XXXXXX";
  const int made = ::mkostemp(temporary.data(), O_CLOEXEC);  // mode 0600
  if (made < 0) return Err(Fault::cannot_create, path, "cannot create: " + system_reason(errno));
  return FileOut(path, std::move(temporary), made);
}

Result<void> FileOut::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), std::min(bytes.size(), std::size_t{1} << 30));
    if (written < 0) {
      if (errno == EINTR) continue;
      return Err(Fault::io, path_, "cannot write: " + system_reason(errno),
                 errno == ENOSPC ? "free some disk space" : "");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> FileOut::close() {
  if (::fsync(descriptor_) != 0) return Err(Fault::io, path_, "cannot write: " + system_reason(errno));
  ::close(std::exchange(descriptor_, -1));
  if (::rename(temporary_.c_str(), path_.c_str()) != 0)
    return Err(Fault::cannot_create, path_, "cannot create: " + system_reason(errno));
  temporary_.clear();
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  return sync_folder(folder.empty() ? "." : folder);
}

}  // namespace gloss
