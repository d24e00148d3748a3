// SPDX-License-Identifier: GPL-3.0-or-later
// The base: the passages that satisfy a codebook's condition.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "tagger/program.h"

namespace gloss::project {

class BasePassages {
 public:
  /// Faults: bad_configuration (the condition).
  static Result<BasePassages> of(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary);
  /// Those that satisfy any condition; `text` is how it was written, for errors.
  static Result<BasePassages> of(const codebook::Condition& where, const std::string& text,
                                 const index::Vocabulary& vocabulary);
  /// For each passage of the source, whether it is in the base. Thread safe.
  std::vector<bool> in(const tagger::SourceView& view) const;

 private:
  std::optional<tagger::Program> program_;  // none: every passage is
};

}  // namespace gloss::project
