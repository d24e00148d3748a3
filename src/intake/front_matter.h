// SPDX-License-Identifier: GPL-3.0-or-later
// Front matter: the block of YAML (---) or TOML (+++) before a text. It stays in the text, uncoded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"

namespace gloss::intake {

struct FrontMatter {
  std::size_t end = 0;         ///< the byte where the text proper begins; 0 = no front matter
  model::Variables variables;  ///< scalars; lists joined by "; "; members of maps as "key.member"
  std::vector<std::string>
      speakers;      ///< names under speakers, speaker, interviewer, interviewee, participants
  std::string note;  ///< what was wrong with it, or empty
};

/// `place` names the file in the note. TOML is passed over, not read.
FrontMatter read_front_matter(std::string_view text, const std::string& place);

}  // namespace gloss::intake
