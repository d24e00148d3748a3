// SPDX-License-Identifier: GPL-3.0-or-later
// Which files a list of paths means, and under which names they enter the project.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/cases.h"

namespace gloss::intake {

struct FoundFile {
  std::string path;  ///< to open
  std::string name;  ///< of the source: relative to the folder that was named, or the file's own name; '/' between parts
};

struct FoundFiles {
  std::vector<FoundFile> sources;   ///< readable names, sorted by name bytewise, each path once
  std::vector<FoundFile> refused;   ///< other file types, each to be told in one line
  std::vector<std::string> cases;   ///< paths of cases.csv files
};

/// Folders are walked; hidden files and *.gloss.index are passed over, so are *.gloss files. Where two names would be equal, the name of the
/// folder is put before each; where they still are, more of the path.
/// Faults: missing_input (a path that is not there).
Result<FoundFiles> find_sources(const std::vector<std::string>& paths);

/// cases.csv: columns source, speaker, case, optionally role and kind, then variables. Faults: bad_input with line and column's name.
Result<model::CaseTable> read_cases(std::string_view csv, const std::string& place);

}  // namespace gloss::intake
