// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace gloss {
namespace {

namespace fs = std::filesystem;

Fault fault_of(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return Fault::missing_input;
    case EACCES:
    case EPERM:
      return Fault::not_allowed;
    case EROFS:
    case EEXIST:
      return Fault::cannot_create;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
      return Fault::out_of_memory;
    default:
      return Fault::io;
  }
}

/// Closes on destruction; close-on-exec is set at open.
struct Descriptor {
  int number = -1;
  explicit Descriptor(int n) : number(n) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), std::size_t{1} << 30));
    if (written < 0) {
      if (errno == EINTR) continue;
      return Err(Fault::io, path, "cannot write: " + system_reason(errno),
                 errno == ENOSPC ? "free some disk space" : "");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

std::string parent_folder(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

std::string system_reason(int error) { return std::generic_category().message(error); }

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.number < 0) return Err(fault_of(errno), path, "cannot open: " + system_reason(errno));
  struct stat facts{};
  if (::fstat(file.number, &facts) != 0) return Err(Fault::io, path, "cannot read: " + system_reason(errno));
  if (S_ISDIR(facts.st_mode)) return Err(Fault::missing_input, path, "is a folder, not a file");
  const auto too_large = [&] {
    return Err(Fault::bad_input, path, fmt::format("is larger than {} MiB", limit >> 20), "split the file");
  };
  if (S_ISREG(facts.st_mode) && static_cast<std::uint64_t>(facts.st_size) > limit) return too_large();
  std::string bytes;
  bytes.resize(S_ISREG(facts.st_mode) ? static_cast<std::size_t>(facts.st_size) + 1 : 65536);
  std::size_t used = 0;
  for (;;) {
    const ssize_t got = ::read(file.number, bytes.data() + used, bytes.size() - used);
    if (got < 0) {
      if (errno == EINTR) continue;
      return Err(Fault::io, path, "cannot read: " + system_reason(errno));
    }
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > limit) return too_large();
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(used);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes, Overwrite overwrite) {
  struct stat facts{};
  if (::lstat(path.c_str(), &facts) == 0) {
    if (S_ISLNK(facts.st_mode))
      return Err(Fault::cannot_create, path, "is a symbolic link", "name another file");
    if (overwrite == Overwrite::no) return Err(Fault::cannot_create, path, "exists already", "--force");
    if (!S_ISREG(facts.st_mode))
      return Err(Fault::cannot_create, path, "is not an ordinary file", "name another file");
  }
  std::string temporary = path + ".XXXXXX";
  const int made = ::mkostemp(temporary.data(), O_CLOEXEC);  // mode 0600
  if (made < 0) {
    const Fault fault = errno == ENOENT || errno == ENOTDIR ? Fault::cannot_create : fault_of(errno);
    return Err(fault, path, "cannot create: " + system_reason(errno));
  }
  Result<void> done;
  {
    const Descriptor file(made);
    done = write_all(file.number, bytes, path);
    if (done && ::fsync(file.number) != 0) done = Err(Fault::io, path, "cannot write: " + system_reason(errno));
  }
  if (done && ::rename(temporary.c_str(), path.c_str()) != 0)
    done = Err(Fault::cannot_create, path, "cannot create: " + system_reason(errno));
  if (!done) {
    ::unlink(temporary.c_str());
    return done;
  }
  return sync_folder(parent_folder(path));
}

Result<void> make_folder(const std::string& path) {
  std::string sofar;
  for (const auto& part : fs::path(path)) {
    sofar = sofar.empty() ? part.string() : (fs::path(sofar) / part).string();
    if (::mkdir(sofar.c_str(), 0700) != 0 && errno != EEXIST) {
      const int error = errno;
      if (is_folder(sofar)) continue;
      return Err(error == EACCES ? Fault::not_allowed : Fault::cannot_create, sofar,
                 "cannot make the folder: " + system_reason(error));
    }
  }
  if (!is_folder(path)) return Err(Fault::cannot_create, path, "is not a folder", "name another folder");
  return {};
}

Result<void> remove_folder(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return Err(fault_of(error.value()), path, "cannot remove: " + error.message());
  return {};
}

Result<void> sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number < 0) return Err(fault_of(errno), path, "cannot open the folder: " + system_reason(errno));
  // Some file systems cannot sync a folder and say EINVAL; nothing more can be done there.
  if (::fsync(folder.number) != 0 && errno != EINVAL)
    return Err(Fault::io, path, "cannot sync the folder: " + system_reason(errno));
  return {};
}

bool is_folder(const std::string& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

bool is_file(const std::string& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
}

std::uint64_t file_size(const std::string& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

Result<std::vector<std::string>> list_files(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return Err(fault_of(error.value()), folder, "cannot read the folder: " + error.message());
  for (const fs::recursive_directory_iterator end; at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const auto kind = at->symlink_status(error).type();
    if (kind == fs::file_type::directory) {
      if (name.starts_with('.') || name.ends_with(".gloss.index")) at.disable_recursion_pending();
    } else if (kind == fs::file_type::regular && !name.starts_with('.')) {
      found.push_back(at->path().lexically_relative(folder).generic_string());
    }
    if (error) break;
  }
  if (error) return Err(fault_of(error.value()), folder, "cannot read the folder: " + error.message());
  std::sort(found.begin(), found.end());
  return found;
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number < 0) return Err(fault_of(errno), path, "cannot open: " + system_reason(errno));
  struct stat facts{};
  if (::fstat(file.number, &facts) != 0 || !S_ISREG(facts.st_mode))
    return Err(Fault::io, path, "is not an ordinary file");
  MappedFile mapped;
  mapped.size_ = static_cast<std::size_t>(facts.st_size);
  if (mapped.size_ == 0) return mapped;
  void* address = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (address == MAP_FAILED) {
    mapped.size_ = 0;
    return Err(Fault::io, path, "cannot map: " + system_reason(errno));
  }
  mapped.data_ = static_cast<const char*>(address);
  return mapped;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

void make_files_private() { ::umask(0077); }

}  // namespace gloss
