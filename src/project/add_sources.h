// SPDX-License-Identifier: GPL-3.0-or-later
// Import: files and folders become sources, each in one transaction, all accounted for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/read_source.h"
#include "project/project.h"

namespace gloss::project {

struct AddOptions {
  std::string encoding;      ///< of all files named; empty = find out for each
  bool replace = false;      ///< with `encoding`
  std::string language;      ///< empty = detect
  bool search_index = true;  ///< make the passage index at once; else the first search does
};

/// What became of one file.
struct AddedFile {
  enum class Outcome { stored, known, refused };
  Outcome outcome = Outcome::stored;
  std::string path;
  std::string name;          ///< in the project
  std::optional<Error> why;  ///< refused
  // The following are of files that were stored, and of `known` ones where nothing but the name and language
  // is set.
  std::string encoding, decoded_how, language;
  std::size_t bytes = 0, sections = 0, turns = 0, speakers = 0, passages = 0;
  std::vector<std::string> speaker_labels;
  std::size_t units_read = 0, units_stored = 0;
  std::string unit;
  std::vector<intake::Refusal> parts_refused;
  std::vector<std::string> notes;
};

struct AddReport {
  std::vector<AddedFile> files;  ///< by name
  std::size_t stored = 0, known = 0, refused = 0;
  bool cases_changed = false;
  /// Whether anything at all was refused, a file or a part of one: exit code 2.
  bool complete() const;
};

/// Reads every readable file below `paths`, stores what is not in the project yet (by text hash), takes over
/// cases.csv, brings the index up to date with what was stored. A file that is refused does not stop the
/// others. A name that is taken by another text gets " (2)" before the extension. Stopped by the user: what
/// was stored stays (Fault::stopped).
Result<AddReport> add_sources(Project& project, const std::vector<std::string>& paths,
                              const AddOptions& options);

}  // namespace gloss::project
