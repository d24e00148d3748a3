// SPDX-License-Identifier: GPL-3.0-or-later
// What the reports on codes count from: codes, the passages of the base, and the codings of record.
//
// Who fills this gives places (source and bytes) only; which passages and units a coding meets is found here.
// A coding counts where it shares text with a passage of the base. Parents need no codings of their own: they
// count the union of their descendants.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/source.h"
#include "text/offset.h"

namespace gloss::report {

/// A code as reports show it. Order = codebook order: a parent stands before its children.
struct CodeRow {
  std::string id;            ///< path: "dilemma/policy/dual-management"
  std::string name;          ///< in the chosen language; empty = the last part of the id
  std::int32_t parent = -1;  ///< index into codes, or -1
};

/// A stretch of a source: a sentence, passage, answer, turn or whole source.
struct UnitPlace {
  std::int32_t source = 0;  ///< index into CodedProject::sources
  text::ByteSpan span;
};

struct BasePassage {
  UnitPlace place;
  std::int32_t person = -1;  ///< who speaks: one number per (source, speaker), the same one for all that
                             ///< cases join; -1 = nobody
  std::int32_t group = -1;   ///< index into CodedProject::groups; -1 = the variable is not set
  std::uint32_t first_word = 0, past_word = 0;  ///< its positions in the source: words, and single characters
                                                ///< of Chinese
};

/// Why a coding counts, strongest first.
enum class Standing : std::uint8_t { hand, accepted, undecided };

/// A coding of record (never a rejected one).
struct CodedSpan {
  std::int32_t code = 0;    ///< index into CodedProject::codes
  std::int32_t source = 0;  ///< index into CodedProject::sources
  text::ByteSpan span;
  Standing standing = Standing::undecided;
  std::uint32_t leaves_begin = 0, leaves_end = 0;  ///< its matched leaves: a stretch of CodedProject::leaves
  std::uint32_t first_word = 0, past_word = 0;     ///< its positions in the source
};

struct CodedProject {
  std::vector<CodeRow> codes;
  std::vector<model::Kind>
      sources;        ///< the kind of each source; only those with passages in the base are counted
  std::string where;  ///< the condition that made the base, as it is written; empty = none
  std::string only;   ///< what else was left out, for people: "codes dilemma/**, accepted"; empty = nothing
  std::string by;     ///< the variable that makes the groups; empty = there are none
  std::vector<std::string> groups;  ///< its values among the speakers of the base, sorted
  std::vector<BasePassage> base;       ///< by source, then place; disjoint
  std::vector<CodedSpan> codings;      ///< in any order; those that meet no passage of the base are left out
  std::vector<text::ByteSpan> leaves;  ///< what the rules' words matched, in the coding's source
  std::int64_t rejected = 0;           ///< codings that do not count since somebody rejected them; shown only

  /// Adds a coding with its leaves (of all its reasons, in any order; none for codings by hand).
  CodedSpan& add(std::int32_t code, std::int32_t source, text::ByteSpan span, Standing standing,
                 std::span<const text::ByteSpan> its_leaves = {});
};

}  // namespace gloss::report
