// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the texts, as reports count them: made from the positions that rules match.
//
// In scripts with spaces a position is a word. Runs of characters between which no punctuation stands are cut
// into words, of one or more positions each (text/chinese_words.h). Words have numbers: those of one position
// their vocabulary id, longer ones the next number after the vocabulary when they are first asked for.
//
// What the token store does not keep cannot be seen here: a blank or a quotation mark inside a run of
// characters ends no word. Hangul syllables count one by one, since only blanks would say where words end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "index/token_store.h"
#include "project/count_table.h"
#include "text/chinese_words.h"

namespace gloss::project {

/// By position of a text: how many positions the word has that begins there; 0 inside of words. Empty: each
/// position is a word.
using WordLengths = std::vector<std::uint8_t>;

class WordLayer {
 public:
  /// Reads the dictionary if the vocabulary has Han characters. Words and lists of the codebook's rules that
  /// are several Han characters stay whole. Faults: as ChineseDictionary::open, but where the file is not
  /// there, ICU cuts. REQUIRES: the vocabulary outlives it.
  static Result<WordLayer> of(const index::Vocabulary& vocabulary, const codebook::Codebook& codebook,
                              const std::string& dictionary_path = text::ChineseDictionary::usual_path());

  /// Finds the words of one text after another, on one thread.
  class Cutter {
   public:
    /// REQUIRES: the layer stays where it is, and outlives it.
    explicit Cutter(const WordLayer& layer);
    /// Of the passages that `wanted` has; other positions have no meaning.
    void cut(const index::TextTokens& tokens, const std::vector<bool>& wanted, WordLengths& lengths);

   private:
    void cut_run(std::span<const index::Cell> cells, std::uint32_t begin, std::uint32_t end,
                 WordLengths& lengths);
    void place(std::uint32_t begin, WordLengths& lengths) const;

    const WordLayer& layer_;
    text::ChineseWords words_;
    std::u32string run_;
    std::string bytes_;
    std::vector<std::uint32_t> ends_, found_;
  };

  /// The number of the word of `length` positions that begins at `cells[at]`. On one thread only.
  std::uint32_t number(std::span<const index::Cell> cells, std::uint32_t at, std::uint32_t length) {
    std::uint32_t number = index::id_of(cells[at]);
    for (std::uint32_t k = 1; k < length; ++k) number = longer(number, index::id_of(cells[at + k]));
    return number;
  }
  /// One past the greatest number so far.
  std::uint32_t size() const {
    return vocabulary_->size() + static_cast<std::uint32_t>(longer_words_.size());
  }
  /// As folded text.
  std::string word(std::uint32_t number) const;
  bool is_function_word(std::uint32_t number);

  bool has_han() const { return has_han_; }
  /// The dictionary that cuts Han; empty = ICU does.
  const std::string& dictionary() const { return dictionary_path_; }
  /// Words that stay whole.
  std::size_t terms() const { return terms_->words(); }

 private:
  enum class Script : std::uint8_t { other, han, kana, hangul, cluster };

  WordLayer() = default;
  void look_at(const index::Vocabulary& vocabulary);
  std::uint32_t longer(std::uint32_t number, std::uint32_t id);

  const index::Vocabulary* vocabulary_ = nullptr;
  std::vector<Script> scripts_;    // by vocabulary id
  std::vector<char32_t> letters_;  // by vocabulary id: the character it is; 0 = several code points, or words
  bool has_han_ = false;
  std::string dictionary_path_;
  std::optional<text::ChineseDictionary> cuts_, terms_;
  CountTable steps_;  // (word, vocabulary id) -> 1 + index of the word that is longer by it
  std::vector<std::pair<std::uint32_t, std::uint32_t>> longer_words_;  // (word, its last vocabulary id)
  std::vector<std::uint8_t> function_words_;                           // by number: 0 = not asked yet, 1 = no
};

}  // namespace gloss::project
