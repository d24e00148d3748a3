// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to the JSON library. Objects keep the order in which their members were added.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/result.h"

namespace gloss {

using Json = nlohmann::ordered_json;

/// Two-space indented, UTF-8, one newline at the end.
std::string json_text(const Json& value);
/// One line, no newline. Invalid UTF-8 (which only a bug can bring) is replaced, never thrown.
std::string json_line(const Json& value);
/// REQUIRES: text we wrote ourselves (acts). Fault: damaged.
Result<Json> parse_json(const std::string& text, const std::string& place);
/// Somebody else's file. Fault: bad_input, with line and column.
Result<Json> read_json(const std::string& text, const std::string& place);

}  // namespace gloss
