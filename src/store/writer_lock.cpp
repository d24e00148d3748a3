// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>
#include <utility>

#include "base/file.h"

namespace gloss::store {
namespace {

constexpr std::chrono::milliseconds pause{25};

std::string read_up_to(int descriptor, std::size_t limit) {
  std::string bytes(limit, '\0');
  const ssize_t got = ::pread(descriptor, bytes.data(), limit, 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

/// "gloss run": the program's name and its first word, without the rest, which may name people.
std::string own_command() {
  const int file = ::open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  if (file < 0) return "gloss";
  std::string words = read_up_to(file, 4096);
  ::close(file);
  const std::size_t first_end = std::min(words.find('\0'), words.size());
  std::string command = words.substr(0, first_end);
  command.erase(0, command.rfind('/') + 1);
  if (first_end < words.size()) {
    const std::string second(words.c_str() + first_end + 1);
    if (!second.empty() && second.front() != '-' && second.size() <= 20) command += " " + second;
  }
  return command;
}

/// Whether `path` is still the file that we hold: its last holder may have removed it while we waited.
bool is_still_there(int descriptor, const std::string& path) {
  struct stat held {
  }, named{};
  return ::fstat(descriptor, &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
         held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& path, const std::string& place,
                                    std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    WriterLock lock;
    lock.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
    if (lock.descriptor_ < 0) {
      if (errno == EACCES || errno == EPERM || errno == EROFS)
        return Err(Fault::not_allowed, place,
                   "its folder may not be written, so the project can only be read");
      return Err(Fault::io, place, "cannot make the lock file: " + system_reason(errno));
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) {
      if (!is_still_there(lock.descriptor_, path)) continue;
      lock.path_ = path;
      const std::string holder = fmt::format("{} {}\n", ::getpid(), own_command());
      if (::ftruncate(lock.descriptor_, 0) != 0 ||
          ::pwrite(lock.descriptor_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size()))
        return Err(Fault::io, place, "cannot write the lock file: " + system_reason(errno));
      return lock;
    }
    if (errno != EWOULDBLOCK && errno != EINTR)
      return Err(Fault::io, place, "cannot lock the project: " + system_reason(errno));
    if (std::chrono::steady_clock::now() >= until) {
      std::string holder = read_up_to(lock.descriptor_, 200);
      holder.resize(std::min(holder.find('\n'), holder.size()));
      const std::size_t blank = holder.find(' ');
      const std::string who = blank == std::string::npos ? "another process"
                                                         : fmt::format("pid {} ({})", holder.substr(0, blank),
                                                                       holder.substr(blank + 1));
      return Err(Fault::busy, place, who + " is writing to the project", "try again when it has ended");
    }
    std::this_thread::sleep_for(pause);
  }
}

WriterLock::~WriterLock() {
  if (descriptor_ < 0) return;
  // Removed while still held: whoever opened it before sees that it is gone and makes a new one.
  if (!path_.empty()) ::unlink(path_.c_str());
  ::close(descriptor_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : path_(std::exchange(other.path_, {})), descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace gloss::store
