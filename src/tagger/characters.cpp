// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/characters.h"

#include <cassert>

namespace gloss::tagger {
namespace {

constexpr std::size_t most_held = std::size_t{1} << 20;  // bytes; many rules may ask about the same passages

}  // namespace

text::Tokenizer& own_tokenizer() {
  thread_local text::Tokenizer one;
  return one;
}

void Characters::start(const SourceView& source) {
  source_ = &source;
  if (state_ == State::unread) return;
  state_ = State::unread;
  passages_.clear();
  held_ = 0;
}

Characters::Passage* Characters::find(std::size_t index) {
  if (state_ == State::unread) {
    assert(source_->texts && "a program that needs texts, and a view without");
    const bool known = source_->texts && source_->texts->read(source_->tokens.text, text_);
    state_ = known ? State::read : State::unreadable;
  }
  if (state_ == State::unreadable) return nullptr;
  if (const auto found = passages_.find(index); found != passages_.end()) return &found->second;
  if (held_ > most_held) {
    passages_.clear();
    held_ = 0;
  }
  const index::PassageRow& row = source_->tokens.passages[index];
  Passage& made = passages_[index];
  made.text = std::string_view(text_).substr(row.begin, row.end - row.begin);
  own_tokenizer().positions(made.text, made.positions);
  held_ += made.text.size();
  return &made;
}

const Characters::Passage* Characters::folded_passage(std::size_t index) {
  Passage* const found = find(index);
  if (found && !found->folded) found->folded = std::make_unique<const text::FoldedText>(found->text);
  return found;
}

}  // namespace gloss::tagger
