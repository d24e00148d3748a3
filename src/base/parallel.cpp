// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parallel.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace gloss {

void make_in_parallel(std::size_t n, unsigned threads, std::size_t ahead,
                      const std::function<void(std::size_t)>& make,
                      const std::function<bool(std::size_t)>& use) {
  if (threads <= 1) {
    for (std::size_t i = 0; i < n; ++i) {
      make(i);
      if (!use(i)) return;
    }
    return;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0, used = 0;
  bool stop = false;
  std::vector<bool> made(n, false);
  const std::size_t window = std::max<std::size_t>(ahead, threads);

  const auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stop || next >= n || next < used + window; });
      if (stop || next >= n) return;
      const std::size_t item = next++;
      lock.unlock();
      make(item);
      lock.lock();
      made[item] = true;
      changed.notify_all();
    }
  };
  std::vector<std::jthread> makers;
  for (unsigned i = 0; i < threads; ++i) makers.emplace_back(work);

  std::unique_lock lock(mutex);
  while (used < n) {
    changed.wait(lock, [&] { return made[used]; });
    lock.unlock();
    const bool more = use(used);
    lock.lock();
    ++used;
    if (!more) stop = true;
    changed.notify_all();
    if (stop) break;
  }
  stop = true;
  changed.notify_all();
}

}  // namespace gloss
