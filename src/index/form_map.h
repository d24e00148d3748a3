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
    std::uint64_t low = 0, high = 0;
    std::memcpy(&low, form, 8);
    std::memcpy(&high, form + 8, 8);
    if (length < 8) {
      low &= (std::uint64_t{1} << (8 * length)) - 1;
      high = 0;
    } else {
      high &= (std::uint64_t{1} << (8 * (length - 8))) - 1;
    }
    high |= std::uint64_t{length} << 56;
    for (std::size_t i = mix(low, high) >> shift_;; i = (i + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[i];
      if (slot.low == low && slot.high == high) return slot.number;
      if (slot.high == 0) return insert(i, low, high);
    }
  }

  /// The same for a form anywhere. REQUIRES: not empty.
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
