// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_out.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/must.h"
#include "support/shared_data.h"

namespace gloss {
namespace {

using test::must;

TEST(FileOut, AppearsWholeWhenItIsClosed) {
  const std::string folder = test::temporary_folder(), path = folder + "/a.csv";
  auto file = must(FileOut::open(path, Overwrite::no));
  must(file.write("one\n"));
  must(file.write("two\n"));
  EXPECT_FALSE(is_file(path));
  must(file.close());
  EXPECT_EQ(must(read_file(path, 100)), "one\ntwo\n");
  struct stat facts {};
  ASSERT_EQ(::stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST(FileOut, LeavesNothingBehindWhenItIsNotClosed) {
  const std::string folder = test::temporary_folder(), path = folder + "/a.csv";
  must(write_file(path, "old", Overwrite::no));
  {
    auto file = must(FileOut::open(path, Overwrite::yes));
    must(file.write("new"));
    const auto moved = std::move(file);
  }
  EXPECT_EQ(must(read_file(path, 100)), "old");
  EXPECT_EQ(must(list_files(folder)).size(), 1u);
}

TEST(FileOut, ReplacesOnlyWhatItIsToldTo) {
  const std::string folder = test::temporary_folder(), path = folder + "/a.csv";
  must(write_file(path, "old", Overwrite::no));
  EXPECT_EQ(FileOut::open(path, Overwrite::no).error().hint, "--force");
  ASSERT_EQ(::symlink("a.csv", (folder + "/link").c_str()), 0);
  EXPECT_EQ(FileOut::open(folder + "/link", Overwrite::yes).error().fault, Fault::cannot_create);
  EXPECT_EQ(FileOut::open(folder + "/none/x", Overwrite::yes).error().fault, Fault::cannot_create);
  auto file = must(FileOut::open(path, Overwrite::yes));
  must(file.write("new"));
  must(file.close());
  EXPECT_EQ(must(read_file(path, 100)), "new");
}

}  // namespace
}  // namespace gloss
