// SPDX-License-Identifier: GPL-3.0-or-later
// Words as reports show them, counted out of the passages of the base, and the head of every report on words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "report/base_lines.h"
#include "report/table.h"

namespace gloss::report {

struct WordCount {
  std::int64_t frequency = 0;
  std::int64_t speakers = 0, sources = 0;  ///< distinct ones who use it, in which it occurs
  std::int64_t unnamed = 0;                ///< sources in which somebody who is not named uses it
  std::int64_t only_speakers = 0, only_sources = 0,
               only_unnamed = 0;  ///< of a group: those that have it in no other group
  /// Speakers, and each source in which nobody is named as one.
  std::int64_t users() const { return speakers + unnamed; }
};

struct WordGroup {
  std::string name;
  WordCount all;  ///< of all its words together: speakers who say anything
  std::int64_t passages = 0;
  std::int64_t different = 0;       ///< words
  std::int64_t function_words = 0;  ///< running words that are function words
};

struct WordHead {
  BaseCounts base;
  std::string language = "en";
  std::string by;                 ///< the variable that makes the groups; empty = none does
  std::vector<WordGroup> groups;  ///< by number
  WordGroup all;
  std::int64_t without_group = 0;  ///< passages of the base that are in no group
  bool several_languages = false;  ///< of its sources
  bool has_han = false;
  std::string dictionary;  ///< that cut Chinese into words; empty = ICU did
  std::int64_t terms = 0;  ///< words of the codebook that stay whole
};

struct CountedWord {
  std::string word;
  WordCount all;
  std::vector<std::pair<std::int32_t, WordCount>> groups;  ///< those in which it occurs, ascending
  /// Of a group; zeros where it does not occur.
  WordCount in(std::int32_t group) const;
};

struct WordList {
  WordHead head;
  bool function_words = false;  ///< are among the words
  std::int64_t least = 1;       ///< rarer words are not
  std::vector<CountedWord> words;
};

/// Words in this language's form of a head, and of notes that several reports share.
class WordWords {
 public:
  explicit WordWords(const WordHead& head) : head_(head) {}
  std::string say(std::string_view english, std::string_view chinese) const;
  /// Base and words; how Chinese words were made.
  std::vector<std::string> header_lines() const;
  /// "official: 4 speakers, 4 sources, 2,345 words".
  std::string group_line(const WordGroup& group) const;
  /// "3 of 4" users.
  std::string part_of(const WordCount& count, const WordGroup& group) const;
  /// Who uses the word, where that is one only: "one speaker"; else empty.
  std::string lone_user(const WordCount& count) const;
  /// What was left out of the list.
  std::string list_note(const WordList& list) const;
  Json as_json() const;

 private:
  const WordHead& head_;
};

/// 1,000 part / whole; undefined for nothing.
Value per_thousand(std::int64_t part, std::int64_t whole);
/// A measure's value, or none.
inline Value value_or_none(const auto& measure) { return measure ? Value(*measure) : Value(); }

}  // namespace gloss::report
