// SPDX-License-Identifier: GPL-3.0-or-later
// Where tests find real transcripts and the project's own files.
#pragma once

#include <string>
#include <vector>

namespace gloss::test {

/// The folder of real data beside the checkout: ".../shared/data/transcripts".
std::string shared_path(const std::string& below);
/// A file of the project: project_path("corpora/pilot").
std::string project_path(const std::string& below);
/// Whether the real data is there. Tests that need it begin with GLOSS_NEEDS_SHARED_DATA().
bool have_shared_data();
/// The whole file; a missing file fails the test.
std::string slurp(const std::string& path);
/// Paths of the files of a folder whose names end in one of `endings`, sorted.
std::vector<std::string> files_in(const std::string& folder, const std::vector<std::string>& endings);
/// A fresh empty folder, removed when the process ends.
std::string temporary_folder();

}  // namespace gloss::test

#define GLOSS_NEEDS_SHARED_DATA()         \
  if (!::gloss::test::have_shared_data()) \
  GTEST_SKIP()                            \
      << "SKIPPED: the real data folder ../shared is not beside the checkout; this test proved nothing"
