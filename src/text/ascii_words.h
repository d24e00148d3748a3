// SPDX-License-Identifier: GPL-3.0-or-later
// Words of plain ASCII, 64 bytes at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/position_builder.h"

namespace gloss::text {

/// The length of the ASCII that `text` begins with.
std::size_t ascii_prefix(std::string_view text);

/// Adds the positions of source[begin, end). REQUIRES: all of it is ASCII; before and after it stands ASCII
/// white space, or nothing. `out` is what the builder fills.
void add_ascii_words(std::string_view source, std::size_t begin, std::size_t end, PositionBuilder& builder,
                     Positions& out);

}  // namespace gloss::text
