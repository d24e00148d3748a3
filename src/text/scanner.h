// SPDX-License-Identifier: GPL-3.0-or-later
// Positions the fast way: by class of code point, and by the book only around odd ones.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/char_class.h"
#include "text/position_builder.h"
#include "text/segmenter.h"

namespace gloss::text {

/// Adds all positions of `source` and finishes. The result equals what `segmenter` alone finds.
void scan_positions(std::string_view source, CharClasses& classes, Segmenter& segmenter, Positions& out);

}  // namespace gloss::text
