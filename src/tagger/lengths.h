// SPDX-License-Identifier: GPL-3.0-or-later
// How many characters the positions of one source have: letters and digits of the folded forms; blanks and
// punctuation are none. Counted when first asked for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tagger/facts.h"

namespace gloss::tagger {

/// Characters of a word, at least 1 and at most 255.
inline std::uint8_t characters_in(std::string_view word) {
  const auto count = std::count_if(word.begin(), word.end(),
                                   [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return static_cast<std::uint8_t>(std::clamp<std::ptrdiff_t>(count, 1, 255));
}

class Lengths {
 public:
  /// `characters`: by word (Plan::characters). REQUIRES: both outlive the use.
  void start(const index::TextTokens& tokens, std::span<const std::uint8_t> characters) {
    tokens_ = &tokens;
    characters_ = characters;
    totals_.clear();
  }

  /// Characters before each position, and in all.
  std::span<const std::uint32_t> totals() {
    if (!totals_.empty()) return totals_;
    totals_.push_back(0);
    for (const index::Cell cell : tokens_->cells) {
      const std::uint32_t id = index::id_of(cell);
      const bool word = !(index::flags_of(cell) & text::flag::character) && id < characters_.size();
      totals_.push_back(totals_.back() + (word ? characters_[id] : 1u));
    }
    return totals_;
  }

 private:
  const index::TextTokens* tokens_ = nullptr;
  std::span<const std::uint8_t> characters_;
  std::vector<std::uint32_t> totals_;
};

}  // namespace gloss::tagger
