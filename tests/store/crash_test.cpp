// SPDX-License-Identifier: GPL-3.0-or-later
// A writer that is killed at any moment: what it said was stored is there, and nothing is half done.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

/// Adds, adopts, takes back and says after each act what the log is now: one line "acts sources" per act.
[[noreturn]] void write_until_killed(const std::string& path, std::uint64_t seed, int pipe) {
  std::mt19937_64 random(seed);
  auto file = reopen(path);
  for (int i = 0;; ++i) {
    switch (random() % 6) {
      case 0:
        must(file.adopt_codebook(sample_codebook(fmt::format("w{}.{}", seed, i))));
        break;
      case 1:
        static_cast<void>(must(file.undo()));
        break;
      case 2:
        static_cast<void>(must(file.redo()));
        break;
      default:
        must(file.add_source(random_source(random, fmt::format("s{}.{}", seed, i)), "x"));
    }
    const std::string line = fmt::format("{} {}\n", must(file.log()).size(), must(file.sources()).size());
    if (::write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(1);
  }
}

TEST(Crash, LosesNothingThatWasAcknowledged) {
  const std::string path = temporary_folder() + "/study.gloss";
  must(must(ProjectFile::create(path, clock_2026, "anna")).close());
  std::mt19937_64 random(99);
  int total = 0;
  std::chrono::steady_clock::duration slowest{};
  for (std::uint64_t i = 0; i < 40; ++i) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      write_until_killed(path, i, ends[1]);
    }
    ::close(ends[1]);
    // Most kills come some time after the first act was told; every fourth at any moment, also while opening.
    std::string said;
    char buffer[4096];
    const auto read_some = [&] {
      const ssize_t got = ::read(ends[0], buffer, sizeof buffer);
      if (got > 0) said.append(buffer, static_cast<std::size_t>(got));
      return got > 0;
    };
    if (i % 4 != 0) read_some();
    ::usleep(static_cast<useconds_t>(random() % 60'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (read_some()) {
    }
    ::close(ends[0]);

    const auto begin = std::chrono::steady_clock::now();
    auto file = reopen(path, i % 2 == 0 ? Access::write : Access::read);
    slowest = std::max(slowest, std::chrono::steady_clock::now() - begin);
    const auto acts = must(file.log());
    if (const std::size_t end = said.rfind('\n'); end != std::string::npos) {
      const std::string last = said.substr(said.rfind('\n', end == 0 ? 0 : end - 1) + 1, end);
      const std::size_t acknowledged = std::stoul(last);
      total += static_cast<int>(std::count(said.begin(), said.end(), '\n'));
      ASSERT_GE(acts.size(), acknowledged) << "an acknowledged act is lost";
      ASSERT_LE(acts.size(), acknowledged + 1) << "at most one act was done but not told";
    }
    ASSERT_EQ(checks_of(must(file.verify())), std::set<std::string>());
    must(file.close());
    ASSERT_EQ(folder_of(path), "study.gloss") << "after kill " << i;
  }
  EXPECT_GE(total, 30) << "too few acts were acknowledged for this to prove anything";
  EXPECT_LT(slowest, std::chrono::seconds(1));
}

TEST(Crash, LeavesNoProjectOrAWholeOneWhenKilledWhileCreating) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 40; ++i) {
    const std::string path = temporary_folder() + "/study.gloss";
    const pid_t child = ::fork();
    if (child == 0) {
      static_cast<void>(ProjectFile::create(path, clock_2026, "anna"));
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 15'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (!std::filesystem::exists(path)) continue;
    auto file = reopen(path);
    EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
  }
}

TEST(Crash, IsRecoveredAlsoWhenTheRecoveryIsKilled) {
  const std::string path = temporary_folder() + "/study.gloss";
  EXPECT_EQ(in_child([&] {
              auto file = must(ProjectFile::create(path, clock_2026, "anna"));
              for (int i = 0; i < 10; ++i)
                must(file.add_source(sample_source(fmt::format("s{}", i), 50), "x"));
              ::kill(::getpid(), SIGKILL);
              return 0;
            }),
            -1);
  std::mt19937_64 random(4);
  for (int i = 0; i < 30; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      {
        auto file = reopen(path, i % 2 == 0 ? Access::read : Access::write);
        if (must(file.sources()).size() < 10) ::_exit(1);
        if (i % 2 != 0) must(file.add_source(sample_source(fmt::format("again{}", i)), "x"));
      }
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 12'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
  }
  auto file = reopen(path);
  EXPECT_GE(must(file.sources()).size(), 10u);
  EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
}

}  // namespace
}  // namespace gloss::store
