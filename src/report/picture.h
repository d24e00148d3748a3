// SPDX-License-Identifier: GPL-3.0-or-later
// What all pictures (SVG) have in common.
#pragma once

#include <string>
#include <string_view>

namespace gloss::report {

/// The picture with words about itself, which no viewer draws; without words as it is.
std::string with_metadata(std::string svg, std::string_view words);

}  // namespace gloss::report
