// SPDX-License-Identifier: GPL-3.0-or-later
// Gives words their ids: those of the store keep theirs, new ones get the next number and wait for the
// commit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "index/form_map.h"
#include "index/store_state.h"

namespace gloss::index {

class WordIds {
 public:
  explicit WordIds(std::uint32_t most = limits::vocabulary_words) : most_(most) {}

  /// As FormMap's, for forms that id_of is asked for soon.
  void prefetch(const char* form, std::uint32_t length) const { known_.prefetch(form, length); }

  /// Nothing where the word would be one more than `most`. REQUIRES: FormMap::padding readable bytes from the
  /// form's start.
  std::optional<std::uint32_t> id_of(std::string_view form, const StoreState& state) {
    std::uint64_t& number = known_.at_padded(form.data(), static_cast<std::uint32_t>(form.size()));
    if (number == 0) {
      if (const auto id = state.find(form)) {
        number = *id + std::uint64_t{1};
      } else {
        const std::uint64_t next = std::uint64_t{state.words()} + begin_.size() - 1;
        if (next >= most_) return std::nullopt;
        number = next + 1;
        words_.append(form);
        begin_.push_back(static_cast<std::uint32_t>(words_.size()));
      }
    }
    return static_cast<std::uint32_t>(number - 1);
  }

  /// The words that the store does not have yet, in order of their ids.
  const std::string& new_words() const { return words_; }
  std::size_t count_new() const { return begin_.size() - 1; }
  std::string_view new_word(std::size_t i) const {
    return std::string_view(words_).substr(begin_[i], begin_[i + 1] - begin_[i]);
  }
  /// The store has them now.
  void forget_new() {
    words_.clear();
    begin_.assign(1, 0);
  }

 private:
  std::uint32_t most_;
  FormMap known_;  // words met since this object was made: id + 1
  std::string words_;
  std::vector<std::uint32_t> begin_{0};
};

}  // namespace gloss::index
