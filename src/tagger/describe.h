// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule or query became: word sets, leaves, nodes, and how its words are found. For those who look into
// the program.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "tagger/program.h"

namespace gloss::tagger {

struct PlanDescription {
  struct Node {
    std::uint32_t number = 0;
    std::string text;  ///< "near/5 in passage (#3, #7)"
  };
  struct WordSet {
    std::uint32_t number = 0;
    std::size_t count = 0;
    std::vector<std::string> words;  ///< the first few in order of id
  };
  std::vector<WordSet> word_sets;  ///< by number
  std::vector<Node> nodes;         ///< children before parents; the last is the whole
  std::string access;              ///< how its words are found
};

/// Faults: as Program::compile. REQUIRES: the rule exists; `rule` counts from 1.
Result<PlanDescription> describe_rule(const codebook::Codebook& codebook, int code, int rule,
                                      const index::Vocabulary& vocabulary, const std::string& file,
                                      const CompileOptions& options);
/// Faults: as Program::compile_query.
Result<PlanDescription> describe_query(const codebook::Expression& query, const std::string& text,
                                       const index::TokenStore& store, const CompileOptions& options);

}  // namespace gloss::tagger
