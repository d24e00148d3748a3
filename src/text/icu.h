// SPDX-License-Identifier: GPL-3.0-or-later
// What the sources of this room share of ICU.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/utypes.h>

#include <string>
#include <string_view>

namespace gloss::text {

/// Ends the process where ICU fails; it can only fail for want of memory or of its own data.
void check_icu(UErrorCode status);

const icu::Normalizer2& nfkc_casefold();

/// `text` folded, behind what `out` has.
void fold_append(std::string_view text, std::string& out);

}  // namespace gloss::text
