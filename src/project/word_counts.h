// SPDX-License-Identifier: GPL-3.0-or-later
// How often each word occurs, in all and by groups, who uses it and in how many sources.
//
// Words are counted speaker by speaker within a source, in one small table, and only the sums go into the
// large ones. So who and where need no sets: it is enough to remember for each word the last source and the
// last person. Only persons who speak under several names or in several sources come back; their words are
// noted and sorted at the end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "project/count_table.h"
#include "project/word_base.h"
#include "report/word_list.h"

namespace gloss::project {

class WordCounter {
 public:
  /// `grouped_only`: passages that are in no group are not counted. REQUIRES: `base` outlives it.
  explicit WordCounter(WordBase& base, bool grouped_only = false);

  /// In the order of sources, each once.
  void add(const SourceWords& source);
  /// Once, after the last source.
  void finish();

  /// How often a word occurs in the base. Also before `finish`.
  std::int64_t frequency(std::uint32_t word) const { return word < all_.size() ? all_[word].frequency : 0; }
  std::int64_t words() const { return total_.frequency; }

  /// After `finish`. The head with all its counts.
  report::WordHead head();
  /// Words of at least `least` occurrences in all, by frequency and then bytewise.
  report::WordList list(std::int64_t least, bool function_words);

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  // Where nobody is named, the source stands for who speaks: -1 - its number, in the place of a person.
  static constexpr std::int32_t none_yet = INT32_MAX;

  /// Counts of a word, or of all words, in a group or in all of them.
  struct Tally {
    std::int64_t frequency = 0;
    std::uint32_t speakers = 0, sources = 0, unnamed = 0;
    std::uint32_t only_speakers = 0, only_sources = 0, only_unnamed = 0;
    std::int32_t last_source = -1, last_person = none_yet;
    report::WordCount count() const {
      return {frequency, speakers, sources, unnamed, only_speakers, only_sources, only_unnamed};
    }
  };
  /// Who and what met a word last, and the only group in which they did.
  struct Last {
    std::int32_t source = -1, person = none_yet;
    std::uint32_t source_tally = none, person_tally = none;
  };
  /// What one speaker says in one source in one group.
  struct Part {
    std::int32_t speaker = -1, group = -1;
    std::uint32_t passage = 0;
  };

  void count_passage(const SourceWords& source, std::size_t passage);
  void add_part(const SourceWords& source, std::int32_t person, std::int32_t group);
  void meet(Tally& tally, std::int64_t frequency, std::int32_t source, std::int32_t person);
  void meet_alone(Last& last, std::uint32_t tally, std::int32_t source, std::int32_t person);
  void note(std::uint32_t word, std::uint32_t tally, std::int32_t person);
  std::uint32_t tally_of(std::uint32_t word, std::int32_t group);
  bool roams(std::int32_t person) const {
    return person >= 0 && base_.roaming()[static_cast<std::size_t>(person)];
  }
  /// `none` where the word does not occur in the group; all words: `none`.
  std::uint32_t find_tally(std::uint32_t word, std::size_t group) const {
    return places_.find(std::uint64_t{word} << 31 | group) - 1;
  }

  WordBase& base_;
  const bool grouped_only_;
  report::BaseCounts passages_;
  std::int64_t without_group_ = 0;
  std::string language_;  // of the last source
  bool several_languages_ = false;
  std::vector<std::uint32_t> in_part_, met_;  // by word: how often in the part; words of the part

  Tally total_;
  std::vector<Tally> all_;      // by word
  CountTable places_;           // (word, group) -> index into tallies_ + 1; word 2^32 - 1 = all words
  std::vector<Tally> tallies_;  // of words in groups
  std::vector<Last> lasts_;     // by word, where there are groups
  Last last_of_all_;
  std::vector<std::int64_t> passages_in_;  // by group

  struct Noted {
    std::uint32_t word;
    std::int32_t person;
    std::uint32_t tally;  // none = in no group
    friend auto operator<=>(const Noted&, const Noted&) = default;
  };
  std::vector<Noted> noted_;  // of roaming persons
  std::size_t noted_distinct_ = 0;
};

}  // namespace gloss::project
