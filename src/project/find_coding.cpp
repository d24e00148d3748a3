// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_coding.h"

#include <optional>

#include "codebook/spelling.h"

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

Result<int> find_code(const codebook::Codebook& codebook, const std::string& id) {
  if (const int index = codebook.find(id); index >= 0) return index;
  std::vector<std::string> ids;
  for (const auto& code : codebook.codes) ids.push_back(code.id);
  const std::string close = codebook::nearest(id, ids);
  return Err(Fault::usage, id, "is not a code of the project's codebook",
             close.empty() ? "gloss report frequency, for the codes" : close);
}

}  // namespace gloss::project
