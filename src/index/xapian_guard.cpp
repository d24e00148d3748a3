// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/xapian_guard.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include "base/file.h"
#include "base/limits.h"

namespace gloss::index {

Result<void> guarded(const std::string& folder, const std::function<Result<void>()>& work) {
  try {
    return work();
  } catch (const Xapian::DatabaseLockError&) {
    return Err(Fault::busy, folder, "another process writes to the search index");
  } catch (const Xapian::DatabaseOpeningError& error) {
    return Err(Fault::damaged, folder, fmt::format("the search index is damaged ({})", error.get_type()));
  } catch (const Xapian::DatabaseError& error) {
    const char* system = error.get_error_string();
    if (system != nullptr) return Err(Fault::io, folder, fmt::format("the search index failed: {}", system));
    return Err(Fault::damaged, folder, fmt::format("the search index is damaged ({})", error.get_type()));
  } catch (const Xapian::Error& error) {
    return Err(Fault::damaged, folder, fmt::format("the search index failed ({})", error.get_type()));
  } catch (const std::bad_alloc&) {
    return Err(Fault::out_of_memory, folder, "out of memory in the search index");
  } catch (const std::exception&) {
    return Err(Fault::damaged, folder, "the search index failed");
  }
}

namespace {

constexpr const char* seal_name = "sealed";
constexpr const char* lock_name = "flintlock";  // Xapian's; opening and closing it here could drop its lock

std::string seal_path(const std::string& folder) { return folder + "/" + seal_name; }

/// "NAME BYTES XXH3" for each file, sorted by name.
Result<std::string> seal_text(const std::string& folder) {
  GLOSS_TRY(const auto files, list_files(folder));
  std::string text;
  for (const std::string& name : files) {
    if (name == seal_name || name == lock_name) continue;
    GLOSS_TRY(const MappedFile file, MappedFile::open(folder + "/" + name));
    const std::string_view bytes = file.bytes();
    text += fmt::format("{} {} {:016x}\n", name, bytes.size(), XXH3_64bits(bytes.data(), bytes.size()));
  }
  return text;
}

Result<void> sync_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  const bool good = fd >= 0 && ::fchmod(fd, 0600) == 0 && ::fsync(fd) == 0;
  const int why = errno;
  if (fd >= 0) ::close(fd);
  if (!good) return Err(Fault::io, path, fmt::format("cannot sync: {}", std::strerror(why)));
  return {};
}

}  // namespace

Result<void> set_seal(const std::string& folder) {
  GLOSS_TRY(const auto files, list_files(folder));
  for (const std::string& name : files) {
    if (name == lock_name) {
      ::chmod((folder + "/" + name).c_str(), 0600);
    } else {
      GLOSS_CHECK(sync_file(folder + "/" + name));
    }
  }
  GLOSS_TRY(const std::string text, seal_text(folder));
  return write_file(seal_path(folder), text, Overwrite::yes);
}

Result<void> break_seal(const std::string& folder) {
  if (::unlink(seal_path(folder).c_str()) != 0 && errno != ENOENT)
    return Err(Fault::io, seal_path(folder), fmt::format("cannot remove: {}", std::strerror(errno)));
  return sync_folder(folder);
}

Result<void> check_seal(const std::string& folder) {
  const bool sealed = is_file(seal_path(folder));
  if (!sealed && !is_file(folder + "/iamglass"))
    return Err(Fault::missing_input, folder, "there is no search index");
  if (!sealed) return Err(Fault::damaged, folder, "the search index was left unfinished");
  const auto expected = read_file(seal_path(folder), limits::MiB);
  const auto found = seal_text(folder);
  if (!expected || !found || *found != *expected)
    return Err(Fault::damaged, folder, "the search index is damaged: a file is not as it was written");
  return {};
}

}  // namespace gloss::index
