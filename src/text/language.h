// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a source is in (CLD2), decided per source, overridable, never needed for matching.
#pragma once

#include <string>
#include <string_view>

namespace gloss::text {

/// "en", "de", "es", "zh", "zh-Hant", ...; "und" where CLD2 is not sure or the text is short.
std::string detect_language(std::string_view text);

/// The first subtag of a BCP 47 tag: "zh" of "zh-Hant".
inline std::string_view primary_language(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace gloss::text
