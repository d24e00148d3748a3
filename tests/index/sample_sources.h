// SPDX-License-Identifier: GPL-3.0-or-later
// Sources for the tests of the index: from real transcripts, mixed or random; no intake needed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/source.h"

namespace gloss::test {

/// Each non-empty line is a passage; turns of one to three passages, speakers in turn, the first passages
/// before any turn.
model::Source source_of_lines(std::string text, std::string language);

/// Sources of about `source_bytes` each, `bytes` together: lines of the texts, drawn at random.
std::vector<model::Source> mixed_sources(const std::vector<std::string>& texts, const std::string& language,
                                         std::size_t bytes, std::size_t source_bytes, std::uint64_t seed);

/// The shared transcripts, decoded, whose names begin with one of `prefixes` ("en_", "zh").
std::vector<std::string> transcripts(const std::vector<std::string>& prefixes);

/// A random text: words from a small stock, rare long words, Chinese, Thai, emoji, punctuation, empty lines.
std::string random_text(std::mt19937_64& random, std::size_t lines);

}  // namespace gloss::test
