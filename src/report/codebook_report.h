// SPDX-License-Identifier: GPL-3.0-or-later
// The codebook as the document that one appends to a paper: `gloss report codebook`.
//
// A codebook that others can code with says of each code what it means, when to use it and when not, and
// shows a typical passage and one that only looks like it (MacQueen, McLellan, Kay & Milstein 1998). How
// often a code was given stands beside it, counted as in `gloss report frequency`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "report/base_lines.h"
#include "report/frequency_report.h"
#include "report/prose.h"
#include "report/table.h"

namespace gloss::report {

struct InLanguage {
  std::string language, words;  ///< "zh", "困境"
};

struct PaperCode {
  std::string id;
  std::int32_t parent = -1;       ///< index into CodebookPaper::codes, or -1
  int depth = 0;                  ///< in the codebook, 0 = top
  std::string name;               ///< in the language of the paper; empty = the last part of the id
  std::vector<InLanguage> names;  ///< in all languages that have one
  std::string color;              ///< "#b5462f", or empty
  std::string definition, include, exclude, memo;
  std::string span;  ///< what is coded where a rule hits: "match", "sentence" ...
  std::vector<std::string> rules, examples, counterexamples;
};

/// A list of words that rules name: $money.
struct PaperList {
  std::string name;
  std::vector<std::string> entries;
};

/// What was counted; the codes stand as in CodebookPaper::codes.
struct PaperCounts {
  BaseCounts base;
  RecordCounts record;
  std::vector<CodeCount> codes;
};

/// A codebook, or the codes of it that are wanted, in the language of the paper where it has it.
struct CodebookPaper {
  std::string language = "en";
  std::string id, hash;  ///< hash: SHA-256 of its file
  std::string title;
  std::vector<InLanguage> titles;  ///< in all languages that have one
  std::vector<std::string> languages;
  std::string unit, where;       ///< where: as it is written; empty = none
  std::vector<PaperCode> codes;  ///< codebook order
  std::vector<PaperList> lists;  ///< in file order
  bool rules = false;            ///< rules and lists are shown, not only counted
  std::optional<PaperCounts> counts;
};

Prose codebook_prose(const CodebookPaper& paper);
/// A row a code: code, name, name_LANGUAGE for each language of the codebook, parent, depth, color,
/// definition, include, exclude, memo, span, examples, counterexamples, rule_count, with rules `rules`, and
/// with counts codings, passages, sources, speakers. Several examples or rules stand in one cell, a line
/// each.
Table codebook_table(const CodebookPaper& paper);
/// The same as nested JSON, with the lists: a member for each text, an array for examples and rules. `more`:
/// members of the head.
std::string codebook_json(const CodebookPaper& paper, const Json& more = Json::object());

}  // namespace gloss::report
