// SPDX-License-Identifier: GPL-3.0-or-later
// Puts positions behind one another and works out their flags from the gaps between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/char_class.h"
#include "text/tokenizer.h"

namespace gloss::text {

/// Gaps are not collected while scanning: the source between two positions is read again when the second one
/// is added, because it nearly always is one blank. Where folding changes what stands there (after an odd
/// run), the folded gap is kept in `tail`.
class PositionBuilder {
 public:
  PositionBuilder(std::string_view source, Positions& out, CharClasses& classes)
      : source_(source), out_(out), classes_(classes) {}

  /// The form is what stands in out.forms from `form_begin`.
  void add(std::size_t begin, std::size_t end, std::size_t form_begin, bool character) {
    add(begin, end, form_begin, character, gap_before(begin));
  }
  void add(std::size_t begin, std::size_t end, std::size_t form_begin, bool character, Gap gap);

  /// What stands between the last position and byte `place` of the source.
  Gap gap_before(std::size_t place) const;
  /// From here on gaps begin at `place`, with `gap` already seen, until a position is added.
  void set_tail(std::size_t place, Gap gap) { tail_ = {out_.items.size(), place, gap}; }
  /// Takes back the positions at or after `place`, which is not before the tail.
  void take_back(std::size_t place);
  /// The flags that the end of the text sets.
  void finish();

 private:
  struct Tail {
    std::size_t positions = 0;
    std::size_t place = 0;
    Gap gap;
  };

  std::string_view source_;
  Positions& out_;
  CharClasses& classes_;
  Tail tail_;
};

}  // namespace gloss::text
