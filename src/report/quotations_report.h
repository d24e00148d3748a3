// SPDX-License-Identifier: GPL-3.0-or-later
// What was said, code by code: the raw material of a chapter on findings.
//
//     Dilemma
//     dilemma. A choice between two evils.
//     3 quotations of 2 speakers in 2 sources; most from one speaker: 2.
//       Interviewer: And the hall?
//       They gave us the hall, but [no money].
//       Ann, a.txt:2
//
// Codings of one code whose contexts overlap are one quotation with several marked stretches. A quotation is
// a slice of the frozen text, nothing left out and nothing added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/prose.h"
#include "report/table.h"

namespace gloss::report {

struct QuotedMemo {
  std::string coder, words;
};

/// One coding of a quotation.
struct QuotedCoding {
  text::ByteSpan mark;        ///< in the quotation's text
  text::CodePointSpan place;  ///< in the source
  std::string origin;         ///< "rule", "coder"
  std::string decision;       ///< "", "accepted", "rejected"
  std::vector<QuotedMemo> memos;
  bool exemplar = false;  ///< a memo on it begins with a star
};

struct Quotation {
  std::int32_t code = 0;    ///< index into QuotationsInput::codes
  std::int32_t group = -1;  ///< index into QuotationsInput::groups; -1 = the variable is not set
  bool contrary = false;    ///< somebody rejected these codings
  std::string speaker;      ///< case or label; empty = nobody is named
  std::string source;
  std::int64_t passage = 0;  ///< where it starts, from 1
  std::string text;
  std::vector<QuotedCoding> codings;  ///< by place; not empty
  std::string asker, question;        ///< what somebody else said just before; may be empty
  std::vector<QuotedMemo> memos;      ///< on its passages
};

bool is_exemplar(const Quotation& quotation);

/// How many there are, shown or not.
struct QuotationSpread {
  std::int64_t quotations = 0, codings = 0, speakers = 0, sources = 0;
  std::int64_t most = 0;  ///< from one speaker
};

/// The quotations of a code, or of a group in it, or its contrary cases.
struct QuotationPart {
  std::int32_t code = 0, group = -1;
  bool contrary = false;
  QuotationSpread spread;
  std::vector<Quotation> shown;  ///< in the order in which they are shown
};

struct QuotedCode {
  std::string id, name, definition;  ///< name and definition in the report's language
  QuotationSpread spread;            ///< of all its groups, without the contrary cases
};

struct QuotationsInput {
  std::string language = "en";
  std::string title;  ///< of the codebook; may be empty
  std::string context = "passage";
  std::vector<QuotedCode> codes;    ///< codebook order
  std::string by;                   ///< the variable that makes the groups; empty = there are none
  std::vector<std::string> groups;  ///< its values, sorted
  BaseCounts base;
  RecordCounts record;
  std::vector<QuotationPart>
      parts;  ///< by code; then groups, those without a value last; contrary cases last
};

Prose quotations_prose(const QuotationsInput& input);
/// A row a coding of the quotations that are shown.
Table quotations_table(const QuotationsInput& input);

}  // namespace gloss::report
