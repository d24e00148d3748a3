// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backup.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

TEST(Backup, IsAWholeProjectOfItsOwn) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), "x"));
  must(file.set_cases(sample_cases()));
  must(file.undo());
  const std::string target = temporary_folder() + "/copy.gloss";
  must(file.backup(target));
  EXPECT_EQ(folder_of(target), "copy.gloss");
  EXPECT_EQ(ask(target, "PRAGMA journal_mode"), "delete");
  must(file.add_source(sample_source("later.md"), "x"));
  auto copy = reopen(target);
  EXPECT_EQ(copy.id(), file.id());
  must(file.undo());
  EXPECT_EQ(must(copy.dump()), must(file.dump()));
  EXPECT_EQ(must(copy.log()).size(), 3u) << "history and all";
  must(copy.redo());
  EXPECT_EQ(must(copy.cases()).rows.size(), 3u);
  EXPECT_EQ(checks_of(must(copy.verify())), std::set<std::string>());
}

TEST(Backup, IsMadeFromAReaderWhileAWriterWrites) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), "x"));
  const auto reader = reopen(path, Access::read);
  const std::string target = path + ".copy";
  must(reader.backup(target));
  EXPECT_EQ(must(reopen(target, Access::read).sources()).size(), 1u);
}

TEST(Backup, NeverReplacesAnything) {
  auto [path, file] = new_sample();
  const std::string folder = temporary_folder(), target = folder + "/copy.gloss";
  std::ofstream(target) << "precious";
  std::filesystem::create_symlink("nowhere", folder + "/link.gloss");
  for (const std::string& taken :
       {target, folder + "/link.gloss", folder, path, folder + "/none/copy.gloss"}) {
    const auto made = file.backup(taken);
    ASSERT_FALSE(made) << taken;
    EXPECT_EQ(made.error().fault, Fault::cannot_create) << taken;
  }
  EXPECT_EQ(slurp(target), "precious");
  EXPECT_EQ(folder_of(target), "copy.gloss link.gloss");
}

TEST(Backup, DoesNotReplaceWhatComesToBeMeanwhile) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md", 3000), "x"));
  int lost = 0;
  for (int i = 0; i < 20; ++i) {
    const std::string target = temporary_folder() + "/copy.gloss";
    const pid_t child = ::fork();
    if (child == 0) {
      ::usleep(static_cast<useconds_t>(i * 2000));
      const int made = ::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      ::_exit(made >= 0 && ::write(made, "precious", 8) == 8 ? 0 : 1);
    }
    const auto done = file.backup(target);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) continue;
    ++lost;
    EXPECT_FALSE(done);
    EXPECT_EQ(slurp(target), "precious");
    EXPECT_EQ(folder_of(target), "copy.gloss");
  }
  EXPECT_GT(lost, 0) << "the backup was always first; this proved nothing";
}

TEST(Backup, IsNotMadeOfADamagedProject) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), "x"));
  must(file.close());
  harm(path, "UPDATE passage SET begin_byte = end_byte WHERE id = 1");
  const std::string target = temporary_folder() + "/copy.gloss";
  const auto made = reopen(path, Access::read).backup(target);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().fault, Fault::damaged);
  EXPECT_TRUE(std::filesystem::is_empty(std::filesystem::path(target).parent_path()));
}

TEST(Backup, IsWholeOrNotThereWhenKilled) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md", 3000), "x"));
  const std::string dump = must(file.dump());
  must(file.close());
  std::mt19937_64 random(5);
  int whole = 0, none = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string target = temporary_folder() + "/copy.gloss";
    const pid_t child = ::fork();
    if (child == 0) {
      static_cast<void>(reopen(path, Access::read).backup(target));
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 120'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (!is_file(target)) {
      ++none;
      continue;
    }
    ++whole;
    ASSERT_EQ(must(reopen(target, Access::read).dump()), dump);
  }
  EXPECT_EQ(whole + none, 40);
  EXPECT_GT(none, 0) << "no kill came in time; this proved nothing";
}

}  // namespace
}  // namespace gloss::store
