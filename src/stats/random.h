// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that are the same everywhere: the seed is printed, and whoever repeats it draws the same
// passages.
//
// SplitMix64 (Steele, Lea & Flood 2014): state += 0x9E3779B97F4A7C15, then two multiply-xorshift rounds. Its
// 64 bits pass the usual batteries, any seed is good, and it fits in ten lines, so that a result can be
// checked with another program. The distributions of the standard library are not used, for they differ from
// compiler to compiler.
#pragma once

#include <cassert>
#include <cstdint>
#include <utility>
#include <vector>

namespace gloss::stats {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// 0 <= result < n, all equally likely: numbers beyond the last whole multiple of n are drawn again.
  /// REQUIRES: n > 0.
  std::uint64_t below(std::uint64_t n) {
    assert(n > 0);
    const std::uint64_t surplus = (UINT64_MAX % n + 1) % n;  // 2^64 mod n
    for (;;) {
      const std::uint64_t drawn = next();
      if (drawn <= UINT64_MAX - surplus) return drawn % n;
    }
  }

  /// Any order equally likely (Fisher & Yates; Knuth's algorithm P).
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

  /// `count` of the items, any set equally likely, in their order. REQUIRES: count <= items.size().
  template <class T>
  std::vector<T> choose(const std::vector<T>& items, std::size_t count) {
    assert(count <= items.size());
    std::vector<T> chosen;  // selection sampling: Knuth's algorithm S
    chosen.reserve(count);
    for (std::size_t i = 0; i < items.size() && chosen.size() < count; ++i)
      if (below(items.size() - i) < count - chosen.size()) chosen.push_back(items[i]);
    return chosen;
  }

 private:
  std::uint64_t state_;
};

}  // namespace gloss::stats
