// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/places.h"

#include <algorithm>

#include "tagger/characters.h"

namespace gloss::tagger {
struct Places::Impl {
  Impl(std::string_view all, const index::TextTokens& cut) : text(all), tokens(cut) {}

  /// The byte span of one position.
  text::ByteSpan place(std::uint32_t position) {
    const std::size_t passage = tokens.passage_of(position);
    if (passage != held || !holding) {
      const index::PassageRow& row = tokens.passages[passage];
      own_tokenizer().positions(text.substr(row.begin, row.end - row.begin), positions);
      held = passage;
      holding = true;
    }
    const index::PassageRow& row = tokens.passages[passage];
    const text::Positions::Item& item = positions.items[position - row.first];
    return text::byte_span(row.begin + item.begin, row.begin + item.end);
  }

  std::string_view text;
  index::TextTokens tokens;
  text::Positions positions;  // of the passage `held`
  std::size_t held = 0;
  bool holding = false;
};

Places::Places(std::string_view text, const index::TextTokens& tokens)
    : impl_(std::make_unique<Impl>(text, tokens)) {}
Places::~Places() = default;

text::ByteSpan Places::span(Run run) {
  const text::ByteSpan first = impl_->place(run.first);
  if (run.last == run.first) return first;
  const text::ByteSpan last = impl_->place(run.last);
  return {first.begin, std::max(first.end, last.end)};
}

}  // namespace gloss::tagger
