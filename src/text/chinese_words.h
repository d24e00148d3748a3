// SPDX-License-Identifier: GPL-3.0-or-later
// Words in scripts that leave no space between them, for counting only: what rules match are characters.
//
// A run of Han characters is cut at the most probable places. Every word of a dictionary that stands
// somewhere in the run is an arrow from its first character to the one after its last; a character that is no
// word of the dictionary is an arrow by itself. Each way from the first character to the end is a way to cut
// the run, and its probability is the product of its words' frequencies (the unigram model: Sproat, Shih,
// Gale & Chang 1996). The best way is found from the right in one pass. 广场舞队 may be 广场|舞队 or
// 广场舞|队 or 广|场|舞|队; which, the frequencies say.
//
// The dictionary is that of jieba (Expat licence), read as data where Debian's package python3-jieba has put
// it. Where it is not there, ICU's word boundaries serve, as they do for Japanese, Thai, Lao, Khmer and
// Burmese. Words that must stay whole, such as the terms of a codebook, are cut out first, the leftmost and
// longest, and no way leads through them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::text {

/// Whether the code point is a Han character: script Han of Unicode.
bool is_han(char32_t code_point);

/// Words of Han characters with their frequencies, as a tree of characters. Immutable; shared by threads.
class ChineseDictionary {
 public:
  /// $GLOSS_JIEBA_DICT, else where python3-jieba has its dictionary.
  static std::string usual_path();
  /// Faults: missing_input (no such file), not_allowed, io; as `of`.
  static Result<ChineseDictionary> open(const std::string& path);
  /// Lines of "word frequency" or "word frequency kind". Words that are not Han throughout are passed over;
  /// the others are folded to Simplified, and those that fold to the same word are added up. `name` is for
  /// messages. Faults: bad_input (a line that is none of that; too many words).
  static Result<ChineseDictionary> of(std::string_view lines, const std::string& name);
  /// Words without frequencies: those of them that are two or more Han characters, folded.
  static ChineseDictionary of_words(const std::vector<std::string>& words);

  std::size_t words() const { return words_; }

  /// The node that `node` and one more character lead to; 0 = no word goes on so. The root is 0.
  std::uint32_t step(std::uint32_t node, char32_t character) const {
    const std::uint64_t key = key_of(node, character);
    for (std::size_t i = place(key);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i] >> node_bits == key) return static_cast<std::uint32_t>(slots_[i] & most_nodes);
      if (slots_[i] == 0) return 0;
    }
  }
  bool is_word(std::uint32_t node) const { return scores_[node] < 1; }
  /// The logarithm of its share of all words. REQUIRES: is_word(node).
  double score(std::uint32_t node) const { return scores_[node]; }
  /// What a character counts that is no word: as one that occurred once.
  double least_score() const { return least_; }

 private:
  static constexpr int node_bits = 21;
  static constexpr std::uint64_t most_nodes = (std::uint64_t{1} << node_bits) - 1;
  static std::uint64_t key_of(std::uint32_t node, char32_t character) {
    return std::uint64_t{node} << 21 | character;
  }
  std::size_t place(std::uint64_t key) const {
    return static_cast<std::size_t>((key + 1) * 0x9E3779B97F4A7C15u >> shift_);
  }

  explicit ChineseDictionary(std::size_t nodes_expected);
  bool add(std::u32string_view word, std::uint64_t frequency);
  void grow();
  void finish();

  // A slot: node, character, and the node they lead to, 21 bits each; 0 = free.
  std::vector<std::uint64_t> slots_;
  int shift_ = 0;
  std::vector<std::uint64_t> frequencies_;  // by node, while words are added
  std::vector<float> scores_;               // by node; 1 = not a word
  std::u32string last_word_;                // while words are added, with the nodes of its way
  std::vector<std::uint32_t> last_way_;
  double least_ = 0;
  std::size_t words_ = 0;
};

/// Cuts runs of characters into words. Not thread safe: one for each thread.
class ChineseWords {
 public:
  /// Without a dictionary ICU cuts. Both may be null, and outlive this object where they are not.
  explicit ChineseWords(const ChineseDictionary* dictionary, const ChineseDictionary* whole = nullptr);
  ~ChineseWords();
  ChineseWords(ChineseWords&&) noexcept;
  ChineseWords& operator=(ChineseWords&&) noexcept;

  /// Appends the lengths, in characters, of the words of a run of folded Han characters.
  void cut(std::u32string_view run, std::vector<std::uint32_t>& lengths);
  /// The same of characters of any script, by ICU: `text` has them one after another, and character i ends
  /// before byte ends[i]. Lengths are in characters; no character is cut.
  void cut_by_icu(std::string_view text, const std::vector<std::uint32_t>& ends,
                  std::vector<std::uint32_t>& lengths);

 private:
  void cut_gap(std::u32string_view run, std::vector<std::uint32_t>& lengths);
  void cut_best(std::u32string_view run, std::vector<std::uint32_t>& lengths);

  struct Icu;
  const ChineseDictionary* dictionary_;
  const ChineseDictionary* whole_;
  std::unique_ptr<Icu> icu_;  // made when it is first needed
  std::vector<double> best_;
  std::vector<std::uint32_t> length_;
  std::string text_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace gloss::text
