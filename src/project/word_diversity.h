// SPDX-License-Identifier: GPL-3.0-or-later
// What each speaker or group says, one word after another, and how varied that is.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "project/word_base.h"
#include "report/diversity_report.h"

namespace gloss::project {

/// A speaker is done with its source, unless cases join it with others; then, and in groups, words are kept
/// until the end, source after source.
class DiversityCounter {
 public:
  explicit DiversityCounter(WordBase& base);
  void add(const SourceWords& source);
  /// Groups in their order; or persons in theirs, then the sources in which nobody speaks. Those without a
  /// word in the base are left out. `head`: who and where, of groups.
  std::vector<report::SpeakerDiversity> rows(const report::WordHead& head);

 private:
  struct Speech {
    std::vector<std::uint32_t> words;
    std::int64_t sources = 0;
    std::size_t last_source = SIZE_MAX;
  };
  static void measure(const Speech& speech, report::SpeakerDiversity& row);

  WordBase& base_;
  std::vector<std::string> persons_;
  std::vector<Speech> groups_;
  std::map<std::int32_t, Speech> roaming_;                       // by person
  std::map<std::int32_t, report::SpeakerDiversity> of_persons_;  // those that are done
  std::vector<report::SpeakerDiversity> of_sources_;
};

}  // namespace gloss::project
