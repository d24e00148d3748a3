// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers and writers of the six formats share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/dictionary.h"

namespace gloss::exchange {

// Readers: `text` is decoded, with LF; `place` names the file. Fault: bad_input.
Result<Dictionary> read_liwc(std::string_view text, const std::string& place);
Result<Dictionary> read_wordstat(std::string_view text, const std::string& place);
Result<Dictionary> read_yoshikoder(std::string_view text, const std::string& place);
Result<Dictionary> read_lexicoder(std::string_view text, const std::string& place);
Result<Dictionary> read_quanteda(std::string_view text, const std::string& place,
                                 const DictionaryOptions& options);
Result<Dictionary> read_khcoder(std::string_view text, const std::string& place);

WrittenDictionary write_liwc(const Dictionary& dictionary);
WrittenDictionary write_wordstat(const Dictionary& dictionary);
WrittenDictionary write_yoshikoder(const Dictionary& dictionary);
WrittenDictionary write_lexicoder(const Dictionary& dictionary);
WrittenDictionary write_quanteda(const Dictionary& dictionary);
WrittenDictionary write_khcoder(const Dictionary& dictionary);

/// Lines without their ends; none after a final line feed.
std::vector<std::string_view> split_lines(std::string_view text);
/// Without blanks, tabs, no-break and ideographic spaces at both ends.
std::string_view trim_blanks(std::string_view text);
/// Up to the first blank. REQUIRES: `text` begins with none.
std::string_view first_word(std::string_view text);
/// Cut at any run of blanks and tabs.
std::vector<std::string_view> split_blanks(std::string_view text);
/// One line of at most 80 bytes, cut between characters, without controls: for losses.
std::string shown(std::string_view text);
/// A name without controls and line ends, of at most limits::name_bytes; "category" where nothing is left.
std::string clean_name(std::string_view text);

/// Adds a loss, as long as there are not too many; then one line says that there are more.
void lose(Dictionary& to, DictionaryLoss loss);

/// Which signs are wildcards; the others mean themselves, which no pattern of ours can say.
enum class Wildcards { none, star_at_end, star, star_and_question };

/// A pattern of another program as one of ours, or why not.
struct Pattern {
  std::string text;
  std::string problem;  ///< empty where `text` says the same
  bool usable = true;   ///< else there is no `text`
};
Pattern pattern_of(std::string_view foreign, Wildcards wildcards);

/// Adds the entry, or the loss, or both where the entry says something else.
void add_pattern(Dictionary& to, std::size_t category, std::string_view foreign, Wildcards wildcards,
                 double weight, int line);

/// Adds a category, and returns its index. Fault: bad_input where it is nested too deep or there are too
/// many.
Result<std::size_t> add_category(Dictionary& to, std::string_view name, int parent, int line,
                                 const std::string& place);

/// How deep a category lies: 0 = top. By index.
std::vector<int> depths_of(const Dictionary& dictionary);
/// "Emotion/Joy": the names from the top, for formats without levels.
std::string path_of(const Dictionary& dictionary, std::size_t category, std::string_view between);

/// What a format's patterns can hold.
struct PatternLimits {
  std::string_view program;  ///< "LIWC", for reasons
  Wildcards wildcards = Wildcards::star;
  bool any_word = false;  ///< a lone * inside a phrase
  bool weights = false;
  std::string_view forbidden;  ///< characters that mean something else in the file
};
/// Why the entry cannot be written so; empty where it can.
std::string obstacle(const DictionaryEntry& entry, const PatternLimits& limits);
/// Adds a loss for the entry.
void add_loss(WrittenDictionary& to, const DictionaryEntry& entry, std::string reason);

}  // namespace gloss::exchange
