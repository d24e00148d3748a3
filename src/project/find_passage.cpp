// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/find_passage.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "project/find_source.h"
#include "text/tokenizer.h"

namespace gloss::project {

Result<PassageNamed> find_passage(const Project& project, const std::vector<KnownSource>& sources,
                                  const std::string& name) {
  const std::size_t colon = name.rfind(':');
  std::size_t number = 0;
  const char* const end = name.data() + name.size();
  const auto [rest, error] =
      std::from_chars(colon == std::string::npos ? end : name.data() + colon + 1, end, number);
  if (colon == std::string::npos || colon == 0 || error != std::errc() || rest != end || number == 0)
    return Err(Fault::usage, name, "is not a passage",
               "SOURCE:N, e.g. " + (sources.empty() ? std::string("p1.txt") : sources[0].stored.name) + ":3");
  PassageNamed found;
  GLOSS_TRY(found.source, find_source(sources, name.substr(0, colon)));
  GLOSS_TRY(const auto* tokens, project.tokens());
  const auto text = tokens->find(sources[found.source].stored.text);
  const std::size_t count = text ? text->passages.size() : 0;
  const std::string& source = sources[found.source].stored.name;
  if (number > count)
    return Err(Fault::missing_input, fmt::format("{}:{}", source, number),
               count == 0 ? "the source has no passages" : fmt::format("the source has passages 1-{}", count),
               "gloss show " + source);
  found.passage = number - 1;
  return found;
}

Result<tagger::Run> find_quote(const std::string& quote, const index::TextTokens& tokens, std::size_t passage,
                               const index::Vocabulary& vocabulary, const std::string& place) {
  text::Positions positions;
  text::Tokenizer().positions(quote, positions);
  std::vector<std::uint32_t> ids;
  bool known = !positions.items.empty();
  for (const auto& item : positions.items) {
    const auto id = vocabulary.find(positions.form(item));
    known = known && id;
    ids.push_back(id.value_or(0));
  }
  const std::uint32_t first = tokens.passages[passage].first;
  const auto cells = tokens.cells.subspan(first, tokens.passage_end(passage) - first);
  const auto at = std::search(cells.begin(), cells.end(), ids.begin(), ids.end(),
                              [](index::Cell cell, std::uint32_t id) { return index::id_of(cell) == id; });
  if (!known || at == cells.end())
    return Err(Fault::missing_input, place, "\"" + quote + "\" is not in the passage",
               "words in a row, as gloss show prints them");
  const auto begin = first + static_cast<std::uint32_t>(at - cells.begin());
  return tagger::Run{begin, begin + static_cast<std::uint32_t>(ids.size()) - 1};
}

}  // namespace gloss::project
