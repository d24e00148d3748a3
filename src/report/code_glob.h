// SPDX-License-Identifier: GPL-3.0-or-later
// Picks codes by the path that is their id.
#pragma once

#include <string_view>

namespace gloss::report {

/// Whether `glob` matches the whole of `id`. `*` is any run inside one part of the path and `?` one character
/// of it; a part `**` is any number of parts, none included, but at the end at least one (as in git):
/// "dilemma/*" = the children of dilemma, "dilemma/**" = everything below it, "**/rent" = every code whose
/// last part is rent.
bool code_matches(std::string_view glob, std::string_view id);

}  // namespace gloss::report
