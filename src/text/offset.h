// SPDX-License-Identifier: GPL-3.0-or-later
// Where something stands in a text: two units, two types, no silent mixing.
//
// Coded text is frozen: valid UTF-8, LF, no BOM, and it never changes. In "für 🙂" the smiley begins at byte
// 5, code point 4, and the text ends at byte 9, code point 5. Inside the program everything counts bytes;
// positions leave it (CSV, JSON, REFI-QDA) as code points, through the OffsetMap of that very text.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace gloss::text {

/// A count of units from the start of a text; 0 stands before the first one.
template <class Unit>
struct Offset {
  std::uint32_t count = 0;
  friend constexpr auto operator<=>(Offset, Offset) = default;
};

using ByteOffset = Offset<struct Byte>;            // everywhere inside this program
using CodePointOffset = Offset<struct CodePoint>;  // only where a position leaves the program

/// The stretch from `begin` up to, and without, `end`. begin <= end. An empty span overlaps nothing.
template <class Unit>
struct Span {
  Offset<Unit> begin, end;
  constexpr std::uint32_t length() const { return end.count - begin.count; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool overlaps(Span other) const {
    return !empty() && !other.empty() && begin < other.end && other.begin < end;
  }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

using ByteSpan = Span<struct Byte>;
using CodePointSpan = Span<struct CodePoint>;

constexpr ByteSpan byte_span(std::size_t begin, std::size_t end) {
  return {{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}};
}

}  // namespace gloss::text
