// SPDX-License-Identifier: GPL-3.0-or-later
// The one layout of codebook files, so that a difference between two versions is a difference in meaning.
//
// One rule, example or counterexample a line; two blanks of indentation; the keys in the order of keys.h;
// quotes only where YAML needs them or could mislead; a blank line between codes. What its author chose
// within that stays: the order of codes and rules, line breaks in lists of words and in texts (only lines of
// more than 110 columns are broken, rules and examples never), blank lines between groups, | and > blocks,
// and every comment. Laying out twice is laying out once.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gloss::codebook {

/// The file laid out. It means the same (that is checked before it is returned). Faults: those of
/// parse_codebook; bad_configuration, where a part cannot be laid out without changing it.
Result<std::string> format_codebook(std::string_view yaml, const std::string& file);

/// The first line (from 1) that differs; 0 where the texts are equal.
int first_changed_line(std::string_view before, std::string_view after);

}  // namespace gloss::codebook
