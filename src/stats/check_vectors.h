// SPDX-License-Identifier: GPL-3.0-or-later
// Files of test vectors: published data and what a measure of them must give.
//
//     {"vectors": [{"id": "tea-coffee-lift", "measure": "lift", "input": {"n12": 150, ...},
//                   "expected": 0.9375, "tolerance": 1e-9, "status": "verified"}, ...]}
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace gloss::stats {

struct CheckedVector {
  enum class Outcome {
    pass,
    fail,
    left_out,  ///< a measure that is deliberately not computed
    unknown,   ///< no measure of this name
    not_run    ///< no measure of this name, and the vector is not `verified` either
  };
  std::string id, measure;
  Json expected, computed;  ///< computed: null where there is nothing
  Outcome outcome = Outcome::fail;
  bool verified = true;  ///< status "verified" or none; only such a vector can fail the whole
  std::string why;       ///< of a failure, or why there is no value; may be empty
};

/// In the order of the file. A vector of the measure "several" is one for each member of its `expected`.
/// Numbers are compared within `tolerance` (absolute, 0 where it is not given), lists and objects member by
/// member; members that only the computed one has do not count. Fault: bad_input (no vectors; one without
/// id, measure, input or expected), with `place`.
Result<std::vector<CheckedVector>> check_vectors(const Json& file, const std::string& place);

/// Whether the two are equal as said above. Null equals null only.
bool equal_within(const Json& computed, const Json& expected, double tolerance);

}  // namespace gloss::stats
