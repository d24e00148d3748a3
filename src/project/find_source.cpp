// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_source.h"

#include <fmt/format.h>

#include <charconv>

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

Result<PassageNumber> find_passage(const std::vector<KnownSource>& sources, const std::string& name) {
  const std::size_t colon = name.rfind(':');
  std::size_t number = 0;
  const char* end = name.data() + name.size();
  if (colon == std::string::npos ||
      std::from_chars(name.data() + colon + 1, end, number) != std::from_chars_result{end, std::errc()})
    return Err(Fault::usage, name, "is not a passage", "SOURCE:N, as gloss search prints it: p03.txt:12");
  GLOSS_TRY(const std::size_t source, find_source(sources, name.substr(0, colon)));
  const auto passages = static_cast<std::size_t>(sources[source].stored.passages);
  if (number < 1 || number > passages)
    return Err(Fault::usage, name,
               fmt::format("{} has the passages 1-{}", sources[source].stored.name, passages),
               fmt::format("gloss show {}", sources[source].stored.name));
  return PassageNumber{source, number - 1};
}

}  // namespace gloss::project
