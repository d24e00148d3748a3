// SPDX-License-Identifier: GPL-3.0-or-later
// Word -> number, built for speed: the one hash table through which every position of every text goes.
//
// A form below 16 bytes is its own key: two words of eight bytes, zero padded, with the length in the last
// byte, so a look-up compares 16 bytes and follows no pointer. Longer forms have their hash as key and are
// compared in an arena. Open addressing, never more than half full.
#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::index {

class FormMap {
 public:
  /// How many bytes must be readable from the start of a form given to `at_padded`, whatever its length.
  static constexpr std::size_t padding = 16;

  FormMap() { clear(); }

  /// The number that belongs to the form; 0 where the form is new. Valid until the next call. REQUIRES: 0 <
  /// length; 16 readable bytes at `form`.
  std::uint64_t& at_padded(const char* form, std::uint32_t length) {
    assert(length > 0);
    if (length >= padding) return at_long({form, length});
    const auto [low, high] = key_of(form, length);
    for (std::size_t i = mix(low, high) >> shift_;; i = (i + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[i];
      if (slot.low == low && slot.high == high) return slot.number;
      if (slot.high == 0) return insert(i, low, high);
    }
  }

  /// Asks for the memory that `at_padded` is going to look at: for a table larger than the cache, a few forms
  /// ahead.
  void prefetch(const char* form, std::uint32_t length) const {
    if (length >= padding) return;
    const auto [low, high] = key_of(form, length);
    __builtin_prefetch(&slots_[mix(low, high) >> shift_]);
  }

  /// As `at_padded`, for a form anywhere. REQUIRES: not empty.
  std::uint64_t& at(std::string_view form) {
    if (form.size() >= padding) return at_long(form);
    char padded[padding] = {};
    std::memcpy(padded, form.data(), form.size());
    return at_padded(padded, static_cast<std::uint32_t>(form.size()));
  }

  std::size_t size() const { return size_; }
  void clear();

 private:
  struct Slot {
    std::uint64_t low = 0, high = 0;  // high is never 0 in a slot that is taken
    std::uint64_t number = 0;
  };
  static constexpr std::uint64_t long_mark = std::uint64_t{0xFF} << 56;

  struct Key {
    std::uint64_t low, high;
  };
  /// REQUIRES: 0 < length < padding. Without a branch, for lengths come in no order that could be foretold.
  static Key key_of(const char* form, std::uint32_t length) {
    std::uint64_t low = 0, high = 0;
    std::memcpy(&low, form, 8);
    std::memcpy(&high, form + 8, 8);
    const std::uint32_t in_high = length > 8 ? length - 8 : 0, in_low = length - in_high;
    low &= ~std::uint64_t{0} >> (64 - 8 * in_low);
    high &= (std::uint64_t{1} << (8 * in_high)) - 1;
    return {low, high | std::uint64_t{length} << 56};
  }
  static std::uint64_t mix(std::uint64_t low, std::uint64_t high) {
    std::uint64_t h = (low * 0x9E3779B97F4A7C15u) ^ (high * 0xC2B2AE3D27D4EB4Fu);
    h ^= h >> 32;
    return h * 0x165667B19E3779F9u;
  }
  std::uint64_t& at_long(std::string_view form);
  std::uint64_t& insert(std::size_t at, std::uint64_t low, std::uint64_t high);
  void grow();

  std::vector<Slot> slots_;
  int shift_ = 0;
  std::size_t size_ = 0;
  std::string long_bytes_;
  std::vector<std::size_t> long_begin_;  // one more than long forms
};

}  // namespace gloss::index
