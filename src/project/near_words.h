// SPDX-License-Identifier: GPL-3.0-or-later
// Which words occur in the texts, and which of them are spelt nearly like one that does not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/token_store.h"
#include "project/facts.h"

namespace gloss::project {

/// How often each word of the vocabulary occurs in these texts, by id.
std::vector<std::uint32_t> word_counts(const index::Vocabulary& vocabulary,
                                       const std::vector<index::TextTokens>& texts);

class NearWords {
 public:
  /// `counts` by id. REQUIRES: the vocabulary outlives this object.
  NearWords(const index::Vocabulary& vocabulary, std::vector<std::uint32_t> counts)
      : vocabulary_(vocabulary), counts_(std::move(counts)) {}

  /// `folded`: as positions are.
  bool occurs(std::string_view folded) const;
  /// At most `most` words that occur and are spelt nearly like `folded` (codebook/spelling.h), not itself:
  /// the nearest first, then the more frequent.
  std::vector<std::string> near(std::string_view folded, std::size_t most) const;

 private:
  const index::Vocabulary& vocabulary_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace gloss::project
