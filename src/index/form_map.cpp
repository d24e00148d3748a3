// SPDX-License-Identifier: GPL-3.0-or-later
// The seldom walked paths of the form map: long forms and growth.
#include "index/form_map.h"

#include <xxhash.h>

#include <utility>

namespace gloss::index {

namespace {
constexpr int first_bits = 12;
}

void FormMap::clear() {
  slots_.assign(std::size_t{1} << first_bits, Slot{});
  shift_ = 64 - first_bits;
  size_ = 0;
  long_bytes_.clear();
  long_begin_.assign(1, 0);
}

std::uint64_t& FormMap::at_long(std::string_view form) {
  const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
  for (std::size_t i = mix(hash, long_mark) >> shift_;; i = (i + 1) & (slots_.size() - 1)) {
    Slot& slot = slots_[i];
    if (slot.high == 0) {
      const std::uint64_t number = long_begin_.size() - 1;
      long_bytes_.append(form);
      long_begin_.push_back(long_bytes_.size());
      return insert(i, hash, long_mark | number);
    }
    if (slot.low != hash || (slot.high & long_mark) != long_mark) continue;
    const auto number = static_cast<std::size_t>(slot.high & ~long_mark);
    if (form == std::string_view(long_bytes_)
                    .substr(long_begin_[number], long_begin_[number + 1] - long_begin_[number]))
      return slot.number;
  }
}

std::uint64_t& FormMap::insert(std::size_t at, std::uint64_t low, std::uint64_t high) {
  if (2 * (size_ + 1) > slots_.size()) {
    grow();
    const bool is_long = (high & long_mark) == long_mark;
    at = mix(low, is_long ? long_mark : high) >> shift_;
    while (slots_[at].high != 0) at = (at + 1) & (slots_.size() - 1);
  }
  ++size_;
  slots_[at] = {low, high, 0};
  return slots_[at].number;
}

void FormMap::grow() {
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  --shift_;
  for (const Slot& slot : old) {
    if (slot.high == 0) continue;
    const bool is_long = (slot.high & long_mark) == long_mark;
    std::size_t i = mix(slot.low, is_long ? long_mark : slot.high) >> shift_;
    while (slots_[i].high != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }
}

}  // namespace gloss::index
