// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a framework matrix: what is coded, verbatim, and what coders noted about it.
//
//     [12] They gave us the hall, but no money.
//     (anna: the same hall as in 03)
//     ---
//     [31] The hall was free.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/hand_work.h"
#include "project/facts.h"
#include "report/matrix_cells.h"

namespace gloss::project {

/// Memos on codings, by source, bytes of the text, and the row of the code.
class CodingMemos {
 public:
  /// A memo on a code that is not counted by itself goes with the one above it.
  CodingMemos(const std::vector<model::Memo>& memos, const KnownSources& sources,
              const std::vector<report::CodeRow>& codes);
  /// "(anna: words)" a line each; empty where there are none.
  std::string on(std::int32_t source, text::ByteSpan span, std::int32_t code) const;

 private:
  std::map<std::tuple<std::int32_t, text::ByteSpan, std::int32_t>, std::string> lines_;
};

/// One source as its quotations need it.
struct QuotedSource {
  std::int32_t source = 0;
  std::string_view text;
  std::span<const report::MetCoding> met;
  std::vector<text::ByteSpan> bytes;       ///< by coding met: its place in the text
  std::vector<std::string> passage_names;  ///< by coding met: "12", or "p03.txt:12"
};

/// The quotations of the codings of one cell, each span once, with all memos on it.
std::string quotes_of(const QuotedSource& source, const CodingMemos& memos,
                      std::span<const std::uint32_t> codings);
/// Between quotations of one cell.
inline constexpr std::string_view quote_separator = "\n---\n";

}  // namespace gloss::project
