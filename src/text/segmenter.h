// SPDX-License-Identifier: GPL-3.0-or-later
// Positions by the book: fold, then let ICU find every word boundary.
#pragma once

#include <unicode/brkiter.h>

#include <cstddef>
#include <memory>
#include <string_view>

#include "text/position_builder.h"

namespace gloss::text {

/// Not thread safe.
class Segmenter {
 public:
  Segmenter();

  /// Adds the positions of source[begin, end) as if it were a text of its own. `out` is what the builder
  /// fills.
  void add(std::string_view source, std::size_t begin, std::size_t end, PositionBuilder& builder,
           Positions& out);

 private:
  std::unique_ptr<icu::BreakIterator> words_;
};

}  // namespace gloss::text
