// SPDX-License-Identifier: GPL-3.0-or-later
// How well each rule and each code finds what people find, passage by passage, where people have read.
//
// Only sources that somebody has read to the end count (gloss done): there, and only there, a passage without
// the code is one that does not have it. A person says yes to a passage by coding it by hand or by accepting
// what a rule found there; all else is a no. A rule says yes where it hits, whatever was decided. A code says
// yes where one of its rules or of those of the codes below it hits.
//
// A rule of several need not find everything: its recall is its share of the work, and `only` tells what
// would be lost, and what false finds would go, without it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/hand_work.h"
#include "project/apply_rules.h"
#include "report/table.h"
#include "stats/rule_quality.h"

namespace gloss::project {

struct QualityOptions {
  std::string against;        ///< a coder; empty = everybody who has read
  bool rules = true;          ///< a row for each rule, too
  bool over_sources = false;  ///< intervals by drawing sources, not by formula
  std::uint64_t seed = 1;
};

struct QualityRow {
  std::int32_t code = 0;                  ///< index into Codebook::codes
  int rule = 0;                           ///< from 1; 0 = the code, with those below it
  std::int64_t hits = 0;                  ///< passages of the base where it hits, read or not
  stats::Confusion table;                 ///< passages that were read
  std::int64_t only_tp = 0, only_fp = 0;  ///< of these, those no other rule of the code hits; 0 for codes
  stats::Quality quality;
};

struct RuleQuality {
  std::vector<QualityRow> rows;                       ///< in codebook order: a code, then its rules
  std::int64_t passages = 0, sources = 0, blind = 0;  ///< read; of these sources, read blind
  std::int64_t base = 0;                              ///< all passages of the base
  std::vector<std::string> coders;                    ///< who read, by name
  std::int64_t set_aside =
      0;  ///< codings by hand and decisions in an earlier version of a text: they do not count
};

/// `coded` = what the rules say. Faults: usage (the coder has read nothing).
Result<RuleQuality> rule_quality(const CodedProject& coded, const model::HandWork& work,
                                 const QualityOptions& options);

/// Names of codes in `language` (empty = the codebook's first).
report::Table quality_table(const CodedProject& coded, const RuleQuality& quality,
                            const QualityOptions& options, const std::string& language);

}  // namespace gloss::project
