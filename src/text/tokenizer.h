// SPDX-License-Identifier: GPL-3.0-or-later
// Match positions: what rules match and what distances count.
//
// A position is a segment of the folded text that has a letter or digit:
//   * a word (UAX 29 word boundaries, as ICU finds them) in scripts with spaces: "don't", "3.5", "u.s";
//   * a single character with its combining marks in Han, Hiragana, Katakana, Hangul;
//   * a grapheme cluster in Thai, Lao, Khmer, Myanmar.
// An ICU word that mixes both kinds ("K팝", "AA制") is split where they meet, so no segmenter can hide a
// match. Punctuation, symbols, emoji and white space take no position. "我们AA制, don't!" has the positions
// 我 们 aa 制 don't.
//
// Code points that fold by themselves and join their neighbours by simple rules are read by class, ASCII 64
// bytes at a time; the few others (combining marks, Thai, ㈱ ...) and what stands next to them go through
// fold and ICU. The result equals `reference_positions` for every text; tests compare the two.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::text {

/// What the matcher must know about a position besides its form. The bits are stored in the token store.
namespace flag {
/// Between this position and the one before stands punctuation that a phrase cannot bridge: anything of
/// General Category P but hyphens (- U+2010 U+2011), apostrophes, quotation marks, brackets, middle dots, _ /
/// & @ # % * \. White space, symbols and emoji never break. Never set on the first position of a text.
inline constexpr std::uint8_t break_before = 1;
/// First position of a sentence. Set on the first position of a text.
inline constexpr std::uint8_t sentence_start = 2;
/// First position of the text (of the passage, in the token store).
inline constexpr std::uint8_t passage_start = 4;
/// A single character (or grapheme cluster) of a script without spaces; else a word.
inline constexpr std::uint8_t character = 8;
/// The next thing after this position, white space skipped, is breaking punctuation or the end of the text.
inline constexpr std::uint8_t break_after = 16;
/// Between this position and the one before stands ; : – — or a full-width twin: negation windows stop here.
inline constexpr std::uint8_t stop_before = 32;
/// Between this position and the NEXT one stands a question mark (? ？ ؟; not ¿): the turn asks something.
inline constexpr std::uint8_t question_after = 64;
}  // namespace flag

/// The positions of one text. Buffers are reused from text to text.
struct Positions {
  struct Item {
    // Bytes of the text given, half open, on code point boundaries, widened to whole change units.
    std::uint32_t begin, end;
    std::uint32_t form_begin;   ///< the folded form: `forms` from here
    std::uint32_t form_length;  ///< ... this many bytes, never 0
    std::uint8_t flags;         ///< see namespace flag
  };
  /// In text order; spans may coincide where one change unit folds to several positions (㍿).
  std::vector<Item> items;
  /// Holds the forms; what stands between them has no meaning.
  std::string forms;

  std::string_view form(const Item& item) const { return {forms.data() + item.form_begin, item.form_length}; }
  void clear() {
    items.clear();
    forms.clear();
  }
};

/// Finds positions and sentence starts. Not thread safe: one object per thread (it holds ICU iterators).
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// The positions of `text` (one passage, a rule's literal, a query), with all flags but sentence_start
  /// inside the text: only the first position has it. `out` is cleared first. REQUIRES: valid UTF-8, below 4
  /// GiB.
  void positions(std::string_view text, Positions& out);

  /// The same by the slow way: fold the whole text, let ICU find every boundary. For tests and as the
  /// definition.
  void reference_positions(std::string_view text, Positions& out);

  /// Sets flag::sentence_start on the first position at or after each sentence boundary of `text` (UAX 29
  /// with ICU's abbreviations of `language`, "en" "de" "es" "fr" "it" "pt" "ru"; other languages: without). A
  /// line end inside a passage is white space, not a boundary. REQUIRES: `positions` belongs to `text`.
  void mark_sentences(std::string_view text, std::string_view language, Positions& positions);

  /// Sentence spans of `text` as byte offsets of their starts (0 first). For display and passages.
  std::vector<std::uint32_t> sentence_starts(std::string_view text, std::string_view language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Versions of everything that decides what a position is: fold tables, ICU, this code. Part of the index
/// fingerprint.
std::string tokenizer_fingerprint();

/// Whether the code point belongs to a script in which every character (or grapheme cluster) is a position.
bool is_character_script(char32_t code_point);

}  // namespace gloss::text
