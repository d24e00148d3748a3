// SPDX-License-Identifier: GPL-3.0-or-later
// Coding by hand: a person puts a code on a span, takes it away, or moves it. Each is one act.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/find_source.h"
#include "project/project.h"
#include "text/offset.h"

namespace gloss::project {

/// A span as a person names it: a passage, whole or a quote in it; or a source and characters.
struct Spot {
  std::string place = {};  ///< "SOURCE:N", or with `characters` the source
  std::string quote = {};  ///< what stands in the passage; blanks, case, width and kinds of quotation marks
                           ///< need not be the same; empty = the whole passage
  int nth = 0;  ///< which occurrence of the quote, from 1; 0 = the only one
  std::optional<text::CodePointSpan> characters = {};
};

/// Finds the span. Faults: as find_passage; usage (the quote is not there, or several times; the characters
/// meet no passage).
struct FoundSpot {
  std::size_t source = 0;  ///< index
  text::ByteSpan span;
};
Result<FoundSpot> find_spot(const Project& project, const std::vector<KnownSource>& sources,
                            const Spot& spot);

/// All places of `quote` in `text`, compared as Spot::quote says; from left to right, overlapping ones too.
std::vector<text::ByteSpan> places_of(std::string_view text, std::string_view quote);

/// The coder is the environment's `who`. Gives the coding's id. Faults: as find_spot; usage (no such code, or
/// the coding is there already); bad_input (no codebook).
Result<std::string> add_coding(Project& project, const Spot& spot, const std::string& code);

/// REQUIRES ids of codings by hand; else usage. One act for all.
Result<std::size_t> remove_codings(Project& project, const std::vector<std::string>& ids);

/// The new id. `spot.place` may be empty: the passage where the coding starts now.
Result<std::string> move_coding(Project& project, const std::string& id, Spot spot);

}  // namespace gloss::project
