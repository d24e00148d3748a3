// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody else said just before a passage: the question that it answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "project/apply_rules.h"
#include "project/facts.h"

namespace gloss::project {

struct QuestionBefore {
  std::string speaker;  ///< label; empty where nobody is named
  std::string words;    ///< on one line, cut to a width; empty where nobody spoke before
};

/// The questions of one source; both are borrowed.
class QuestionsBefore {
 public:
  QuestionsBefore(const CodedSource& coded, const KnownSource& known);
  /// The last passage of another speaker before this one (index), in at most `width` columns; nothing for a
  /// passage without a speaker. `text`: the source's.
  QuestionBefore of(std::size_t passage, std::string_view text, std::size_t width) const;

 private:
  const CodedSource& coded_;
  const KnownSource& known_;
  std::vector<std::int64_t> before_;  // by passage: the last one of another speaker; -1 = none
};

}  // namespace gloss::project
