// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_code.h"

#include <algorithm>
#include <vector>

#include "codebook/spelling.h"
#include "report/code_glob.h"

namespace gloss::project {

Result<std::size_t> find_code(const codebook::Codebook& codebook, const std::string& name) {
  if (const int exact = codebook.find(name); exact >= 0) return static_cast<std::size_t>(exact);
  std::vector<std::size_t> end_so;
  for (std::size_t i = 0; i < codebook.codes.size(); ++i)
    if (!name.empty() && codebook.codes[i].id.ends_with("/" + name)) end_so.push_back(i);
  if (end_so.size() == 1) return end_so.front();
  if (end_so.size() > 1)
    return Err(Fault::usage, name,
               "several codes end so: " + codebook.codes[end_so[0]].id + ", " + codebook.codes[end_so[1]].id +
                   (end_so.size() > 2 ? ", ..." : ""),
               "the whole id");
  std::vector<std::string> ids, last_parts;
  for (const auto& code : codebook.codes) {
    ids.push_back(code.id);
    last_parts.push_back(code.id.substr(code.id.rfind('/') + 1));
  }
  std::string close = codebook::nearest(name, ids);
  if (close.empty()) close = codebook::nearest(name, last_parts);
  return Err(Fault::missing_input, name, "is no code of the codebook",
             close.empty() ? "gloss report frequency, for the ids" : close);
}

Result<std::string> code_glob(const codebook::Codebook& codebook, const std::string& wanted) {
  if (wanted.empty() || std::any_of(codebook.codes.begin(), codebook.codes.end(), [&](const auto& code) {
        return report::code_matches(wanted, code.id);
      }))
    return wanted;
  GLOSS_TRY(const std::size_t index, find_code(codebook, wanted));
  return codebook.codes[index].id;
}

}  // namespace gloss::project
