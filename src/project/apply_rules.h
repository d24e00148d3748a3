// SPDX-License-Identifier: GPL-3.0-or-later
// Codes all sources with the project's codebook. Rule codings are a function of texts, codebook and engine:
// they are computed when they are asked for, never edited.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "model/coding.h"
#include "project/facts.h"
#include "project/project.h"

namespace gloss::project {

/// A coding with what reports need beside it.
struct SourceCoding {
  model::Coding coding;
  std::int32_t code = 0;  ///< index into Codebook::codes
};

/// A passage as exports and reports see it.
struct SourcePassage {
  text::ByteSpan span;
  std::int32_t speaker = -1;  ///< index into KnownSource::facts.speakers
  bool in_base = false;       ///< satisfies the codebook's `where`
};

struct CodedSource {
  std::vector<SourcePassage> passages;  ///< in text order
  std::vector<SourceCoding> codings;    ///< by start, end, code id
};

/// The project's codebook, its sources, and all codings by rule.
struct CodedProject {
  std::unique_ptr<codebook::Codebook> codebook;
  KnownSources sources;
  std::vector<CodedSource> coded;  ///< one per source, in the same order
};

/// Faults: bad_input (no codebook adopted yet), bad_configuration (a rule), stopped.
Result<CodedProject> apply_rules(const Project& project);

/// Reads and parses a codebook file. Faults: as read_file and parse_codebook.
Result<codebook::Codebook> read_codebook(const std::string& path);

/// Makes a codebook that was read from `path` the project's. False: it is that already.
Result<bool> adopt_codebook(Project& project, const codebook::Codebook& codebook, const std::string& path);

}  // namespace gloss::project
