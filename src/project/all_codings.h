// SPDX-License-Identifier: GPL-3.0-or-later
// The codings of a project as they are: those of the rules, as people decided about them, and those by hand.
//
// A decision belongs to the coding of its code on its very span, whichever rule finds it. What was accepted
// stays a coding also where no rule finds it any more; what was rejected stays rejected for as long as it is
// found in that extent. Where several coders decided, the newest decision counts. All that does not fit
// together is listed as a conflict, and nothing is dropped.
#pragma once

#include <functional>

#include "base/result.h"
#include "model/hand_work.h"
#include "project/apply_rules.h"
#include "project/project.h"

namespace gloss::project {

/// Faults: as apply_rules.
Result<CodedProject> all_codings(const Project& project);
/// With this codebook, of these sources only, as apply_rules.
Result<CodedProject> all_codings(const Project& project, codebook::Codebook codebook, const std::string& file,
                                 const std::vector<bool>& only);

/// The human layer on top of what the rules say. Codings stay in order: start, end, code, then rules before
/// coders, coders by name. Texts are not read.
void add_hand_work(const model::HandWork& work, CodedProject& coded);

/// The codings of one source that are of record: never rejected ones, one for each code and span: by hand
/// before accepted before undecided. Indices into CodedSource::codings, ascending.
std::vector<std::size_t> codings_of_record(const CodedSource& source);
/// The same among those that `counts` lets pass, rejected ones included where it does.
std::vector<std::size_t> codings_of_record(const CodedSource& source,
                                           const std::function<bool(const model::Coding&)>& counts);

}  // namespace gloss::project
