// SPDX-License-Identifier: GPL-3.0-or-later
// From names that people gave to ids of codes and names of lists, valid and unique.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace gloss::project {

/// `name` as one part of a code's id, of at most `most` bytes: without / < > * and signs that YAML or rules
/// take for themselves, blanks as -, ASCII letters small. "code" where nothing is left.
std::string id_part(std::string_view name, std::size_t most);

/// Names that are taken, each with the number to try next.
using TakenNames = std::map<std::string, int, std::less<>>;
/// `wanted`, or `wanted`-2, -3 ...: the first that is not in `taken`, into which it goes.
std::string unique_name(const std::string& wanted, TakenNames& taken);

/// `text` as a YAML scalar on one line: plain where it is simple words, else in double quotes.
std::string yaml_scalar(std::string_view text);

}  // namespace gloss::project
