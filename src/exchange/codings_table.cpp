// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/codings_table.h"

#include <algorithm>
#include <tuple>

namespace gloss::exchange {

namespace {

Result<text::CodePointSpan> outside(const model::Source& source, const text::OffsetMap& map,
                                    text::ByteSpan span, const std::string& what) {
  const auto points = map.code_points(span);
  if (!points || span.end < span.begin)
    return Err(Fault::damaged, source.name, what + " does not lie in the text", "gloss verify");
  return *points;
}

const model::Speaker* speaker_of(const model::Source& source, const model::Passage& passage) {
  if (passage.turn < 0) return nullptr;
  const std::int32_t speaker = source.turns[static_cast<std::size_t>(passage.turn)].speaker;
  return speaker < 0 ? nullptr : &source.speakers[static_cast<std::size_t>(speaker)];
}

auto order_key(const CodingRow& row) {
  return std::tie(row.start, row.end, row.code, row.origin, row.coder, row.coding);
}

}  // namespace

std::string passage_name(std::string_view source, std::int64_t number) {
  return std::string(source) + ":" + std::to_string(number);
}

Result<std::vector<CodingRow>> coding_rows(const model::Source& source, const text::OffsetMap& map,
                                           const std::vector<model::Coding>& codings) {
  std::vector<CodingRow> rows;
  rows.reserve(codings.size());
  for (const model::Coding& coding : codings) {
    const std::string what = "coding " + coding.id;
    if (coding.source != source.name)
      return Err(Fault::damaged, source.name, what + " is of " + coding.source);
    if (coding.passage < 1 || static_cast<std::size_t>(coding.passage) > source.passages.size())
      return Err(Fault::damaged, source.name,
                 what + " names passage " + std::to_string(coding.passage) + ", which is not there",
                 "gloss verify");
    GLOSS_TRY(const auto points, outside(source, map, coding.span, what));
    const auto* speaker = speaker_of(source, source.passages[static_cast<std::size_t>(coding.passage - 1)]);
    rows.push_back({coding.id, source.name, passage_name(source.name, coding.passage),
                    speaker == nullptr ? std::string() : speaker->label, points.begin.count, points.end.count,
                    coding.code, std::string(name_of(coding.origin)), coding.rule,
                    std::string(name_of(coding.decision)), coding.coder, coding.quote});
  }
  std::sort(rows.begin(), rows.end(),
            [](const CodingRow& x, const CodingRow& y) { return order_key(x) < order_key(y); });
  return rows;
}

Result<std::vector<PassageRow>> passage_rows(const model::Source& source, const text::OffsetMap& map) {
  std::vector<PassageRow> rows;
  rows.reserve(source.passages.size());
  for (const model::Passage& passage : source.passages) {
    const auto number = static_cast<std::int64_t>(rows.size() + 1);
    GLOSS_TRY(const auto points, outside(source, map, passage.span, "passage " + std::to_string(number)));
    const auto* speaker = speaker_of(source, passage);
    rows.push_back({passage_name(source.name, number), source.name,
                    speaker == nullptr ? std::string() : speaker->label,
                    std::string(name_of(speaker == nullptr ? model::Role::unknown : speaker->role)),
                    std::string(name_of(source.kind)), points.begin.count, points.end.count,
                    source.text.substr(passage.span.begin.count, passage.span.length())});
  }
  return rows;
}

}  // namespace gloss::exchange
