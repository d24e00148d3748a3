// SPDX-License-Identifier: GPL-3.0-or-later
// Examples are tests: a code must fire on each of its examples and on none of its counterexamples.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/why_not.h"

namespace gloss::project {

/// A rule that fired on a counterexample.
struct FiredRule {
  int rule = 0;              ///< from 1
  int line = 0, column = 0;  ///< in the file
  std::string text;
  std::vector<std::string> matched, cues;
};

/// An example on which the code did not fire, or a counterexample on which it did.
struct ExampleFailure {
  std::string code;
  bool counterexample = false;
  std::string text;                   ///< the example
  int line = 0, column = 0;           ///< in the file
  std::string passage;                ///< of the text, the passage that is shown
  std::vector<Mark> marks, cues;      ///< in it
  std::vector<FiredRule> fired;       ///< counterexamples: why
  std::vector<std::string> base;      ///< examples: the codebook's condition refuses the passage
  std::optional<MissedRule> nearest;  ///< examples: the rule that came nearest
};

/// An example that was run.
struct ExampleRun {
  std::string code;
  bool counterexample = false;
  std::string text;
  int line = 0, column = 0;
  std::size_t failure = SIZE_MAX;  ///< index into the failures; SIZE_MAX: it passed
};

struct CodebookCheck {
  std::size_t codes = 0, rules = 0;
  std::size_t examples = 0, counterexamples = 0;  ///< run
  std::size_t not_run = 0;                        ///< of codes without rules, which nobody can test
  std::vector<ExampleRun> runs;                   ///< in file order
  std::vector<ExampleFailure> failures;           ///< in file order
};

/// Each example is a passage of its own, said by an interviewee unless it starts with a speaker label.
/// Faults: bad_configuration (a rule).
Result<CodebookCheck> check_codebook(const codebook::Codebook& codebook, const std::string& file);

}  // namespace gloss::project
