// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/places.h"

#include <algorithm>

#include "tagger/characters.h"

namespace gloss::tagger {
struct Places::Impl {
  Impl(std::string_view all, const index::TextTokens& cut) : text(all), tokens(cut) {}

  void hold(std::size_t passage) {
    if (passage == held && holding) return;
    const index::PassageRow& row = tokens.passages[passage];
    own_tokenizer().positions(text.substr(row.begin, row.end - row.begin), positions);
    held = passage;
    holding = true;
  }

  /// The byte span of one position.
  text::ByteSpan place(std::uint32_t position) {
    const std::size_t passage = tokens.passage_of(position);
    hold(passage);
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

std::pair<std::uint32_t, std::uint32_t> Places::positions(text::ByteSpan span) {
  const auto& passages = impl_->tokens.passages;
  auto passage = std::partition_point(passages.begin(), passages.end(), [&](const index::PassageRow& row) {
    return row.end <= span.begin.count;
  });
  std::uint32_t first = 0, past = 0;
  for (; passage != passages.end() && passage->begin < span.end.count; ++passage) {
    impl_->hold(static_cast<std::size_t>(passage - passages.begin()));
    const auto& items = impl_->positions.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (passage->begin + items[i].end <= span.begin.count) continue;
      if (passage->begin + items[i].begin >= span.end.count) break;
      const auto position = passage->first + static_cast<std::uint32_t>(i);
      if (first == past) first = position;
      past = position + 1;
    }
  }
  return {first, past};
}

}  // namespace gloss::tagger
