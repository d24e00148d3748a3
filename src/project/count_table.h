// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers by 64-bit key, for counting what occurs together: several times as fast as the standard library's
// map.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gloss::project {

/// Open addressing, at most half full. A key that was never asked for by `at` has the number 0.
class CountTable {
 public:
  /// REQUIRES: key != 2^64 - 1. Valid until the next call.
  std::uint32_t& at(std::uint64_t key) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(key + 1)];
    if (slot.key == 0) {
      slot.key = key + 1;
      ++used_;
    }
    return slot.number;
  }
  std::uint32_t find(std::uint64_t key) const { return slots_[place(key + 1)].number; }
  /// In no order.
  template <class Use>
  void for_each(Use use) const {
    for (const Slot& slot : slots_)
      if (slot.key != 0) use(slot.key - 1, slot.number);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;  // + 1; 0 = free
    std::uint32_t number = 0;
  };
  std::size_t place(std::uint64_t key) const {
    std::size_t i = (key * 0x9E3779B97F4A7C15u >> 20) & (slots_.size() - 1);
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.key != 0) slots_[place(slot.key)] = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

}  // namespace gloss::project
