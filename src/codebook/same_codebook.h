// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two codebook files say the same, however they are laid out.
#pragma once

#include <string>

#include "codebook/codebook.h"

namespace gloss::codebook {

bool same_code(const Code& a, const Code& b);

/// What differs first ("the code dilemma/policy"), or empty: they mean the same. Lines, columns, text and
/// hash of the file do not count; the order of codes, rules, lists and examples does.
std::string first_difference(const Codebook& a, const Codebook& b);

}  // namespace gloss::codebook
