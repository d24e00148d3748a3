// SPDX-License-Identifier: GPL-3.0-or-later
// Codes all sources with the project's codebook. Rule codings are a function of texts, codebook and engine:
// they are computed when they are asked for, never edited. What people decided about them is added by
// all_codings.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "model/coding.h"
#include "model/hand_work.h"
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

/// Where what people did and what the rules say now do not fit together. Nothing is changed by it.
struct Conflict {
  enum class Kind : std::uint8_t {
    lost_accepted,  ///< accepted, and no rule of the present codebook finds it; it still counts
    found_again,    ///< rejected in another extent: what the rules find now overlaps it and is undecided
    coders_differ,  ///< one coder accepted, another rejected; the newest decision counts
    unknown_code,   ///< the codebook has no such code; the coding is kept and does not count
    earlier_text    ///< anchored in a version of the text before it was corrected; does not count
  };
  Kind kind = Kind::lost_accepted;
  std::int32_t source = 0;  ///< index into CodedProject::sources
  model::Anchor at;
  std::string code, coder;
  std::string other;  ///< found_again: the quote as it is found now; coders_differ: the other coder
};
std::string_view name_of(Conflict::Kind kind);

/// The project's codebook, its sources, and all codings.
struct CodedProject {
  std::unique_ptr<codebook::Codebook> codebook;
  KnownSources sources;
  std::vector<CodedSource> coded;   ///< one per source, in the same order
  std::vector<Conflict> conflicts;  ///< by source, place, code; none before the human layer is added
};

/// With the project's codebook. Faults: bad_input (no codebook adopted yet), bad_configuration (a rule),
/// stopped.
Result<CodedProject> apply_rules(const Project& project);
/// With another; `file` names it in messages. `only`: of these sources, by index; the others stay without
/// passages and codings. Empty = of all.
Result<CodedProject> apply_rules(const Project& project, codebook::Codebook codebook, const std::string& file,
                                 const std::vector<bool>& only = {});

}  // namespace gloss::project
