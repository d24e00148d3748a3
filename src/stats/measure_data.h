// SPDX-License-Identifier: GPL-3.0-or-later
// The data of a measure, as a person writes them: a JSON object, or a CSV file of the measure's shape.
//
//     n12,n1,n2,N                two results of `jaccard`, one a line
//     22,62,626,1215
//     9,40,626,1215
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "stats/named.h"

namespace gloss::stats {

/// The inputs of as many results as there are: one but for CSV of the shape `record`. There, what is no
/// number stays a text and an empty cell is not there.
struct MeasureData {
  std::vector<Json> inputs;
  bool many = false;  ///< the lines of a CSV file, each with a result
};

/// JSON where the text begins with a brace, else CSV. `place` names the file in errors. Faults: bad_input
/// (neither; a cell that is no number where one is needed; a shape that CSV cannot have).
Result<MeasureData> read_measure_data(const std::string& text, const std::string& place,
                                      const NamedMeasure& measure);

}  // namespace gloss::stats
