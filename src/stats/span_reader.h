// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the spans of coders from JSON; whatever does not fit the continuum is refused.
//
// With values: "continuum_length", and "spans": for each coder a list of [value, start, end), half open; or
// "continua": a list of such. Without: "continuum_length", and "coders": for each coder a list of pairs,
// [start,length] or what "units" says; or the coders beside the length, as they are named in print. "begin"
// is where the continuum starts, 0 if not given.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stats/input_reader.h"
#include "stats/spans.h"
#include "stats/unitizing.h"

namespace gloss::stats {

struct GivenSpans {
  std::map<std::string, std::int32_t> values;  ///< by name, numbered as they were met
  std::vector<Continuum> continua;
};

/// Spans of one coder that have different values may overlap.
GivenSpans read_valued_spans(InputReader& in);
GivenSpans read_disjoint_spans(InputReader& in);

/// From "begin" on, as long as what is called `length_name`.
Span read_extent(InputReader& in, std::string_view length_name);
/// Whether the two numbers of a span are its start and length; else they are its start and end. `name`: where
/// it is said; where it is not, they are a length.
bool reads_lengths(InputReader& in, std::string_view name);
/// The last two of the row's items; nothing, and a fault, where they are no span within the extent.
std::optional<Span> read_span(InputReader& in, const Json& row, std::size_t items, bool lengths,
                              const Span& extent);

/// The coders of one code, by name.
Continuum read_coders(InputReader& in, const Json& coders, const Span& extent, bool lengths);
/// "coders", or those beside the length.
Continuum read_coders(InputReader& in);

}  // namespace gloss::stats
