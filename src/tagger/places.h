// SPDX-License-Identifier: GPL-3.0-or-later
// From positions back to bytes: the one passage that is shown is tokenized again.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "index/token_store.h"
#include "tagger/program.h"
#include "text/offset.h"

namespace gloss::tagger {

/// The byte spans of runs in one text. Keeps the passages it has tokenized; ask in text order for speed. Not
/// thread safe.
class Places {
 public:
  /// REQUIRES: `text` is the frozen text of `tokens`; both outlive this object.
  Places(std::string_view text, const index::TextTokens& tokens);
  ~Places();
  /// From the first byte of run.first to the last of run.last. REQUIRES: a run inside the text.
  text::ByteSpan span(Run run);
  /// The positions that lie in `span`, at least with a part, as a half-open stretch; empty where it holds
  /// blanks and punctuation only.
  std::pair<std::uint32_t, std::uint32_t> positions(text::ByteSpan span);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::tagger
