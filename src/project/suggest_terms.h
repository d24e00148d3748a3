// SPDX-License-Identifier: GPL-3.0-or-later
// Which words and phrases a code's rules could look for, too: each with what it would bring, as a line to
// paste.
//
// Four ways, each with its own list. A term stands in the first list that has it, and words that the rules
// look for already are in none:
//
// * mark: occurs more often in the passages of the code than in the others. G2 at 1 in 1,000 is the filter,
//   what the log ratio surely is at least the order, since of many rare words some stand on one side by
//   chance.
// * form: has the stem of a word of the rules, or is one misspelt.
// * neighbour: is used like the words of the rules (cosine of PPMI vectors).
// * collocate: stands near the words of the rules. G2 is the filter, logDice the order.
//
// The passages of the code are those of its codings by hand and accepted ones; while there are none, those of
// its rule codings that nobody rejected. Then marks show what else is said where the rules hit, not what they
// miss; the answer says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/apply_rules.h"
#include "project/project.h"
#include "report/table.h"

namespace gloss::project {

struct SuggestOptions {
  std::string code;
  std::string against;  ///< another code: marks are looked for against its passages; empty = all others
  std::uint32_t least_hits = 3;
  std::size_t limit = 20;  ///< of each list; 0 = all
};

struct SuggestedTerm {
  enum class Kind : std::uint8_t { mark, form, neighbour, collocate } kind = Kind::mark;
  std::string term;                                                 ///< folded, as people write it
  std::optional<double> log_ratio, at_least, g2, log_dice, cosine;  ///< those of its list
  std::uint32_t hits = 0, passages = 0;  ///< in the base, outside the words of the rules
  std::uint32_t in_code = 0;             ///< of these passages, those of the code
  std::uint32_t missed = 0;              ///< of these, those in which no rule of the code hits
  std::uint32_t adds = 0;                ///< passages that do not carry the code
  std::string rule;                      ///< "own pockets", with quotes where the language wants them
};

struct SuggestedTerms {
  std::string code, against;               ///< ids; no rival: empty
  std::vector<SuggestedTerm> terms;        ///< by list, then by its order, then by term
  std::int64_t passages = 0, sources = 0;  ///< of the code
  std::int64_t others = 0;                 ///< passages they are held against
  bool decided = false;                    ///< the passages of the code are those of people's codings
};

/// Faults: as find_code.
Result<SuggestedTerms> suggest_terms(const Project& project, const CodedProject& coded,
                                     const SuggestOptions& options);

/// As people and programs read it.
report::Table as_table(const SuggestedTerms& suggested);

}  // namespace gloss::project
