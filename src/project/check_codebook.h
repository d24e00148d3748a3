// SPDX-License-Identifier: GPL-3.0-or-later
// Examples are tests: a code must fire on each of its examples and on none of its counterexamples.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"

namespace gloss::project {

/// An example on which the code did not fire, or a counterexample on which it did.
struct ExampleFailure {
  std::string code;
  bool counterexample = false;
  std::string text;                  ///< the example
  int line = 0, column = 0;          ///< in the file
  std::vector<int> rules;            ///< counterexamples: the rules that fired
  std::vector<std::string> matched;  ///< ... and the words they matched
};

/// Something that is no error but worth a look.
struct CodebookWarning {
  int line = 0, column = 0;
  std::string message, hint;
};

struct CodebookCheck {
  std::size_t codes = 0, rules = 0;
  std::size_t examples = 0, counterexamples = 0;  ///< run
  std::size_t not_run = 0;                        ///< of codes without rules, which nobody can test
  std::vector<ExampleFailure> failures;           ///< in file order
  std::vector<CodebookWarning> warnings;          ///< in file order
};

/// Each example is a passage of its own, said by an interviewee unless it starts with a speaker label.
/// Faults: bad_configuration (a rule).
Result<CodebookCheck> check_codebook(const codebook::Codebook& codebook, const std::string& file);

}  // namespace gloss::project
