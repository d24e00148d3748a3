// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_relatives.h"

#include <algorithm>
#include <bit>
#include <set>

#include "codebook/spelling.h"
#include "text/stem.h"

namespace gloss::project {
namespace {

/// Which letters a word has. One edit changes at most two of them, so most words are ruled out without
/// comparing.
std::uint64_t letters_of(std::string_view word) {
  std::uint64_t letters = 0;
  for (const char c : word) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return letters;
}

bool is_ascii_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Short words have too many neighbours that are other words: one edit from five letters on, two from eight.
std::size_t edits_allowed(std::string_view word) { return word.size() < 5 ? 0 : word.size() < 8 ? 1 : 2; }

}  // namespace

std::vector<Relative> relatives(const std::vector<RuleWord>& own, const TermTable& table,
                                const index::Vocabulary& vocabulary,
                                const std::vector<std::string>& languages) {
  struct Model {
    const RuleWord* own = nullptr;
    std::uint64_t letters = 0;
  };
  std::vector<Model> models;
  for (const RuleWord& word : own)
    if (is_ascii_word(word.word) && edits_allowed(word.word) > 0)
      models.push_back({&word, letters_of(word.word)});
  std::vector<text::Stemmer> stemmers;
  std::vector<std::set<std::string, std::less<>>> stems;
  for (const auto& language : languages) {
    if (!text::Stemmer::knows(language)) continue;
    stemmers.emplace_back(language);
    auto& of_language = stems.emplace_back();
    for (const RuleWord& word : own) of_language.emplace(stemmers.back().stem(word.word));
  }

  std::vector<Relative> found;
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    if (table.count_of(id).hits == 0 || table.is_character(id)) continue;
    const std::string_view word = vocabulary.word(id);
    bool same_stem = false;
    for (std::size_t s = 0; s < stems.size() && !same_stem; ++s)
      same_stem = stems[s].contains(stemmers[s].stem(word));
    bool near = false;
    if (!same_stem && is_ascii_word(word)) {
      const std::uint64_t letters = letters_of(word);
      near = std::any_of(models.begin(), models.end(), [&](const Model& model) {
        const std::size_t edits = edits_allowed(model.own->word);
        if (model.own->hits > 0 && table.count_of(id).hits >= model.own->hits) return false;
        if (static_cast<std::size_t>(std::popcount(letters ^ model.letters)) > 2 * edits) return false;
        const std::size_t distance = codebook::spelling_distance(word, model.own->word);
        return distance > 0 && distance <= edits;
      });
    }
    if (same_stem || near) found.push_back({id, same_stem});
  }
  std::sort(found.begin(), found.end(), [&](const Relative& a, const Relative& b) {
    return vocabulary.word(a.word) < vocabulary.word(b.word);
  });
  return found;
}

}  // namespace gloss::project
