// SPDX-License-Identifier: GPL-3.0-or-later
// Which words, or which codes, stand together, as a network: `gloss report network` and the pictures and
// graph files of `gloss report cooccurrence`.
//
// An edge ties two that occur together in units at least as often as the threshold says:
// Jaccard = both / (a + b - both). It says nothing about what is said of the two, nor which comes first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "report/base_lines.h"
#include "report/table.h"

namespace gloss::report {

struct NetworkNode {
  std::string id, name;        ///< for files, and for people
  std::int64_t units = 0;      ///< that have it
  std::int64_t frequency = 0;  ///< of words: occurrences
  std::string color = {};      ///< of codes: "#b5462f", or empty
};

struct NetworkEdge {
  std::size_t a = 0, b = 0;  ///< a < b
  std::int64_t both = 0;     ///< units that have both
  std::int64_t shared = 0;   ///< of codes: those where the two matched the same words
  double jaccard = 0;
};

struct Network {
  enum class Of : std::uint8_t { words, codes } of = Of::words;
  std::string language = "en";
  std::string unit = "passage";  ///< as CooccurrenceOptions; words: passage or sentence
  std::int64_t units = 0;        ///< of the base
  double least_jaccard = 0;
  Table head = {};  ///< base and how things were counted, in both forms; no title, no rows
  std::vector<NetworkNode> nodes = {};
  std::vector<NetworkEdge> edges = {};  ///< by a, then b
};

std::string network_title(const Network& network);
/// "Lines: Jaccard of at least 0.100, over 212 passages".
std::string network_method(const Network& network);

/// Columns word_a, word_b, a, b, both, n, jaccard; by the order of nodes. The text form shows the strongest
/// first. Head: "unit", "n", "least_jaccard", "nodes" [{word, frequency, units}].
Table network_report(const Network& network, std::size_t text_rows = SIZE_MAX);

}  // namespace gloss::report
