// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a codebook's rules and lists, and which of them occur nowhere.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "tagger/program.h"

namespace gloss::project {

/// What one position or literal may be: words, with wildcards too, and the other leaves.
class CodebookWords {
 public:
  explicit CodebookWords(const codebook::Codebook& codebook);

  /// Looks them up. Faults: bad_configuration.
  Result<void> compile(const index::Vocabulary& vocabulary, const std::string& file);
  /// Notes what occurs in a source. REQUIRES: compiled.
  void look_into(const tagger::SourceView& view);

  /// Words of the rule that never occurred, as typed, in order; `all`: how many it has.
  std::vector<std::string> dead_in_rule(std::size_t code, std::size_t rule, std::size_t& all) const;
  std::vector<std::string> dead_in_list(std::size_t list, std::size_t& all) const;

 private:
  using Numbers = std::vector<std::size_t>;
  void collect(const codebook::Expression& expression, Numbers& numbers);
  void add(codebook::Expression leaf, Numbers& numbers);
  std::vector<std::string> dead(const Numbers& numbers) const;

  codebook::Codebook words_;  // each word as a code of its own
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> typed_;
  std::vector<char> occurs_;
  std::vector<std::vector<Numbers>> of_rules_;  // by code, rule
  std::vector<Numbers> of_lists_;
  std::vector<tagger::Program> program_;  // none or one
};

}  // namespace gloss::project
