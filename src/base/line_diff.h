// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two texts, line by line, in the unified format that `diff -u` made common.
#pragma once

#include <string>
#include <string_view>

namespace gloss {

/// Empty where the texts are equal; else "--- BEFORE_NAME", "+++ AFTER_NAME" and the hunks, each with three
/// lines around it. Texts that differ in more than some thousand lines come as one hunk.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name);

}  // namespace gloss
