// SPDX-License-Identifier: GPL-3.0-or-later
// What a code's rules look for already: their words and phrases, and where those stand in the texts.
#pragma once

#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "tagger/program.h"

namespace gloss::project {

/// Words and phrases of the rules of `code` and of the codes below it, lists written out, each once; not
/// those under `not` and `without`, which the code keeps away from.
std::vector<codebook::Expression> own_leaves(const codebook::Codebook& codebook, int code);

/// Per source of `coded`, the positions where one of `leaves` stands, whether or not a rule hit there:
/// sorted, disjoint, touching ones apart. Faults: bad_configuration.
Result<std::vector<std::vector<tagger::Run>>> own_places(const Project& project, const CodedProject& coded,
                                                         const std::vector<codebook::Expression>& leaves);

}  // namespace gloss::project
