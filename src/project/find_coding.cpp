// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_coding.h"

#include <optional>

namespace gloss::project {

Result<CodingPlace> find_coding(const CodedProject& coded, const std::string& id) {
  std::optional<CodingPlace> found;
  for (std::size_t i = 0; i < coded.coded.size() && !id.empty(); ++i) {
    const auto& codings = coded.coded[i].codings;
    for (std::size_t k = 0; k < codings.size(); ++k) {
      if (!codings[k].coding.id.starts_with(id)) continue;
      if (found) return Err(Fault::usage, id, "is the beginning of several codings", "more of its 12 digits");
      found = CodingPlace{i, k};
    }
  }
  if (!found)
    return Err(Fault::missing_input, id, "is not a coding of the project",
               "gloss export codings, whose first column has them");
  return *found;
}

}  // namespace gloss::project
