// SPDX-License-Identifier: GPL-3.0-or-later
// How varied the words of speakers or groups are: `gloss report diversity`.
#pragma once

#include <optional>
#include <vector>

#include "report/word_list.h"

namespace gloss::report {

struct SpeakerDiversity {
  std::string name;
  std::string source;  ///< where nobody is named as the speaker: the source; else empty
  std::int64_t words = 0, different = 0, sources = 0, speakers = 0;
  std::optional<double> mattr, mtld, ttr;
};

/// Columns speaker (or group), words, different, mattr (windows of 50 words), mtld, ttr, sources; of groups,
/// speakers, too. Function words count. Head: "base", "words", "by".
Table diversity_report(const WordHead& head, const std::vector<SpeakerDiversity>& rows);

}  // namespace gloss::report
