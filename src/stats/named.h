// SPDX-License-Identifier: GPL-3.0-or-later
// Measures by name, on data given as JSON: what `gloss stat` computes and what files of vectors check.
//
//     compute_named("jaccard", {"n12": 22, "n1": 62, "n2": 626, "N": 1215}, {})  ->  0.033
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "stats/input_reader.h"

namespace gloss::stats {

/// What kind of data a measure takes; by it a CSV file is read, too.
enum class Shape : std::uint8_t {
  record,   ///< numbers by name; CSV: a column each, one result a line
  table,    ///< "table", rows of numbers; CSV: head line and first column are labels
  ratings,  ///< "items", a row a unit, a column a coder, null = not rated; CSV: the same, with a head line
  list,     ///< one list, under the name that `input` says; CSV: one column, with a head line
  other,    ///< JSON only
};

/// A number, a list, a table or an object of them; null where undefined, with the reason ("no variation").
struct Answer {
  Json value;
  std::string undefined;
};

struct NamedMeasure {
  std::string_view name;  ///< "jaccard"; one that ends in ":" takes what follows it ("ku_alpha:2")
  Shape shape;
  std::string_view input;    ///< the names it reads: "n12, n1, n2, N"
  std::string_view formula;  ///< what it is, and whose: "n12 / (n1 + n2 - n12); Jaccard 1901"
  /// `argument`: what follows the colon. Where the reader refused something, the answer is not used.
  Answer (*compute)(InputReader& input, const std::string& argument);
};

/// A measure that is known and deliberately not computed.
struct LeftOut {
  std::string_view name, why;
};

/// By name.
const std::vector<NamedMeasure>& named_measures();
std::span<const LeftOut> left_out_measures();
/// Null where there is none of this name; "ku_alpha:2" finds "ku_alpha:".
const NamedMeasure* named_measure(std::string_view name);
const LeftOut* left_out_measure(std::string_view name);

/// Fault: usage, where there is no such measure; bad_input, where the data do not fit it. Errors have no
/// place.
Result<Answer> compute_named(std::string_view name, const Json& input, const Json& params);

/// A value, or null with the reason why there is none.
Answer answer(std::optional<double> value, std::string_view undefined);

/// The measures, a file for each family.
std::span<const NamedMeasure> named_pair_measures();    ///< co-occurrence, collocation, keyness of words
std::span<const NamedMeasure> named_table_measures();   ///< crosstabs, proportions, sequences
std::span<const NamedMeasure> named_rating_measures();  ///< agreement on units
std::span<const NamedMeasure> named_span_measures();    ///< agreement on spans, coverage
std::span<const NamedMeasure> named_text_measures();    ///< diversity of words, accumulation of codes
std::span<const NamedMeasure> named_map_measures();     ///< similarity, clusters, correspondence

}  // namespace gloss::stats
