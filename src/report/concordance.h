// SPDX-License-Identifier: GPL-3.0-or-later
// A concordance (KWIC): each find on a line of its own, all finds one below the other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/table.h"
#include "text/offset.h"

namespace gloss::report {

struct ConcordanceLine {
  std::string source;
  int passage = 0;  ///< number in the source, from 1
  std::string speaker;
  text::CodePointSpan place;      ///< of the node, in the source
  std::string left, node, right;  ///< of one passage; the contexts may be longer than what is shown
};

struct ConcordanceLayout {
  std::size_t width = 100;  ///< of the terminal
  std::size_t context = 0;  ///< columns on each side; 0 = what the terminal leaves, at most 60
  bool color = false;
  bool isolate = false;  ///< stretches of right-to-left scripts between U+2068 and U+2069
};

/// Place, speaker, left context flush right, node, right context, by display width. Control characters are
/// visible escapes.
std::string concordance_text(const std::vector<ConcordanceLine>& lines, const ConcordanceLayout& layout);

/// The same as a table for CSV and JSON: source, passage, speaker, start, end, left, node, right.
Table concordance_table(const std::vector<ConcordanceLine>& lines, std::size_t context, bool isolate);

/// A context as it is shown: on one line, cut to so many columns.
std::string left_context(const ConcordanceLine& line, std::size_t columns);
std::string right_context(const ConcordanceLine& line, std::size_t columns);

}  // namespace gloss::report
