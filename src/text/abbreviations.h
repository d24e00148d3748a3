// SPDX-License-Identifier: GPL-3.0-or-later
// Abbreviations after which no sentence ends: "Mr. Smith" is one.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace gloss::text {

/// ICU's list for one language (CLDR's sentence break suppressions). Thread safe once made.
class Abbreviations {
 public:
  /// `language`: "en", "de", ...; the list is empty where ICU has none.
  explicit Abbreviations(const std::string& language);

  /// Whether an abbreviation ends at `boundary`, white space before it skipped: the whole word, without
  /// opening marks; case counts. Unlike ICU's FilteredBreakIterator, "I." does not forbid a boundary after
  /// "AI.".
  bool forbid(std::string_view text, std::size_t boundary) const;

 private:
  std::unordered_set<std::string> words_;
  std::vector<std::pair<std::string, std::string>>
      phrases_;              // "n. Chr." is "n." and then "Chr.", or "n. Chr." and nothing
  std::size_t longest_ = 0;  // of words_
};

}  // namespace gloss::text
