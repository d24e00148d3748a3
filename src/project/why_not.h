// SPDX-License-Identifier: GPL-3.0-or-later
// Why a code is not on a passage, for people: near misses as sentences, the passage with the words that did
// match.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/project.h"
#include "project/source_text.h"
#include "tagger/near_miss.h"

namespace gloss::project {

/// Bytes of the passage, half open.
using Mark = std::pair<std::size_t, std::size_t>;

struct MissedRule {
  std::string code;
  int rule = 0;              ///< from 1
  int line = 0, column = 0;  ///< in the codebook
  std::string text;          ///< as in the file
  double fulfilled = 0, parts = 0;
  std::vector<std::string> there;  ///< parts that are fulfilled, with what they matched
  struct Obstacle {
    std::string kind, text;
  };
  std::vector<Obstacle> obstacles;
  std::vector<std::string> elsewhere;  ///< it hits the passage, but other words of it
  std::vector<Mark> marks, cues;       ///< what its parts matched inside the passage, and negation cues
};

struct WhyNot {
  std::string code, name;
  std::string source, speaker, passage_text;
  int passage = 0;                     ///< from 1
  std::vector<std::string> codings;    ///< the code is there: ids for gloss why
  std::vector<std::string> base;       ///< why the passage is outside the base
  std::vector<std::string> displaced;  ///< conflict: longest
  std::vector<MissedRule> rules;       ///< nearest first
};

struct WhyNotQuestion {
  std::string code, passage;  ///< as typed
  std::string quote;          ///< empty: all of the passage
  std::string language;       ///< of the code's name; empty = the codebook's first
};

/// Faults: bad_input (no codebook), those of find_code, find_passage, find_quote; usage (a code that is coded
/// by hand only).
Result<WhyNot> why_not(const Project& project, const WhyNotQuestion& question);

class NearWords;

/// One near miss as sentences. `known`: may be nullptr.
std::vector<MissedRule> missed_rules(const codebook::Codebook& codebook, const tagger::NearMiss& miss,
                                     SourceText& text, std::size_t passage,
                                     const index::Vocabulary& vocabulary, const NearWords* known);

}  // namespace gloss::project
