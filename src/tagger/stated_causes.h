// SPDX-License-Identifier: GPL-3.0-or-later
// What speakers say brings about what: sentences joined by a causal connective, with its direction.
//
//     We have no stamp, so no bank opens us an account.     [we have no stamp] -> [no bank ... account]
//     No bank opens us an account because we have no stamp. [we have no stamp] -> [no bank ... account]
//     之所以不敢批，是因为没有规定。                           [没有规定] -> [不敢批]
//     The less they trust us, the less we can do.           [the less they trust us] -> [the less we can do]
//
// Only stated causes count: that one thing follows another in the talk says nothing. A connective joins what
// stands beside it in its sentence, up to the next connective; at the head of a sentence "so" takes the
// sentence before it of the same turn as the cause, and "because" without a second clause takes it as the
// effect. "so many", "and so on", "so that", 越来越, "not because" and their kin are no connectives.
// After the connectives of Quirk et al. 1985 (8.132-8.137, 15.45-15.48) and Xing 2001 (chapter 2).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "tagger/facts.h"
#include "tagger/program.h"

namespace gloss::tagger {

struct StatedCause {
  Run connective, cause, effect;
  friend bool operator==(const StatedCause&, const StatedCause&) = default;
};

class StatedCauses {
 public:
  /// The vocabulary is only read here.
  static Result<StatedCauses> compile(const index::Vocabulary& vocabulary);
  /// By connective. Thread safe.
  std::vector<StatedCause> in(const SourceView& source) const;

 private:
  std::shared_ptr<const codebook::Codebook> connectives_;
  std::shared_ptr<const Program> program_;
  std::vector<std::uint32_t> lead_ins_;  // words that say nothing by themselves: "and", 那
};

/// The connectives as rules, for documentation and for people who want to see them: a codebook.
const std::string& connectives_codebook();

}  // namespace gloss::tagger
