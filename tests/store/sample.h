// SPDX-License-Identifier: GPL-3.0-or-later
// Small sources and projects for the tests of the store, and raw SQLite to look at them and to harm them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/hash.h"
#include "model/cases.h"
#include "model/source.h"
#include "store/project_file.h"
#include "support/must.h"

namespace gloss::test {

inline const FixedClock clock_2026{1'795'000'000};

/// An interview of `exchanges` questions and answers under two headings, with marks, variables, emoji and
/// Chinese.
model::Source sample_source(const std::string& name, int exchanges = 2, const std::string& salt = "");
/// Field notes: no speakers, no turns.
model::Source sample_notes(const std::string& name);
/// A source of random parts, sound in itself.
model::Source random_source(std::mt19937_64& random, const std::string& name);
model::CaseTable sample_cases();
store::StoredCodebook sample_codebook(const std::string& words);

/// A coding by hand, two decisions, memos and a reading mark in the first passages of a source.
store::HandChange sample_hand_work(const model::Source& source, std::int64_t text);

std::string describe(const model::Source& source);  ///< every field, for comparison

/// "check at place" of each finding, sorted.
std::set<std::string> checks_of(const std::vector<store::Finding>& findings);

/// While it lives, temporary folders are in memory where the system has such a place: for bulk cases that are
/// not about disks.
class FastFolders {
 public:
  FastFolders();
  ~FastFolders();
  FastFolders(const FastFolders&) = delete;
  FastFolders& operator=(const FastFolders&) = delete;

 private:
  std::optional<std::string> before_;
};

/// A fresh project; the path is in a folder of its own.
struct Sample {
  std::string path;
  store::ProjectFile file;
};
Sample new_sample();
store::ProjectFile reopen(const std::string& path, store::Access access = store::Access::write);

/// Raw SQLite on the file with checks, references and triggers off: what a foreign program or a failing disk
/// could do.
void harm(const std::string& path, const std::string& sql);
/// The first value of a query on the file, read raw.
std::string ask(const std::string& path, const std::string& sql);

/// Runs `work` in a child process and gives its exit code, or -1 if a signal ended it.
int in_child(const std::function<int()>& work);

/// Names in the folder of `path`, sorted, joined by blanks.
std::string folder_of(const std::string& path);

}  // namespace gloss::test
