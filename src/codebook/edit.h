// SPDX-License-Identifier: GPL-3.0-or-later
// Renaming, merging and splitting codes in the text of a codebook file. Only the lines concerned change;
// every comment survives; the result is a codebook, or there is an error and no result.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::codebook {

struct Edited {
  std::string text;                ///< of the whole file
  std::vector<std::string> notes;  ///< what the researcher should look at, a sentence each
};

/// `from`, with all codes below it, becomes `to`: under another name, another code, or both. Each keeps its
/// history (`was: [old/id]`), and <references> in rules follow. Faults: those of parse_codebook, and
/// bad_configuration where ids are not there, taken, or stand in brackets.
Result<Edited> rename_code(std::string_view yaml, const std::string& file, const std::string& from,
                           const std::string& to);

/// What is in `from` goes into `into`: rules, examples and counterexamples that are not there yet, the codes
/// below it, earlier ids; its name and definition are kept in the memo.
Result<Edited> merge_codes(std::string_view yaml, const std::string& file, const std::string& from,
                           const std::string& into);

struct Split {
  std::string code, to;
  std::vector<int> rules, examples, counterexamples;  ///< numbers from 1 of what moves
};

/// Moves rules and examples of a code to `to`, which is made (behind its sibling, or as the last one below
/// its parent) where it is not there.
Result<Edited> split_code(std::string_view yaml, const std::string& file, const Split& split);

}  // namespace gloss::codebook
