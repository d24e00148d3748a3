// SPDX-License-Identifier: GPL-3.0-or-later
// The passage that a person names on the command line, and words in it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "index/token_store.h"
#include "project/facts.h"
#include "tagger/program.h"

namespace gloss::project {

struct PassageNamed {
  std::size_t source = 0;   ///< index into the sources
  std::size_t passage = 0;  ///< index into its passages; the number that people see is one more
};

/// SOURCE:N, where SOURCE is a source's name or the beginning of one (find_source). Faults: usage (no
/// number), missing_input (no such source or passage); as the index.
Result<PassageNamed> find_passage(const Project& project, const std::vector<KnownSource>& sources,
                                  const std::string& name);

/// The positions of `quote` in a passage; case, width and punctuation do not count. Fault: missing_input,
/// where it does not stand there; `place` names the passage.
Result<tagger::Run> find_quote(const std::string& quote, const index::TextTokens& tokens, std::size_t passage,
                               const index::Vocabulary& vocabulary, const std::string& place);

}  // namespace gloss::project
