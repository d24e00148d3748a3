// SPDX-License-Identifier: GPL-3.0-or-later
// Scalars of a codebook file on their lines: what a key or a dash is followed by.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/outline.h"

namespace gloss::codebook::layout {

inline constexpr std::size_t line_width = 110;

struct Scalar {
  std::vector<std::string> lines;  ///< the first behind the key or dash, the others without indentation
  bool block = false;              ///< | or >: `lines` begins with that sign; blank lines are text
};

/// `entry`'s value as it stands, freed of needless quotes where it is one line. `flow`: for inside brackets,
/// always one line. A value with a comment behind it keeps its quotes.
Scalar scalar_of(const Outline& outline, const Entry& entry, bool flow);

std::string key_text(const Outline& outline, const YamlNode& key);

/// A text whose lines are more than line_width columns wide is broken at blanks. `first`: columns before the
/// first line; `others`: before the others.
void fold(Scalar& scalar, std::size_t first, std::size_t others);

/// Parts joined with ", " to as few lines of at most `width` columns as hold them, of about one length.
std::vector<std::string> filled(const std::vector<std::string>& parts, std::size_t width);

}  // namespace gloss::codebook::layout
