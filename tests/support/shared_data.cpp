// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shared_data.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace gloss::test {

std::string shared_path(const std::string& below) { return std::string(GLOSS_SHARED) + "/" + below; }
std::string project_path(const std::string& below) { return std::string(GLOSS_ROOT) + "/" + below; }
bool have_shared_data() { return std::filesystem::is_directory(shared_path("data/transcripts")); }

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

std::vector<std::string> files_in(const std::string& folder, const std::vector<std::string>& endings) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (std::any_of(endings.begin(), endings.end(), [&](const std::string& e) { return path.ends_with(e); }))
      found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string temporary_folder() {
  struct Folders {
    std::vector<std::string> made;
    ~Folders() {
      std::error_code ignored;
      for (const auto& folder : made) std::filesystem::remove_all(folder, ignored);
    }
  };
  static Folders folders;
  std::string name = (std::filesystem::temp_directory_path() / "gloss-test-XXXXXX").string();
  const char* made = mkdtemp(name.data());
  EXPECT_NE(made, nullptr);
  folders.made.emplace_back(name);
  return name;
}

}  // namespace gloss::test
