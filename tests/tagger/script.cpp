// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/script.h"

#include "tagger/places.h"

namespace gloss::test {

std::optional<std::uint32_t> MemoryVocabulary::find(std::string_view folded) const {
  const auto found = ids_.find(folded);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t MemoryVocabulary::add(std::string_view word) {
  const auto [at, fresh] = ids_.try_emplace(std::string(word), size());
  if (fresh) words_.emplace_back(word);
  return at->second;
}

MemorySource::MemorySource(const Script& script, text::Tokenizer& tokenizer, MemoryVocabulary& vocabulary)
    : facts_(script.facts) {
  text::Positions positions;
  for (const ScriptPassage& passage : script.passages) {
    if (!text_.empty()) text_ += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += passage.text;
    rows_.push_back({static_cast<std::uint32_t>(cells_.size()), begin,
                     static_cast<std::uint32_t>(text_.size()), passage.turn, passage.section,
                     passage.speaker});
    tokenizer.positions(passage.text, positions);
    tokenizer.mark_sentences(passage.text, facts_.language, positions);
    for (const auto& item : positions.items)
      cells_.push_back(index::make_cell(vocabulary.add(positions.form(item)), item.flags));
  }
}

tagger::SourceView MemorySource::view() const {
  tagger::SourceView view;
  view.tokens.cells = cells_;
  view.tokens.passages = rows_;
  view.facts = &facts_;
  view.texts = this;
  return view;
}

bool MemorySource::read(std::int64_t, std::string& out) const {
  ++reads_;
  out = text_;
  return true;
}

std::string MemorySource::quote(tagger::Run run) const {
  tagger::Places places(text_, view().tokens);
  const text::ByteSpan span = places.span(run);
  return text_.substr(span.begin.count, span.length());
}

}  // namespace gloss::test
