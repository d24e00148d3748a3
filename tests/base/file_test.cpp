// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/shared_data.h"

namespace gloss {
namespace {

unsigned mode_of(const std::string& path) {
  struct stat facts{};
  EXPECT_EQ(::stat(path.c_str(), &facts), 0);
  return facts.st_mode & 0777u;
}

TEST(WriteFile, IsReadableByItsOwnerOnlyWhateverTheUmask) {
  const std::string folder = test::temporary_folder();
  const mode_t before = ::umask(0);
  ASSERT_TRUE(write_file(folder + "/a", "words", Overwrite::no));
  ASSERT_TRUE(make_folder(folder + "/deep/er"));
  ::umask(before);
  EXPECT_EQ(mode_of(folder + "/a"), 0600u);
  EXPECT_EQ(mode_of(folder + "/deep/er"), 0700u);
}

TEST(WriteFile, RefusesToOverwriteUnlessAsked) {
  const std::string path = test::temporary_folder() + "/a";
  ASSERT_TRUE(write_file(path, "old", Overwrite::no));
  const auto again = write_file(path, "new", Overwrite::no);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::cannot_create);
  EXPECT_EQ(again.error().hint, "--force");
  EXPECT_EQ(*read_file(path, 100), "old");
  ASSERT_TRUE(write_file(path, "new", Overwrite::yes));
  EXPECT_EQ(*read_file(path, 100), "new");
}

TEST(WriteFile, NeverFollowsASymbolicLink) {
  const std::string folder = test::temporary_folder();
  ASSERT_TRUE(write_file(folder + "/target", "keep", Overwrite::no));
  std::filesystem::create_symlink(folder + "/target", folder + "/link");
  EXPECT_FALSE(write_file(folder + "/link", "gone", Overwrite::yes));
  EXPECT_EQ(*read_file(folder + "/target", 100), "keep");
}

TEST(WriteFile, LeavesNoTemporaryFileWhenItFails) {
  const std::string folder = test::temporary_folder();
  std::filesystem::create_directory(folder + "/taken");
  EXPECT_FALSE(write_file(folder + "/taken", "words", Overwrite::yes));
  EXPECT_FALSE(write_file(folder + "/no/such/folder", "words", Overwrite::yes));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(ReadFile, SaysWhatIsWrong) {
  const std::string folder = test::temporary_folder();
  EXPECT_EQ(read_file(folder + "/none", 10).error().fault, Fault::missing_input);
  EXPECT_EQ(read_file(folder, 10).error().fault, Fault::missing_input);
  ASSERT_TRUE(write_file(folder + "/ten", "0123456789", Overwrite::no));
  EXPECT_TRUE(read_file(folder + "/ten", 11));
  EXPECT_TRUE(read_file(folder + "/ten", 10));
  EXPECT_EQ(read_file(folder + "/ten", 9).error().fault, Fault::bad_input);
}

TEST(ReadFile, ReadsWhatIsNoOrdinaryFileUpToTheLimit) {
  EXPECT_EQ(read_file("/dev/zero", 100'000).error().fault, Fault::bad_input);
  EXPECT_EQ(*read_file("/dev/null", 10), "");
}

TEST(ListFiles, IsSortedAndPassesOverHiddenOnesIndexesAndLinks) {
  const std::string folder = test::temporary_folder();
  for (const char* name :
       {"/b.txt", "/a/z.txt", "/.hidden", "/.git/x.txt", "/s.gloss.index/y.txt", "/B.txt"}) {
    std::filesystem::create_directories(std::filesystem::path(folder + name).parent_path());
    std::ofstream(folder + name) << "x";
  }
  std::filesystem::create_symlink(folder + "/b.txt", folder + "/link.txt");
  EXPECT_EQ(*list_files(folder), (std::vector<std::string>{"B.txt", "a/z.txt", "b.txt"}));
}

TEST(MappedFile, ShowsTheBytesAndMovesThem) {
  const std::string path = test::temporary_folder() + "/a";
  ASSERT_TRUE(write_file(path, "mapped", Overwrite::no));
  auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  const MappedFile moved = std::move(*file);
  EXPECT_EQ(moved.bytes(), "mapped");
  ASSERT_TRUE(write_file(path + "0", "", Overwrite::no));
  EXPECT_EQ(MappedFile::open(path + "0")->bytes(), "");
  EXPECT_FALSE(MappedFile::open(path + "1"));
}

}  // namespace
}  // namespace gloss
