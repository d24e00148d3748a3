// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of `gloss export codings` and `gloss export passages`: stable fields, code point offsets, one
// order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/coding.h"
#include "model/source.h"
#include "text/offset_map.h"

namespace gloss::exchange {

/// One line of `gloss export codings`.
struct CodingRow {
  std::string coding, source, passage, speaker;
  std::int64_t start = 0, end = 0;  ///< code points of the frozen text, half open
  std::string code, origin, rule, decision, coder, quote;
};

/// One line of `gloss export passages`.
struct PassageRow {
  std::string passage, source, speaker, role, kind;
  std::int64_t start = 0, end = 0;  ///< code points of the frozen text, half open
  std::string text;
};

/// Calls field(name, value) for every field in order; values are texts (std::string) or whole numbers
/// (std::int64_t).
template <class Field>
void for_each_field(const CodingRow& row, Field&& field) {
  field("coding", row.coding);
  field("source", row.source);
  field("passage", row.passage);
  field("speaker", row.speaker);
  field("start", row.start);
  field("end", row.end);
  field("code", row.code);
  field("origin", row.origin);
  field("rule", row.rule);
  field("decision", row.decision);
  field("coder", row.coder);
  field("quote", row.quote);
}

template <class Field>
void for_each_field(const PassageRow& row, Field&& field) {
  field("passage", row.passage);
  field("source", row.source);
  field("speaker", row.speaker);
  field("role", row.role);
  field("kind", row.kind);
  field("start", row.start);
  field("end", row.end);
  field("text", row.text);
}

/// The name of a passage: "SOURCE:N", N from 1 in text order.
std::string passage_name(std::string_view source, std::int64_t number);

/// The codings of one source as rows, sorted by start, end, code, then origin, coder, id. Written source by
/// source, in bytewise order of their names, they are the export. `source` needs its name, text, speakers,
/// turns and passages. Faults: damaged (a coding of another source, a place or passage that is not in the
/// text, inside a character, or whose quote is not the text).
Result<std::vector<CodingRow>> coding_rows(const model::Source& source, const text::OffsetMap& map,
                                           const std::vector<model::Coding>& codings);

/// The passages of one source, in text order. `source` needs its text, too. Fault: damaged (a place that is
/// not in the text).
Result<std::vector<PassageRow>> passage_rows(const model::Source& source, const text::OffsetMap& map);

}  // namespace gloss::exchange
