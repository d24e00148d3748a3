// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/near_words.h"

#include <algorithm>
#include <tuple>

#include "codebook/spelling.h"

namespace gloss::project {

namespace {
// Neighbours differ by two characters at most, of at most four bytes each.
constexpr std::size_t most_bytes_apart = 8;
constexpr std::size_t sure_bytes = 4;
}  // namespace

std::vector<std::uint32_t> word_counts(const index::Vocabulary& vocabulary,
                                       const std::vector<index::TextTokens>& texts) {
  std::vector<std::uint32_t> counts(vocabulary.size(), 0);
  for (const auto& text : texts)
    for (const index::Cell cell : text.cells) ++counts[index::id_of(cell)];
  return counts;
}

bool NearWords::occurs(std::string_view folded) const {
  const auto id = vocabulary_.find(folded);
  return id && counts_[*id] > 0;
}

std::vector<std::string> NearWords::near(std::string_view folded, std::size_t most) const {
  std::vector<std::tuple<std::size_t, std::int64_t, std::string>> found;
  for (std::uint32_t id = 0; id < counts_.size(); ++id) {
    if (counts_[id] == 0) continue;
    const std::string_view known = vocabulary_.word(id);
    if (known.size() + most_bytes_apart < folded.size() || known.size() > folded.size() + most_bytes_apart)
      continue;
    const std::size_t distance = codebook::spelling_distance(folded, known);
    if (distance == 0 || !codebook::is_near(distance, folded)) continue;
    // Short words have too many neighbours, and a slip of the pen rarely hits the first letter.
    if (distance == 1 ? folded.size() >= sure_bytes : folded.front() == known.front())
      found.emplace_back(distance, -static_cast<std::int64_t>(counts_[id]), std::string(known));
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> words;
  for (auto& [distance, count, word] : found)
    if (words.size() < most) words.push_back(std::move(word));
  return words;
}

}  // namespace gloss::project
