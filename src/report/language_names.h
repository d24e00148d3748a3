// SPDX-License-Identifier: GPL-3.0-or-later
// What people call the language behind a tag.
#pragma once

#include <string>
#include <string_view>

namespace gloss::report {

/// "Chinese" of "zh", in the language of the report ("en" or "zh"); a tag that is not known here as it is.
/// "und" and nothing at all: an unknown language.
std::string language_name(std::string_view tag, std::string_view language);

}  // namespace gloss::report
