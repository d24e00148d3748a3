// SPDX-License-Identifier: GPL-3.0-or-later
// `gloss stat` as tables: the results of a measure, vectors that were checked, and which measures there are.
#pragma once

#include <string>
#include <vector>

#include "report/table.h"
#include "stats/check_vectors.h"
#include "stats/measure_data.h"
#include "stats/named.h"

namespace gloss::report {

/// One answer: a row for a number, for each item of a list, row of a table or member of an object. Answers to
/// the lines of a CSV file: each line with what it held.
Table measure_table(const stats::NamedMeasure& measure, const std::string& name,
                    const stats::MeasureData& data, const std::vector<stats::Answer>& answers);

/// One row a vector. JSON and CSV have numbers in full; the text form shortens long lists.
Table vectors_table(const std::vector<stats::CheckedVector>& vectors);

/// `gloss stat --list`; those that are left out come last.
Table measures_table();

}  // namespace gloss::report
