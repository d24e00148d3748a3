// SPDX-License-Identifier: GPL-3.0-or-later
// What words of rules mean: sets of vocabulary ids.
//
// Words are first collected, then resolved together: all wildcards in one pass over the vocabulary, all stems
// in one pass per language, each regular expression in one pass. Nothing is ever matched against running
// text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/token_store.h"
#include "text/required_runs.h"
#include "text/tokenizer.h"

namespace gloss::tagger {

using Ids = std::vector<std::uint32_t>;  // ascending

/// What one position of a literal must be.
struct WordForm {
  enum class Kind : std::uint8_t {
    plain,
    glob,
    stem,
    regex,
    cased_regex,  ///< words whose original form may match, as far as folded ones can tell
    holding       ///< words that hold the form
  };
  Kind kind = Kind::plain;
  std::string form;  ///< folded; for both kinds of regex the expression
  friend auto operator<=>(const WordForm&, const WordForm&) = default;
};

/// Cuts words as they are typed in rules into positions, as the tokenizer cuts texts.
class WordCutter {
 public:
  /// `typed` may hold * and ? and a final ~. Faults: bad_configuration, without a place (no letter or digit;
  /// a wildcard or ~ at a character of a script without spaces).
  Result<std::vector<WordForm>> cut(std::string_view typed);
  /// Of a text as it is. Valid until the next call.
  const text::Positions& positions(std::string_view text);

 private:
  text::Tokenizer tokenizer_;
  text::Positions positions_;
};

class WordSets {
 public:
  /// The number of the set of words that `form` means; equal forms have equal numbers.
  std::uint32_t want(const WordForm& form);
  /// Finds all ids. Faults: bad_configuration, without a place; `blame` is then the number of the set at
  /// fault.
  /// `accents`: whether they tell words apart.
  Result<void> resolve(const index::Vocabulary& vocabulary, const std::vector<std::string>& stem_languages,
                       std::size_t wildcard_limit, bool accents, std::uint32_t& blame);
  /// REQUIRES: resolved.
  const Ids& ids(std::uint32_t set) const { return ids_[set]; }
  std::size_t size() const { return forms_.size(); }

 private:
  void resolve_plain(const index::Vocabulary& vocabulary);
  void resolve_globs(const index::Vocabulary& vocabulary);
  void resolve_stems(const index::Vocabulary& vocabulary, const std::vector<std::string>& languages);
  Result<void> resolve_regex(const index::Vocabulary& vocabulary, std::uint32_t set);
  void resolve_holding(const index::Vocabulary& vocabulary, std::uint32_t set,
                       const text::RequiredRuns& runs);

  std::map<WordForm, std::uint32_t> numbers_;
  std::vector<WordForm> forms_;
  std::vector<Ids> ids_;
};

}  // namespace gloss::tagger
