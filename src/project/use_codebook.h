// SPDX-License-Identifier: GPL-3.0-or-later
// From a codebook file to the project's codebook. What people did follows codes to their new ids.
#pragma once

#include <string>

#include "base/result.h"
#include "codebook/codebook.h"
#include "model/hand_work.h"
#include "project/project.h"

namespace gloss::project {

/// Reads and parses a codebook file. Faults: as read_file and parse_codebook.
Result<codebook::Codebook> read_codebook(const std::string& path);

/// The project's codebook. Faults: bad_input (none adopted yet), as parse_codebook.
Result<codebook::Codebook> codebook_of(const Project& project);

/// Makes a codebook that was read from `path` the project's, in one act: codings by hand, decisions and memos
/// of a code that it names in `was:` go to the code's new id. False: it is that already.
Result<bool> adopt_codebook(Project& project, const codebook::Codebook& codebook, const std::string& path);

/// What of `work` stands under an earlier id of a code of `codebook`: out under that, in under the present
/// one.
store::HandChange follow_codes(const model::HandWork& work, const codebook::Codebook& codebook);

}  // namespace gloss::project
