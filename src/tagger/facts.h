// SPDX-License-Identifier: GPL-3.0-or-later
// What rules may ask about a source beyond its words: who speaks, in which role, for which case, under which
// heading.
#pragma once

#include <string>
#include <vector>

#include "index/token_store.h"
#include "model/source.h"

namespace gloss::tagger {

struct SpeakerFacts {
  std::string label;
  model::Role role = model::Role::unknown;
  std::string case_name;       ///< empty = none
  model::Variables variables;  ///< of the case
};

struct SourceFacts {
  std::string name;
  model::Kind kind = model::Kind::interview;
  std::string language;
  model::Variables variables;                 ///< front matter and the source's own case
  std::vector<SpeakerFacts> speakers;         ///< PassageRow::speaker points here
  std::vector<std::string> sections;          ///< titles; PassageRow::section points here
  std::vector<std::int32_t> section_parents;  ///< -1 = top
};

/// Where frozen texts can be read, for rules that compare original characters ('US', text("..."), /re/c).
class TextReader {
 public:
  virtual ~TextReader() = default;
  /// Reads text number `text` (TextTokens::text) into `out`. False: it cannot be read, and such rules find
  /// nothing in it; the reader remembers why. Called by all threads that run programs.
  virtual bool read(std::int64_t text, std::string& out) const = 0;
};

/// One source as the matcher sees it. Borrows all for the time of a call.
struct SourceView {
  index::TextTokens tokens;
  const SourceFacts* facts = nullptr;
  const TextReader* texts =
      nullptr;  ///< asked only by programs that need texts, and only where it may matter
};

}  // namespace gloss::tagger
