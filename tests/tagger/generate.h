// SPDX-License-Identifier: GPL-3.0-or-later
// Random sources and random codebooks, so made that rules hit often and in each other's way.
#pragma once

#include <random>

#include "tagger/script.h"

namespace gloss::test {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  /// Up to about `positions` positions of English, Chinese, emoji, marks and punctuation; speakers, sections,
  /// variables.
  Script script(int positions);
  /// `codes` codes of one or two rules, some with sub-codes, some referring to earlier ones.
  codebook::Codebook codebook(int codes);
  codebook::Expression expression(int depth);

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  std::string passage(int words);
  std::string word();
  std::string plain_word();
  codebook::Expression leaf();
  codebook::Expression phrase();
  codebook::Expression entry();
  codebook::Condition condition();
  codebook::Unit unit();
  template <class Values>
  const typename Values::value_type& any(const Values& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

  std::mt19937_64 random_;
  std::vector<std::string> referable_;  // codes that the rule at hand may name
  bool lists_ = false, all_others_ = false;
};

}  // namespace gloss::test
