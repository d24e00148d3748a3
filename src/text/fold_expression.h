// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions for folded text: what stands for itself is folded as the text is, and nothing else.
//
// Straße+ becomes stra(?:ss)e+, 環 becomes 环; \W stays \W, and so do classes: whoever writes [环環] says
// what he means. ASCII letters stay as they are, since such an expression is matched in any case.
#pragma once

#include <string>
#include <string_view>

namespace gloss::text {

/// `expression` in RE2's syntax, to be compiled with (?i) before it. REQUIRES: valid UTF-8.
std::string fold_expression(std::string_view expression);

}  // namespace gloss::text
