// SPDX-License-Identifier: GPL-3.0-or-later
// The interview of the rule language's worked examples, and its lists.
#pragma once

#include "tagger/script.h"

namespace gloss::test {

Script worked_script();
/// The lists and cues as YAML, up to and with `codes:`; `head` goes before.
std::string worked_codebook(const std::string& head = "");

/// What each code of a YAML codebook marks in a script: quotes in text order, by code id.
std::map<std::string, std::vector<std::string>> quotes(const std::string& yaml, const Script& script);
/// The quotes of one rule in the worked interview.
std::vector<std::string> worked_quotes(const std::string& rule);

}  // namespace gloss::test
