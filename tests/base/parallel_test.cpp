// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace gloss {
namespace {

class MakeInParallel : public testing::TestWithParam<unsigned> {};

TEST_P(MakeInParallel, HandsOverInInputOrder) {
  constexpr std::size_t n = 200;
  std::vector<int> made(n, 0);
  std::vector<std::size_t> used;
  make_in_parallel(
      n, GetParam(), 8,
      [&](std::size_t i) {
        if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
        made[i] = static_cast<int>(i) + 1;
      },
      [&](std::size_t i) {
        EXPECT_EQ(made[i], static_cast<int>(i) + 1);
        used.push_back(i);
        return true;
      });
  ASSERT_EQ(used.size(), n);
  for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(used[i], i);
}

TEST_P(MakeInParallel, EndsEarlyWhenAskedTo) {
  std::atomic<std::size_t> made = 0;
  std::size_t used = 0;
  make_in_parallel(
      10'000, GetParam(), 4, [&](std::size_t) { ++made; }, [&](std::size_t) { return ++used < 3; });
  EXPECT_EQ(used, 3u);
  EXPECT_LE(made, 3u + 4u + GetParam());
}

TEST_P(MakeInParallel, DoesNothingForNoItems) {
  make_in_parallel(0, GetParam(), 4, [](std::size_t) { FAIL(); }, [](std::size_t) { return true; });
}

INSTANTIATE_TEST_SUITE_P(Threads, MakeInParallel, testing::Values(1u, 2u, 5u));

}  // namespace
}  // namespace gloss
