// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of one source, read when they are first asked for: what ids and flags no longer tell.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "tagger/facts.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace gloss::tagger {

/// This thread's: making one takes longer than using it.
text::Tokenizer& own_tokenizer();

class Characters {
 public:
  struct Passage {
    std::string_view text;  ///< original; bytes below count from its beginning
    text::Positions positions;
    std::unique_ptr<const text::FoldedText> folded;  ///< nullptr until asked for
  };

  /// REQUIRES: `source` outlives the use of what follows.
  void start(const SourceView& source);
  /// Valid until the next call. Nothing where the text cannot be read.
  const Passage* passage(std::size_t index) { return find(index); }
  /// The same with `folded`.
  const Passage* folded_passage(std::size_t index);

 private:
  Passage* find(std::size_t index);

  enum class State : std::uint8_t { unread, read, unreadable };
  const SourceView* source_ = nullptr;
  State state_ = State::unread;
  std::string text_;
  std::map<std::size_t, Passage> passages_;
  std::size_t held_ = 0;  // bytes of text in `passages_`
};

}  // namespace gloss::tagger
