// SPDX-License-Identifier: GPL-3.0-or-later
// Folding: what matching compares. NFKC_Casefold (UAX 31, UTS 46 tables of ICU), then Traditional to
// Simplified, one code point to one code point (the pairs of ICU's Traditional-Simplified transliterator).
//
// ＡＢＣ１２３ -> abc123, ㈱ -> (株), ｶﾞ -> ガ, Straße -> strasse, 環境 -> 环境; and ‘ ’ -> ', since
// word processors turn don't into don’t. Stored text is never folded;
// the map leads back exactly: every folded byte knows the change unit of the source that it came from, and a
// match is widened to whole units.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::text {

/// `text` folded. REQUIRES: valid UTF-8.
std::string fold(std::string_view text);

class FoldedText {
 public:
  /// REQUIRES: valid UTF-8. Reads `source` only during construction.
  explicit FoldedText(std::string_view source);

  std::string_view text() const { return text_; }
  /// The source bytes from which folded bytes [begin, end) came, widened to whole change units.
  /// REQUIRES: begin < end <= text().size().
  ByteSpan source_span(std::size_t begin, std::size_t end) const;

 private:
  std::string text_;
  // Per folded byte; empty where source and folded bytes are aligned 1:1.
  std::vector<std::uint32_t> unit_begin_, unit_end_;
};

}  // namespace gloss::text
