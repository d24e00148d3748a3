// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to code points and back, for one text.
//
// One checkpoint per 1,024 bytes; a conversion is a look-up and a scan of at most 1 KB, so converting every
// coding of a long transcript stays linear.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "text/offset.h"

namespace gloss::text {

class OffsetMap {
 public:
  /// REQUIRES: valid UTF-8 of less than 4 GiB, which outlives the map.
  explicit OffsetMap(std::string_view text);

  /// Nothing where `place` is past the end or inside a character.
  std::optional<CodePointOffset> code_point(ByteOffset place) const;
  /// Nothing where `place` is past the end.
  std::optional<ByteOffset> byte(CodePointOffset place) const;
  std::optional<CodePointSpan> code_points(ByteSpan span) const;
  std::optional<ByteSpan> bytes(CodePointSpan span) const;

  CodePointOffset length() const { return length_; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;  // code points before byte 1024*i
  CodePointOffset length_;
};

}  // namespace gloss::text
