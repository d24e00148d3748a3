// SPDX-License-Identifier: GPL-3.0-or-later
// Passages to check by hand, so that a few hundred of them say how good a code's rules are on all.
//
// Two strata: passages in which the code's rules hit say how much of what they find is right (precision); the
// others say what they miss, which no list of hits ever shows. Each is shared out over the sources in
// proportion, so that no interview is forgotten, and drawn at random from each. The order is shuffled over
// all, so that it does not tell which is which. The same seed draws the same passages of the same project.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "report/table.h"

namespace gloss::project {

struct SampleOptions {
  std::string code;       ///< those below it count with it
  double margin = 0.05;   ///< how far a share may be off, at 95 %
  std::int64_t size = 0;  ///< passages in all, half of them with a hit; 0 = as many as `margin` asks for
  std::uint64_t seed = 1;
};

struct SampledPassage {
  std::uint32_t source = 0, passage = 0;  ///< indices into CodedProject::sources and its passages
  bool hit = false;
};

struct Stratum {
  std::int64_t passages = 0, drawn = 0;
};

struct Sample {
  std::string code;                      ///< its id
  std::vector<SampledPassage> passages;  ///< in the order to read them
  Stratum hits, others;
};

/// Faults: as find_code.
Result<Sample> draw_sample(const CodedProject& coded, const SampleOptions& options);

/// passage, source, speaker, quote (the passage's words), code, and unless `blind` hit and weight (of how
/// many passages of its stratum each stands). Faults: io.
Result<report::Table> sample_table(const Project& project, const CodedProject& coded, const Sample& sample,
                                   const SampleOptions& options, bool blind);

}  // namespace gloss::project
