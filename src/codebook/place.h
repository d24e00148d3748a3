// SPDX-License-Identifier: GPL-3.0-or-later
// The faults of this room as Errors: place, and the line with a caret.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gloss::codebook {

/// `line` and `column` (in characters) count from 1 inside `text`; a long line is shown only around the
/// caret.
std::string excerpt(std::string_view text, int line, int column);

/// bad_configuration at `file`:`line`:`column`.
Error configuration_error(const std::string& file, int line, int column, std::string message,
                          std::string hint, std::string excerpt);

}  // namespace gloss::codebook
