// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/places.h"

#include <algorithm>

#include "text/tokenizer.h"

namespace gloss::tagger {
namespace {

/// One for each thread: a search opens ten texts, and making a tokenizer takes longer than using it.
text::Tokenizer& tokenizer() {
  thread_local text::Tokenizer one;
  return one;
}

}  // namespace

struct Places::Impl {
  Impl(std::string_view all, const index::TextTokens& cut) : text(all), tokens(cut) {}

  /// The byte span of one position.
  text::ByteSpan place(std::size_t passage, std::uint32_t position) {
    if (passage != held || !holding) {
      const index::PassageRow& row = tokens.passages[passage];
      tokenizer().positions(text.substr(row.begin, row.end - row.begin), positions);
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

std::size_t Places::passage_of(std::uint32_t position) const {
  const auto& passages = impl_->tokens.passages;
  const auto past = std::partition_point(passages.begin(), passages.end(),
                                         [&](const index::PassageRow& row) { return row.first <= position; });
  return static_cast<std::size_t>(past - passages.begin()) - 1;
}

text::ByteSpan Places::span(Run run) {
  const text::ByteSpan first = impl_->place(passage_of(run.first), run.first);
  if (run.last == run.first) return first;
  const text::ByteSpan last = impl_->place(passage_of(run.last), run.last);
  return {first.begin, std::max(first.end, last.end)};
}

}  // namespace gloss::tagger
