// SPDX-License-Identifier: GPL-3.0-or-later
// What the measuring programs share: how they end, and what memory of their own they used.
#pragma once

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <thread>

#include "base/result.h"

namespace gloss::bench {

inline int fail(const Error& error) {
  fmt::print(stderr, "{}\n", error.line());
  return 1;
}

/// Samples, every two milliseconds, the memory of this process that maps no file: what it needs beyond the
/// mapped index.
class OwnMemory {
 public:
  OwnMemory() : before_(settled()), thread_([this] { watch(); }) {}
  ~OwnMemory() { stop(); }
  OwnMemory(const OwnMemory&) = delete;
  OwnMemory& operator=(const OwnMemory&) = delete;

  /// Ends the watch: the most, in MB, beyond what there was at the beginning.
  double stop() {
    if (thread_.joinable()) {
      done_ = true;
      thread_.join();
    }
    return static_cast<double>(std::max(most_, before_) - before_) / 1e6;
  }

 private:
  static std::int64_t settled() {
    malloc_trim(0);  // else what was freed before hides what is needed now
    return now();
  }
  static std::int64_t now() {
    std::int64_t size = 0, resident = 0, shared = 0;
    std::ifstream("/proc/self/statm") >> size >> resident >> shared;
    return (resident - shared) * sysconf(_SC_PAGESIZE);
  }
  void watch() {
    while (!done_) {
      most_ = std::max(most_, now());
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  const std::int64_t before_;
  std::int64_t most_ = 0;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

}  // namespace gloss::bench
