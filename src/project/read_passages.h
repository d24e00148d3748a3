// SPDX-License-Identifier: GPL-3.0-or-later
// What rules and readers say of the passages that somebody has read, code by code.
//
// Only where somebody has read a source to its end (gloss done) is a passage without a code one that does not
// have it. A reader says yes to a passage by coding it by hand or by accepting what a rule found there; all
// else is a no. A rule says yes where it hits, whatever was decided about it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "model/hand_work.h"
#include "project/apply_rules.h"
#include "project/numbered_passages.h"

namespace gloss::project {

/// Numbers that NumberedPassages gave; in order: ascending, each once.
using PassageNumbers = std::vector<std::uint32_t>;
void put_in_order(PassageNumbers& numbers);

/// Who has read what to its end, and whose word counts.
struct Readers {
  std::vector<std::set<std::string>> of_source;  ///< coders, by source
  std::set<std::string> all;
  std::int64_t sources = 0, blind = 0;  ///< that were read; of these, only by coders who read blind
};
/// `only`: no other coder; empty = everybody.
Readers readers_of(const KnownSources& sources, const model::HandWork& work, const std::string& only);

/// Where the readers say yes.
struct ReadersCodings {
  std::vector<PassageNumbers> of_code;  ///< in order; without the codes below it
  std::int64_t set_aside = 0;           ///< codings and decisions in an earlier version of a text
};
ReadersCodings codings_of_readers(const CodedProject& coded, const NumberedPassages& passages,
                                  const Readers& readers, const model::HandWork& work);

/// Where each rule says yes, in order: [code][rule - 1]. `coded` = what the rules say.
std::vector<std::vector<PassageNumbers>> hits_of_rules(const CodedProject& coded,
                                                       const NumberedPassages& passages);

}  // namespace gloss::project
