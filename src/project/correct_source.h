// SPDX-License-Identifier: GPL-3.0-or-later
// A corrected transcript: a new version of a source's text. What people did in the old one moves with its
// words where that is sure; the rest stays anchored in the old version and is listed. Nothing is dropped.
//
// Sure is: the same words in the same surroundings, or the same words that stand only once in either version;
// and, where something was corrected inside the span, both ends with their surroundings and most of what lies
// between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/hand_work.h"
#include "project/project.h"
#include "text/alignment.h"

namespace gloss::project {

/// What became of one coding, decision or memo of the source.
struct Moved {
  enum class How { as_it_was, reworded, not_moved };
  How how = How::as_it_was;
  std::string what;         ///< "coding", "accepted", "rejected", "memo 3"
  std::string code, coder;  ///< code empty for memos
  model::Anchor from, to;   ///< `to`: valid unless not_moved
};

struct Correction {
  std::string source;
  std::size_t passages_before = 0, passages_after = 0;
  std::vector<Moved> moved;  ///< all that was anchored in the present version, by place
  std::size_t count(Moved::How how) const;
};

/// Where the anchor stands in the new text, if that is sure. `how` tells whether its words changed.
std::optional<model::Anchor> move_anchor(const model::Anchor& anchor, std::string_view before,
                                         std::string_view after, const text::Alignment& alignment,
                                         Moved::How& how);

struct CorrectOptions {
  std::string source = {};                   ///< as find_source takes it
  std::string file = {};                     ///< the corrected transcript
  std::string encoding = {}, language = {};  ///< as for add_sources
  bool dry_run = false;                      ///< only say what would happen
};

/// One act, unless dry. Faults: as find_source, read_file, intake::read_source; bad_input (the text is as
/// before, or is in the project under another name).
Result<Correction> correct_source(Project& project, const CorrectOptions& options);

}  // namespace gloss::project
