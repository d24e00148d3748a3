// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns made of a project's own words, as a codebook might have them: 57 % words, 13 % trailing wildcards,
// 30 % phrases of two or three words. Half of the words are drawn evenly over the log of the frequency, up to
// 0.12 % of all positions, half evenly over the rank; phrases evenly over the different ones there are.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/token_store.h"

namespace gloss::bench {

/// Draws patterns, none twice.
class Patterns {
 public:
  explicit Patterns(const index::TokenStore& tokens);
  std::string draw();
  std::uint64_t positions() const { return positions_; }

 private:
  void gather_phrases(const index::TokenStore& tokens);
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  std::string word();
  std::string wildcard();
  std::string phrase() { return phrases_[random_() % phrases_.size()]; }

  const index::Vocabulary& vocabulary_;
  std::uint64_t positions_ = 0;
  std::vector<std::uint32_t> by_rank_;  ///< words, the most frequent first
  std::vector<double> frequencies_;     ///< of `by_rank_`, falling
  std::vector<std::string> phrases_;    ///< the different ones
  std::set<std::string> drawn_;
  std::mt19937_64 random_{7};
};

/// A codebook of so many codes and patterns each, as YAML.
std::string codebook_of(Patterns& patterns, int codes, int rules);

}  // namespace gloss::bench
