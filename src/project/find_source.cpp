// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_source.h"

#include "codebook/spelling.h"

namespace gloss::project {

Result<std::size_t> find_source(const std::vector<KnownSource>& sources, const std::string& name) {
  std::vector<std::size_t> begin_so;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& known = sources[i].stored.name;
    if (known == name) return i;
    if (known.starts_with(name) || known.substr(known.rfind('/') + 1).starts_with(name))
      begin_so.push_back(i);
  }
  if (begin_so.size() == 1 && !name.empty()) return begin_so.front();
  if (begin_so.size() > 1)
    return Err(Fault::usage, name,
               "several sources begin so: " + sources[begin_so[0]].stored.name + ", " +
                   sources[begin_so[1]].stored.name + (begin_so.size() > 2 ? ", ..." : ""),
               "more of the name");
  std::vector<std::string> names;
  for (const auto& source : sources) names.push_back(source.stored.name);
  const std::string close = codebook::nearest(name, names);
  return Err(Fault::missing_input, name, "is not a source of the project",
             close.empty() ? "gloss sources, for the names" : close);
}

}  // namespace gloss::project
