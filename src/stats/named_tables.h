// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of named_table_measures() have in common: named_tables.cpp, named_permutations.cpp and
// named_sequences.cpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "stats/crosstab.h"
#include "stats/keyness.h"
#include "stats/named.h"

namespace gloss::stats {

/// "table", or "with_code" and "units", or n12, n1, n2, N, or f1, n1, f2, n2; empty where refused.
Crosstab read_crosstab(InputReader& in);
/// f1, n1, f2, n2; all 0 where refused.
KeyTable read_two_texts(InputReader& in);
/// Numbers row by row as rows of so many; null where there is none.
Json as_rows(const std::vector<std::optional<double>>& cells, std::size_t columns);

std::span<const NamedMeasure> named_permutation_measures();
std::span<const NamedMeasure> named_sequence_measures();

}  // namespace gloss::stats
