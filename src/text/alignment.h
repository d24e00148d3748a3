// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters of a text are where in a corrected version of it.
//
// First whole lines are paired, then, between paired lines, words, and between those, characters, each by the
// shortest edit script (Myers 1986, "An O(ND) Difference Algorithm and Its Variations", Algorithmica
// 1:251-266). Where two stretches have little in common the search gives up and pairs nothing: what was
// rewritten is not guessed at.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::text {

class Alignment {
 public:
  /// REQUIRES: both valid UTF-8. They need not outlive the alignment.
  Alignment(std::string_view before, std::string_view after);

  /// A stretch that both texts have. Ascending in both, disjoint, on code point boundaries.
  struct Kept {
    std::uint32_t before = 0, after = 0, length = 0;  ///< bytes
  };
  const std::vector<Kept>& kept() const { return kept_; }

  /// Where the character that begins at `place` is now.
  std::optional<ByteOffset> moved(ByteOffset place) const;
  /// The span from its first to its last character as they are now; where one of them is not kept, up to
  /// where its neighbour outside the span is. Nothing where that is not kept either, or no character would be
  /// left. How many of the span's bytes are kept goes to `bytes_kept`.
  std::optional<ByteSpan> moved(ByteSpan span, std::uint32_t& bytes_kept) const;

 private:
  std::vector<Kept> kept_;
};

}  // namespace gloss::text
