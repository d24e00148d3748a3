// SPDX-License-Identifier: GPL-3.0-or-later
// The coding that a person names on the command line.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "project/apply_rules.h"

namespace gloss::project {

struct CodingPlace {
  std::size_t source = 0;  ///< index into CodedProject::coded
  std::size_t coding = 0;  ///< index into its codings
};

/// The only coding whose id begins so. Faults: missing_input; usage, where several begin so.
Result<CodingPlace> find_coding(const CodedProject& coded, const std::string& id);

}  // namespace gloss::project
