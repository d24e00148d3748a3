// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of rules with what they mean, said by hand for std::regex over bytes: the oracle must
// not share RE2 and the folding of expressions with the engine.
#pragma once

#include <string>
#include <vector>

namespace gloss::test {

struct TwinPattern {
  std::string rule;      ///< as in a rule
  std::string folded;    ///< over the bytes of folded text, any case
  std::string original;  ///< over the bytes of the original text
};

const std::vector<TwinPattern>& twin_patterns();
const TwinPattern& twin_of(const std::string& rule);

}  // namespace gloss::test
