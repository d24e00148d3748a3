// SPDX-License-Identifier: GPL-3.0-or-later
// Small sources and projects for the tests of the store, and raw SQLite to look at them and to harm them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/hash.h"
#include "model/cases.h"
#include "model/source.h"
#include "store/project_file.h"

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

std::string describe(const model::Source& source);  ///< every field, for comparison

/// "check at place" of each finding, sorted.
std::set<std::string> checks_of(const std::vector<store::Finding>& findings);

/// A fresh project; the path is in a folder of its own.
struct Sample {
  std::string path;
  store::ProjectFile file;
};
Sample new_sample();
store::ProjectFile reopen(const std::string& path, store::Access access = store::Access::write);

/// The value of a Result that must be there.
template <class T>
T must(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().line();
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace gloss::test
