// SPDX-License-Identifier: GPL-3.0-or-later
// Which sources, speakers, cases or codes are alike, pair by pair: `gloss report similarity`.
//
// Two measures, side by side. Jaccard asks what both have at all: columns of both / columns of one or both.
// Cosine asks whether they have it in the same proportions: 1 for equal shares, however long each is. Of
// words, cosine is that of tf-idf, so that words which all use count little.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/profiles.h"
#include "report/table.h"
#include "stats/similarity.h"

namespace gloss::report {

enum class Likeness : std::uint8_t { jaccard, cosine };
/// "jaccard"; nothing where there is none of the name.
std::optional<Likeness> likeness_named(std::string_view name);
/// For people: "Jaccard", "cosine of tf-idf".
std::string name_of(Likeness measure, const Profiles& profiles);

/// 1 - the measure, of rows that have anything. Fault: usage (more than `most` such rows).
Result<stats::RowDistances> distances_of(const Profiles& profiles, Likeness measure, std::size_t most);

/// So many rows make half a million pairs.
inline constexpr std::size_t most_rows_in_pairs = 1000;

struct SimilarityOptions {
  Likeness measure = Likeness::jaccard;  ///< by which the text form ranks
  std::size_t text_rows = SIZE_MAX;
};

/// Columns name_a, name_b, a, b (columns that each has), both, jaccard, cosine; all pairs of rows that have
/// anything, in the order of the rows. Head: "of", "by", "empty": the rows that have nothing. The text form
/// shows the most alike first. Fault: usage (too many rows).
Result<Table> similarity_report(const Profiles& profiles, const SimilarityOptions& options = {});

}  // namespace gloss::report
