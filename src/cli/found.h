// SPDX-License-Identifier: GPL-3.0-or-later
// What search and kwic say alike: which slice of the finds is shown, and hints where there are none.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "cli/command.h"
#include "project/hints.h"

namespace gloss::cli {

/// "\n30 more; to see them: --first 20", or nothing.
std::string more_line(std::size_t total, std::size_t first, std::size_t shown);

/// Lines of the hints, each after an empty one.
std::string hint_lines(const std::vector<project::Hint>& hints, std::size_t width);
/// [{"word", "passages", "nearest", "text"}]
Json hints_json(const std::vector<project::Hint>& hints);
std::vector<std::string> hint_texts(const std::vector<project::Hint>& hints);

}  // namespace gloss::cli
