// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matrix_source.h"

#include <algorithm>
#include <map>

#include "tagger/places.h"
#include "text/offset_map.h"

namespace gloss::project {

using report::MatrixUnit;

MatrixSource::MatrixSource(std::int32_t number, const KnownSource& known, const tagger::SourceView& view,
                           const std::vector<bool>& in_base, const KeptSource& kept, std::string_view text)
    : number_(number), known_(known), view_(view), kept_(kept), text_(text) {
  const auto& rows = view.tokens.passages;
  for (std::size_t p = 0; p < rows.size(); ++p) {
    if (!in_base[p]) continue;
    const std::uint32_t past = view.tokens.passage_end(p);
    const auto span =
        kept.in_bytes ? text::byte_span(rows[p].begin, rows[p].end) : text::byte_span(rows[p].first, past);
    coded_.base.push_back({{number, span}, -1, -1, rows[p].first, past});
    passages_.push_back(p);
  }
  coded_.codings.reserve(kept.codings.size());
  for (const KeptCoding& one : kept.codings) {
    report::CodedSpan& coding = coded_.add(one.code, number, one.span, report::Standing::undecided);
    coding.first_word = one.first_word;
    coding.past_word = one.past_word;
  }
}

void MatrixSource::add_passage(std::size_t base_passage, UnitFacts& unit) const {
  const std::size_t p = passages_[base_passage];
  if (unit.passages == 0) unit.passage = static_cast<std::int64_t>(p) + 1;
  ++unit.passages;
  unit.add({number_, view_.tokens.passages[p].speaker});
}

SourceUnits MatrixSource::by_passage(MatrixUnit kind) const {
  SourceUnits made;
  std::map<std::int32_t, std::int32_t> unit_of_person;
  for (std::size_t b = 0; b < passages_.size(); ++b) {
    const std::int32_t speaker = view_.tokens.passages[passages_[b]].speaker;
    const auto next = static_cast<std::int32_t>(made.facts.size());
    std::int32_t unit = kind == MatrixUnit::source && next > 0 ? 0 : next;
    if (!report::has_place(kind) && kind != MatrixUnit::source) {
      const bool is_one =
          speaker >= 0 && (kind == MatrixUnit::speaker ||
                           !known_.facts.speakers[static_cast<std::size_t>(speaker)].case_name.empty());
      if (is_one) {
        const std::int32_t person = known_.persons[static_cast<std::size_t>(speaker)];
        unit = unit_of_person.try_emplace(person, next).first->second;
        if (unit == next) made.persons.push_back(person);
      } else {
        unit = -1;
      }
    }
    made.units.of_passage.push_back(unit);
    if (unit < 0) continue;
    if (unit == next) made.facts.emplace_back();
    UnitFacts& facts = made.facts[static_cast<std::size_t>(unit)];
    add_passage(b, facts);
    facts.words += coded_.base[b].past_word - coded_.base[b].first_word;
  }
  made.units.count = made.facts.size();
  return made;
}

SourceUnits MatrixSource::by_place() const {
  SourceUnits made;
  made.units.places = kept_.units;
  made.units.count = kept_.units.size();
  tagger::Places places(text_, view_.tokens);
  std::size_t first = 0;
  for (const report::UnitPlace& unit : kept_.units) {
    const auto words =
        kept_.in_bytes ? places.positions(unit.span) : std::pair{unit.span.begin.count, unit.span.end.count};
    made.units.words.push_back(words);
    UnitFacts& facts = made.facts.emplace_back();
    while (first < coded_.base.size() && coded_.base[first].place.span.end <= unit.span.begin) ++first;
    for (std::size_t b = first; b < coded_.base.size() && coded_.base[b].place.span.begin < unit.span.end;
         ++b) {
      const report::BasePassage& passage = coded_.base[b];
      if (passage.place.span.empty()) continue;
      add_passage(b, facts);
      const std::uint32_t from = std::max(words.first, passage.first_word),
                          past = std::min(words.second, passage.past_word);
      facts.words += past > from ? past - from : 0;
    }
  }
  return made;
}

/// A unit that begins or ends with a passage has its punctuation, too.
void MatrixSource::widen(std::pair<std::uint32_t, std::uint32_t> words, text::ByteSpan& bytes) const {
  const index::TextTokens& tokens = view_.tokens;
  if (words.first == words.second) return;
  const std::size_t first = tokens.passage_of(words.first), last = tokens.passage_of(words.second - 1);
  if (tokens.passages[first].first == words.first)
    bytes.begin = std::min(bytes.begin, text::ByteOffset{tokens.passages[first].begin});
  if (tokens.passage_end(last) == words.second)
    bytes.end = std::max(bytes.end, text::ByteOffset{tokens.passages[last].end});
}

Result<void> MatrixSource::place(MatrixUnit kind, SourceUnits& made) const {
  const text::OffsetMap map(text_);
  tagger::Places places(text_, view_.tokens);
  for (std::size_t u = 0; u < made.facts.size(); ++u) {
    UnitFacts& facts = made.facts[u];
    text::ByteSpan bytes;
    if (kind == MatrixUnit::passage) {
      const index::PassageRow& row = view_.tokens.passages[passages_[u]];
      bytes = text::byte_span(row.begin, row.end);
    } else {
      bytes = kept_.units[u].span;
      if (!kept_.in_bytes) bytes = places.span({bytes.begin.count, bytes.end.count - 1});
      widen(made.units.words[u], bytes);
    }
    const auto points = map.code_points(bytes);
    if (!points)
      return Err(Fault::damaged, known_.stored.name, "a passage does not lie in the text", "gloss verify");
    facts.start = points->begin.count;
    facts.end = points->end.count;
  }
  return {};
}

Result<SourceUnits> MatrixSource::units(MatrixUnit kind) const {
  const bool by_passages = kind == MatrixUnit::passage || !report::has_place(kind);
  SourceUnits made = by_passages ? by_passage(kind) : by_place();
  if (report::has_place(kind)) GLOSS_CHECK(place(kind, made));
  return made;
}

std::vector<text::ByteSpan> MatrixSource::bytes_of(const std::vector<report::MetCoding>& met) const {
  tagger::Places places(text_, view_.tokens);
  std::vector<text::ByteSpan> bytes;
  for (const report::MetCoding& one : met) {
    const text::ByteSpan span = one.coding->span;
    bytes.push_back(kept_.in_bytes ? span : places.span({span.begin.count, span.end.count - 1}));
  }
  return bytes;
}

std::vector<std::int64_t> MatrixSource::passages_of(const std::vector<report::MetCoding>& met) const {
  std::vector<std::int64_t> numbers;
  const auto& rows = view_.tokens.passages;
  for (const text::ByteSpan span : bytes_of(met)) {
    const auto past = std::partition_point(
        rows.begin(), rows.end(), [&](const index::PassageRow& row) { return row.end <= span.begin.count; });
    numbers.push_back(past - rows.begin() + 1);
  }
  return numbers;
}

}  // namespace gloss::project
