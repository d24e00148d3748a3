// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer_lock.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/file.h"
#include "store/project_file.h"
#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;
using namespace std::chrono_literals;

TEST(WriterLock, IsHeldByOneAndNamesTheHolder) {
  const std::string path = temporary_folder() + "/p-lock";
  auto first = must(WriterLock::take(path, "p", 0ms));
  const auto second = WriterLock::take(path, "p", 60ms);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::busy);
  EXPECT_EQ(second.error().line(),
            fmt::format("p: pid {} (store_test) is writing to the project; try: try again when it has ended",
                        ::getpid()));
  first = WriterLock();
  EXPECT_FALSE(is_file(path));
  must(WriterLock::take(path, "p", 0ms));
}

TEST(WriterLock, IsTakenWhenTheHolderLetsGoInTime) {
  const std::string path = temporary_folder() + "/p-lock";
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    {
      const auto lock = must(WriterLock::take(path, "p", 0ms));
      static_cast<void>(!::write(ready[1], "x", 1));
      ::usleep(200'000);
    }
    ::_exit(0);
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  const auto begin = std::chrono::steady_clock::now();
  must(WriterLock::take(path, "p", 5s));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 100ms);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(WriterLock, IsNotBlockedByAKilledHolder) {
  const std::string path = temporary_folder() + "/p-lock";
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(in_child([&] {
                const auto lock = must(WriterLock::take(path, "p", 0ms));
                ::kill(::getpid(), SIGKILL);
                return 0;
              }),
              -1);
    EXPECT_TRUE(is_file(path));
    must(WriterLock::take(path, "p", 0ms));
    EXPECT_FALSE(is_file(path));
  }
}

TEST(WriterLock, IsNeverHeldTwiceWhileManyTakeTurns) {
  // Each holder adds one to a number in a file; a lock held twice would lose one. What could go wrong is the
  // removal of the lock file at the end: the next one may have opened the old file already.
  const FastFolders fast;
  const std::string folder = temporary_folder(), path = folder + "/p-lock", number = folder + "/number";
  std::ofstream(number) << 0;
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int turn = 0; turn < 1500;) {
        const auto lock = WriterLock::take(path, "p", 0ms);
        if (!lock) continue;
        ++turn;
        int value = 0;
        std::ifstream(number) >> value;
        std::ofstream(number) << value + 1;
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(slurp(number), "6000");
}

TEST(WriterLock, MakesASecondWriterOfAProjectWaitFiveSecondsAndReadersNot) {
  auto [path, file] = new_sample();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(must(reopen(path, Access::read).sources()).size(), 0u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
  const auto second = ProjectFile::open(path, Access::write, clock_2026, "ben");
  const auto waited = std::chrono::steady_clock::now() - begin;
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::busy);
  EXPECT_EQ(second.error().place, path);
  EXPECT_GE(waited, 5s);
  EXPECT_LT(waited, 7s);
  must(file.close());
  reopen(path);
}

}  // namespace
}  // namespace gloss::store
